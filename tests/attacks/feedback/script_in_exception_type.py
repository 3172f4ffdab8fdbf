"""The exception's type is named with markup, its text is a markdown link and image."""

DESERVES = {"rnn_forward": 10.0, "sequence_loss": 10.0, "rnn_cell_backward": 15.0, "rnn_backward": 15.0}


def submission(solved, blank):
    name = "<img src=x onerror=\"document.title='pwned'\">"
    text = "[x](javascript:document.title='pwned') ![y](http://127.0.0.1:48484/markdown) <javascript:alert(1)>"
    answer = next(each for each in solved["cells"] if each["id"] == "rnn_cell_forward")
    answer["source"] = (
        f"def rnn_cell_forward(xt, a_prev, parameters):\n    raise type({name!r}, (ValueError,), {{}})({text!r})"
    )
    return solved
