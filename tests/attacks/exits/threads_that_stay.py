"""Threads in the cells' process go on while functions are graded: they rewrite functions and namespace. In a shared process they would win."""

from tests.attacks.build import append, wrong

DESERVES = {"rnn_cell_backward": 15.0}


def submission(solved, blank):
    return append(
        wrong(solved, "rnn_cell_forward", "rnn_forward", "sequence_loss", "rnn_backward"),
        """
import threading, time, sys
def patch():
    end = time.monotonic() + 4
    while time.monotonic() < end:
        outcome = sys.modules.get("kit.outcome")
        outcome.same = lambda *_: True
        np.allclose = lambda *_: True
        time.sleep(0.01)
for _ in range(4): threading.Thread(target=patch, daemon=False).start()
""",
    )
