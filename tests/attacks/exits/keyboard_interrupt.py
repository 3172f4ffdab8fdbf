"""Raises KeyboardInterrupt and GeneratorExit in cells and functions. A grader with `except Exception` would stop for everyone."""

from tests.attacks.build import all_but, append, replace

DESERVES = all_but("sequence_loss", "rnn_backward")


def submission(solved, blank):
    nb = replace(solved, "sequence_loss", "def sequence_loss(*_): raise KeyboardInterrupt")
    nb = replace(nb, "rnn_backward", "def rnn_backward(*_): raise GeneratorExit")
    return append(nb, "raise KeyboardInterrupt")
