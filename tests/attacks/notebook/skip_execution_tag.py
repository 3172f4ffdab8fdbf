"""An empty notebook whose test cells are tagged skip-execution, so that no test ever runs. On stock nbgrader: full
marks."""

DESERVES = {}


def submission(solved, blank):
    for each in blank["cells"]:
        each["metadata"]["tags"] = ["skip-execution", *each["metadata"].get("tags", [])]
    return blank
