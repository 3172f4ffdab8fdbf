"""Takes memory without end, in a cell and in a call, as arrays, bytes and lists. A grader in the same process is killed by the kernel."""

from tests.attacks.build import all_but, append, replace

DESERVES = all_but("sequence_loss", "rnn_forward")


def submission(solved, blank):
    nb = replace(solved, "sequence_loss", "def sequence_loss(*_): return [np.ones(2**24) for _ in range(10**6)]")
    nb = replace(nb, "rnn_forward", "def rnn_forward(*_): return bytearray(2**42), 'x' * 2**40, [0] * 2**36")
    return append(nb, "kept = []\nwhile True: kept.append(bytearray(2**26))")
