"""Returns broadcast arrays of terabytes, a list with one large array 100,000 times, and text of 100 MB: small here, huge when sent."""

from tests.attacks.build import all_but, replace

DESERVES = all_but("sequence_loss", "rnn_forward", "rnn_cell_forward", "rnn_backward")


def submission(solved, blank):
    nb = replace(solved, "sequence_loss", "def sequence_loss(*_): return np.broadcast_to(1.0, (2**20, 2**20)), 0.0")
    nb = replace(nb, "rnn_forward", "def rnn_forward(*_): return [np.zeros(10**6)] * 100_000")
    nb = replace(nb, "rnn_cell_forward", "def rnn_cell_forward(*_): return 'x' * 10**8")
    return replace(
        nb, "rnn_backward", "def rnn_backward(*_): return {str(n): [np.zeros((0, 2**25))] * 9 for n in range(10**4)}"
    )
