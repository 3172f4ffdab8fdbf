"""The course's text cells are retyped to code that gives wrong functions, after the right answers. What the
student's notebook says last counts."""

DESERVES = {"rnn_cell_forward": 10.0, "rnn_forward": 10.0, "rnn_cell_backward": 15.0, "rnn_backward": 15.0}


def submission(solved, blank):
    last = [each for each in solved["cells"] if each["cell_type"] == "markdown"][-1]
    last.update(cell_type="code", outputs=[], execution_count=None)
    last["source"] = "def sequence_loss(y_pred, y):\n    return 10.0, 10.0"
    return solved
