"""Starts threads in cells and in a call until the kernel refuses; each sleeps. The user's process limit could be used up for others."""

from tests.attacks.build import all_but, append, replace

DESERVES = all_but("sequence_loss")
RUNGS = (1, 2)


def submission(solved, blank):
    code = """
import threading, time
def start():
    for _ in range(500):
        try: threading.Thread(target=time.sleep, args=(3,), daemon=True).start()
        except RuntimeError: break
"""
    nb = replace(solved, "sequence_loss", code + "def sequence_loss(*_):\n    start()\n    return 0.0, np.zeros(1)")
    return append(nb, code + "start()")
