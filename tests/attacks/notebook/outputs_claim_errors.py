"""Right answers whose saved outputs are errors and odd types. A grader that reads them takes points away, or
stops."""

DESERVES = "full"


def submission(solved, blank):
    error = {"output_type": "error", "ename": "AssertionError", "evalue": "wrong", "traceback": ["\x1b[31mno\x1b[0m"]}
    for each in solved["cells"]:
        if each["cell_type"] == "code":
            each["outputs"] = [error, {"output_type": "stream", "name": "stderr", "text": 5}, None, 7, {"data": []}]
    return solved
