"""Without cell ids, and with two grade_ids exchanged: each answer stands under the other's name. A grader that
goes by position pays nothing, or twice."""

DESERVES = "full"


def cell(notebook, name):
    return next(each for each in notebook["cells"] if each["id"] == name)


def submission(solved, blank):
    one, two = cell(solved, "rnn_forward"), cell(solved, "sequence_loss")
    one["metadata"], two["metadata"] = two["metadata"], one["metadata"]
    for each in solved["cells"]:
        del each["id"]
    return solved
