"""900 levels: the parser takes it, but whoever copies or walks the metadata recursively runs into the recursion
limit."""

DESERVES = "full"


def submission(solved, blank):
    deep = []
    for _ in range(900):
        deep = [deep]
    for each in solved["cells"]:
        each["metadata"]["deep"] = deep
    return solved
