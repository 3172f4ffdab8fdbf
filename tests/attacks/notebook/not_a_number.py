"""NaN and Infinity wherever a number can stand: points, counts, format. They spread through sums, and a browser's
JSON parser stops at them."""

DESERVES = "full"


def submission(solved, blank):
    for each in solved["cells"]:
        each["execution_count"] = float("nan")
        if "nbgrader" in each["metadata"]:
            each["metadata"]["nbgrader"] |= {"points": float("inf"), "schema_version": float("nan")}
    return solved
