"""Dictionary keys with lone surrogates, NUL and terminal escapes reach the message `only the keys ...`: one could stop a whole run."""

from tests.attacks.build import all_but, replace

DESERVES = all_but("rnn_cell_backward")


def submission(solved, blank):
    return replace(solved, "rnn_cell_backward", r"def rnn_cell_backward(*_): return {'\ud800\x00\x1b[31m\u202e': 1}")
