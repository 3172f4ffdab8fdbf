"""Breaks np.tanh, np.exp and np.dot so that a reference in the same process computes the same nonsense as the student."""

from tests.attacks.build import append, replace, wrong

DESERVES = {}


def submission(solved, blank):
    nb = replace(
        wrong(solved),
        "rnn_cell_forward",
        """
def rnn_cell_forward(xt, a_prev, parameters):
    a_next = np.zeros_like(a_prev)
    return a_next, np.zeros((parameters["by"].shape[0], xt.shape[1])), (a_next, a_prev, xt, parameters)
""",
    )
    return append(
        nb,
        """
zero = lambda x, *_, **__: x * 0.0
np.tanh = np.exp = np.log = zero
import kit, kit.activations
kit.activations.softmax = kit.softmax = softmax = zero
""",
    )
