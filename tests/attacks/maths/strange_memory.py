"""Right shapes with strides of 0, object, read-only, big-endian or overlapping memory: a comparison might crash or be skipped."""

from tests.attacks.build import all_but, replace

DESERVES = all_but("rnn_cell_backward", "rnn_cell_forward")


def submission(solved, blank):
    nb = replace(
        solved,
        "rnn_cell_backward",
        """
def rnn_cell_backward(da_next, cache):
    a_next, a_prev, xt, p = cache
    one = np.lib.stride_tricks.as_strided(np.array([0.5]), p["Waa"].shape, (0, 0), writeable=False)
    return {"dxt": np.broadcast_to(0.1, xt.shape), "da_prev": np.full(a_prev.shape, 0.1, ">f8")[::-1, ::-1],
            "dWax": np.full(p["Wax"].shape, 1, object), "dWaa": one, "dba": np.full(p["ba"].shape, 1 + 1j)}
""",
    )
    return replace(
        nb,
        "rnn_cell_forward",
        """
def rnn_cell_forward(xt, a_prev, parameters):
    a = np.full(a_prev.shape, 1, ">m8[s]")
    return a, np.full((parameters["by"].shape[0], xt.shape[1]), "1.0"), (a, a_prev, xt, parameters)
""",
    )
