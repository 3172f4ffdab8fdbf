"""A text cell of 30 MB beside right answers. Nothing of it is code, so nothing of it may hinder grading."""

DESERVES = "full"


def submission(solved, blank):
    solved["cells"].append(
        {"cell_type": "markdown", "id": "mine", "metadata": {}, "source": "all work and no play\n" * 1_500_000}
    )
    return solved
