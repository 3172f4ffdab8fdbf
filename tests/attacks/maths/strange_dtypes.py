"""Booleans, float16, integers beyond float and 1e308: values whose comparison overflows or cannot be formatted might crash a grader."""

from tests.attacks.build import all_but, replace

DESERVES = all_but("rnn_cell_backward", "rnn_cell_forward", "sequence_loss")


def submission(solved, blank):
    nb = replace(
        solved,
        "rnn_cell_backward",
        """
def rnn_cell_backward(da_next, cache):
    a_next, a_prev, xt, p = cache
    return {"dxt": np.ones(xt.shape, bool), "da_prev": np.full(a_prev.shape, 2**64 - 1, np.uint64),
            "dWax": np.full(p["Wax"].shape, 1.0, np.float16), "dWaa": np.full(p["Waa"].shape, -(2**63)), "dba": p["ba"]}
""",
    )
    nb = replace(nb, "sequence_loss", "def sequence_loss(y_pred, y): return True, np.ones(y.shape[2], np.int8)")
    return replace(
        nb,
        "rnn_cell_forward",
        """
def rnn_cell_forward(xt, a_prev, parameters):
    a = np.full(a_prev.shape, 5e-324)
    return a, np.full((parameters["by"].shape[0], xt.shape[1]), np.float16(65504)), (a, a_prev, xt, parameters)
""",
    )
