"""All answers share one grade_id and have no id. Stock nbgrader: DuplicateIdError, and a KeyError for others."""

DESERVES = "full"

ALL = ("rnn_cell_forward", "rnn_forward", "sequence_loss", "rnn_cell_backward", "rnn_backward")


def cell(notebook, name):
    return next(each for each in notebook["cells"] if each["id"] == name)


def submission(solved, blank):
    role = dict(cell(solved, "rnn_forward")["metadata"]["nbgrader"])
    for each in solved["cells"]:
        each["metadata"] = {"nbgrader": role} if each["cell_type"] == "code" and each["id"] in ALL else {}
    for each in solved["cells"]:
        if each["id"] in ALL:
            del each["id"]
    return solved
