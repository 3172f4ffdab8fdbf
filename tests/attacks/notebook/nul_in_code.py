"""A NUL in one answer: Python refuses to compile it, databases cut the text there. The other answers count."""

DESERVES = {"rnn_cell_forward": 10.0, "sequence_loss": 10.0, "rnn_cell_backward": 15.0, "rnn_backward": 15.0}


def cell(notebook, name):
    return next(each for each in notebook["cells"] if each["id"] == name)


def submission(solved, blank):
    answer = cell(solved, "rnn_forward")
    answer["source"] = "# \0\n" + "".join(answer["source"])
    return solved
