"""Ids and grade ids that are paths to the gradebook, or device names. A grader that names files after ids writes
there."""

DESERVES = "full"


def submission(solved, blank):
    names = (
        "../../../gradebook.db",
        "/etc/passwd",
        "..\\..\\nbgrader_config.py",
        "CON",
        "a/../../b\0c",
        "~/.ipython/startup/x.py",
    )
    for number, name in enumerate(names):
        extra = {
            "cell_type": "code",
            "id": name,
            "metadata": {"nbgrader": {"grade_id": name, "solution": True}},
            "source": "y = 2",
        }
        solved["cells"].insert(4 * number, extra | {"outputs": []})
    return solved
