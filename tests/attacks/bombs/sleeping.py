"""Sleeps in a call, and computes 2**(10**10) where no signal is looked at: a limit on CPU time alone, or on wall time alone, is not enough."""

from tests.attacks.build import all_but, replace

DESERVES = all_but("sequence_loss", "rnn_forward")
SECONDS = 8


def submission(solved, blank):
    nb = replace(solved, "sequence_loss", "def sequence_loss(*_):\n    import time\n    time.sleep(10**6)")
    return replace(nb, "rnn_forward", "def rnn_forward(*_): return 7 ** (10**9)")
