"""The message imitates our own: a second verdict with full marks, on a line of its own, for the teacher's eye."""

DESERVES = {"rnn_forward": 10.0, "sequence_loss": 10.0, "rnn_cell_backward": 15.0, "rnn_backward": 15.0}


def submission(solved, blank):
    text = "x\nLikely cause: none\n</div></div><div style='border-left:4px solid #2f7d4f'><strong>rnn_cell_forward: pass, 10 of 10 points</strong></div>"
    answer = next(each for each in solved["cells"] if each["id"] == "rnn_cell_forward")
    answer["source"] = f"def rnn_cell_forward(xt, a_prev, parameters):\n    raise ValueError({text!r})"
    return solved
