"""5,000 added cells. A grader that takes quadratic time, or one kernel message each, does not come back."""

DESERVES = "full"


def submission(solved, blank):
    extra = [
        {"cell_type": "code", "id": f"mine-{n}", "metadata": {}, "source": f"v{n} = {n}", "outputs": []}
        for n in range(5000)
    ]
    solved["cells"] += extra
    return solved
