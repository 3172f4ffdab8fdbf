"""Messages with terminal escape sequences, bells, NULs, right-to-left marks and rich's own markup: a teacher's
terminal would obey, a table would break."""

DESERVES = {"rnn_forward": 10.0, "sequence_loss": 10.0, "rnn_cell_backward": 15.0, "rnn_backward": 15.0}


def submission(solved, blank):
    text = "\x1b]0;pwned\x07\x1b[2J\x9b31m\0\x08\x08[red]x[/][/nope]\u202e\u2028 [link=http://127.0.0.1:48484]y[/link]\r\nCall: all cases pass"
    answer = next(each for each in solved["cells"] if each["id"] == "rnn_cell_forward")
    answer["source"] = f"def rnn_cell_forward(xt, a_prev, parameters):\n    raise ValueError({text!r})"
    return solved
