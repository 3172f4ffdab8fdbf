"""A cell that never ends, after a thread that prints. The run goes on; what the definitions are worth is graded."""

from tests.attacks.build import append, wrong

DESERVES = {"rnn_cell_forward": 10.0, "rnn_backward": 15.0}


def submission(solved, blank):
    return append(
        wrong(solved, "rnn_forward", "sequence_loss", "rnn_cell_backward"), "import time\nwhile True: time.sleep(0.01)"
    )
