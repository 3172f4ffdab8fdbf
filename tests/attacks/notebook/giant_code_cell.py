"""Added code of 30 MB, one comment. It is too long to be run: that must be said, and must harm nobody else."""

DESERVES = "attention"


def submission(solved, blank):
    solved["cells"].append(
        {"cell_type": "code", "id": "mine", "metadata": {}, "source": "#" * (30 * 2**20), "outputs": []}
    )
    return solved
