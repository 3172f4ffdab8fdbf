"""Asks for large answers and never reads them: a grader that sends without a deadline hangs on the full line."""

from tests.attacks.build import LINE, all_but, replace

DESERVES = all_but("rnn_forward")
SECONDS = 6


def submission(solved, blank):
    return replace(
        solved,
        "rnn_forward",
        LINE
        + """
import time
def rnn_forward(*_):
    shapes = {"xt": [100, 100], "a": [100, 100], "W": [100, 100]}
    weights = {"d": [[name, {"a": 0}] for name in ("Wax", "Waa", "Wya", "ba", "by")]}
    tree = {"d": [["ask", "rnn_cell_forward"], ["args", {"t": [{"a": 0}, {"a": 0}, weights]}], ["named", {"d": []}]]}
    for _ in range(20): write_all(frame(tree, [["float64", [100, 100]]], bytes(80_000)))
    time.sleep(9)
""",
    )
