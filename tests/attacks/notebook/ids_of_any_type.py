"""Ids and grade ids that are lists, numbers or dictionaries: unhashable, so a lookup raises TypeError."""

DESERVES = "full"


def submission(solved, blank):
    odd = ([], {}, 5, None, True, [["x"]], {"a": []})
    for number, each in enumerate(solved["cells"]):
        if each["cell_type"] == "markdown":
            each["id"] = odd[number % len(odd)]
            each["metadata"]["nbgrader"] = {"grade_id": odd[number % len(odd)], "solution": [1], "grade": {}}
    return solved
