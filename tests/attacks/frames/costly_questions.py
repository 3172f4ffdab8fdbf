"""Asks questions that cost the grader a hundred times what they cost the student, queued ahead: no wait for data ever meets the deadline."""

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
    weights = {"d": [[name, {"a": 0}] for name in ("Wax", "Waa", "Wya")] + [[name, {"a": 1}] for name in ("ba", "by")]}
    tree = {"d": [["ask", "rnn_cell_forward"], ["args", {"t": [{"a": 0}, {"a": 0}, weights]}], ["named", {"d": []}]]}
    ask = frame(tree, [["int8", [6, 100, 100]], ["int8", [7]]], bytes(60_007))
    for _ in range(1200): write_all(ask)
""",
    )
