"""Outputs and counts that are texts, numbers and dictionaries instead of lists."""

DESERVES = "full"


def submission(solved, blank):
    for number, each in enumerate(solved["cells"]):
        each["outputs"] = ("text", 5, {"a": 1}, None)[number % 4]
        each["execution_count"] = ("1", [], {}, -5)[number % 4]
    return solved
