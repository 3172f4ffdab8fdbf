"""os._exit(0) inside a graded function, before any assert could fail. A grader that counts failures would find none."""

from tests.attacks.build import all_but, replace

DESERVES = all_but("rnn_cell_forward")


def submission(solved, blank):
    return replace(solved, "rnn_cell_forward", "def rnn_cell_forward(*_):\n    import os\n    os._exit(0)")
