"""The line that fails is shown to the student; it holds markup that closes every tag around it."""

DESERVES = {"rnn_forward": 10.0, "sequence_loss": 10.0, "rnn_cell_backward": 15.0, "rnn_backward": 15.0}


def submission(solved, blank):
    line = "1 / 0  # </div></pre></code></li></textarea></style></title><script>document.title = 'pwned'</script>"
    answer = next(each for each in solved["cells"] if each["id"] == "rnn_cell_forward")
    answer["source"] = "def rnn_cell_forward(xt, a_prev, parameters):\n    " + line
    return solved
