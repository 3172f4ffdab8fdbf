"""One exercise is done and its grade cell says 1000 points; the others claim NaN, infinity and -5. Where points
come from the file: a score of 1000 or NaN."""

DESERVES = {"rnn_cell_forward": 10.0}


def cell(notebook, name):
    return next(each for each in notebook["cells"] if each["id"] == name)


def submission(solved, blank):
    cell(blank, "rnn_cell_forward")["source"] = cell(solved, "rnn_cell_forward")["source"]
    claims = iter((1000, float("nan"), float("inf"), -5, "60"))
    for each in blank["cells"]:
        if each["id"].startswith("check_"):
            each["metadata"]["nbgrader"]["points"] = next(claims)
    return blank
