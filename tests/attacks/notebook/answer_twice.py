"""A right answer, and after it the empty template under the same id. A grader that picks the better copy pays for
code that is overwritten in the student's own notebook."""

DESERVES = {"rnn_cell_forward": 10.0, "sequence_loss": 10.0, "rnn_cell_backward": 15.0, "rnn_backward": 15.0}


def cell(notebook, name):
    return next(each for each in notebook["cells"] if each["id"] == name)


def submission(solved, blank):
    place = solved["cells"].index(cell(solved, "rnn_forward"))
    solved["cells"].insert(place + 1, cell(blank, "rnn_forward"))
    return solved
