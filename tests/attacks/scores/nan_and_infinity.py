"""Returns NaN and infinity, which slip past |x - y| > tolerance. A grade cell whose last value is NaN breaks stock nbgrader's sums."""

from tests.attacks.build import all_but, append, replace

DESERVES = all_but("sequence_loss", "rnn_cell_forward")


def submission(solved, blank):
    nb = replace(solved, "sequence_loss", "def sequence_loss(y_pred, y): return np.nan, np.full(y.shape[2], np.inf)")
    nb = replace(
        nb,
        "rnn_cell_forward",
        """
def rnn_cell_forward(xt, a_prev, parameters):
    a = np.full(a_prev.shape, np.nan)
    return a, np.full((parameters["by"].shape[0], xt.shape[1]), -np.inf), (a, a, a, parameters)
""",
    )
    return append(nb, "float('nan')")
