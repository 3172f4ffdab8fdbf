"""Asks what it depends on as fast as it can, without reading an answer, past every deadline."""

from tests.attacks.build import LINE, all_but, replace

DESERVES = all_but("rnn_forward")
SECONDS = 6


def submission(solved, blank):
    return replace(
        solved,
        "rnn_forward",
        LINE
        + """
def rnn_forward(*_):
    ask = frame({"d": [["ask", "rnn_cell_forward"], ["args", {"t": []}], ["named", {"d": []}]]})
    while True: write_all(ask * 100)
""",
    )
