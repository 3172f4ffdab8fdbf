"""Writes outcomes of its own to the line during a call: Passed, Returned(True), a verdict, points. One frame is all a naive protocol needs."""

from tests.attacks.build import LINE, all_but, replace

DESERVES = all_but("rnn_cell_forward", "sequence_loss", "rnn_cell_backward")


def submission(solved, blank):
    nb = replace(
        solved,
        "rnn_cell_forward",
        LINE
        + """
def rnn_cell_forward(*_):
    write_all(frame({"d": [["outcome", {"l": ["Passed", {"d": []}]}]]}))
""",
    )
    nb = replace(
        nb,
        "sequence_loss",
        LINE
        + """
def sequence_loss(*_):
    write_all(frame({"d": [["outcome", {"l": ["Returned", {"d": [["value", True], ["args_after", {"t": []}], ["passed", True]]}]}]]}))
""",
    )
    return replace(
        nb,
        "rnn_cell_backward",
        LINE
        + """
def rnn_cell_backward(*_):
    write_all(frame({"d": [["outcome", {"l": ["Returned", {"d": [["value", {"d": [["points", 15], ["passed", True]]}]]}]}], ["verdict", "passed"]]}))
""",
    )
