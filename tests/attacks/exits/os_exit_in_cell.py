"""os._exit(0) in the first cell: no traceback, no output, exit code 0. What stands after it is graded from its definitions alone."""

from tests.attacks.build import prepend, wrong

DESERVES = {"rnn_cell_backward": 15.0}


def submission(solved, blank):
    return prepend(
        wrong(solved, "rnn_cell_forward", "rnn_forward", "sequence_loss", "rnn_backward"), "import os\nos._exit(0)"
    )
