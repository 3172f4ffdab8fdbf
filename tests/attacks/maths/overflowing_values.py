"""Returns 1e308 with changing signs, so that differences and factors overflow while a grader describes what is wrong with them."""

from tests.attacks.build import all_but, replace

DESERVES = all_but("rnn_cell_backward", "sequence_loss")


def submission(solved, blank):
    nb = replace(
        solved,
        "rnn_cell_backward",
        """
def rnn_cell_backward(da_next, cache):
    a_next, a_prev, xt, p = cache
    given = {"dxt": xt, "da_prev": a_prev, "dWax": p["Wax"], "dWaa": p["Waa"], "dba": p["ba"]}
    return {name: np.where(value > 0, -1.7e308, 1.7e308) for name, value in given.items()}
""",
    )
    return replace(nb, "sequence_loss", "def sequence_loss(y_pred, y): return -1.7e308, np.full(y.shape[2], 1.7e308)")
