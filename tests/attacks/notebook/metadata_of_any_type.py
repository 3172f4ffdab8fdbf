"""Metadata that is null, a list, a number or a text; roles that are no dictionaries. `cell.metadata.nbgrader`
raises and stops the run."""

DESERVES = "full"


def submission(solved, blank):
    odd = (None, [], 5, "nbgrader", {"nbgrader": []}, {"nbgrader": None}, {"nbgrader": "solution"}, {"tags": {"a": 1}})
    for number, each in enumerate(solved["cells"]):
        each["metadata"] = odd[number % len(odd)]
    return solved
