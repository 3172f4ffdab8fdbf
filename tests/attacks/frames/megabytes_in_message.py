"""A dictionary key of a megabyte is quoted in the message to the student: gradebook, feedback and class page would swell."""

from tests.attacks.build import all_but, replace

DESERVES = all_but("rnn_cell_backward")


def submission(solved, blank):
    return replace(solved, "rnn_cell_backward", "def rnn_cell_backward(*_): return {'x' * 10**6: 2}")
