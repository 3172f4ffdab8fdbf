"""Returns an ndarray subclass whose comparisons, ufuncs and functions agree with all. np.allclose in-process would say True."""

from tests.attacks.build import all_but, replace

DESERVES = all_but("rnn_cell_forward")


def submission(solved, blank):
    return replace(
        solved,
        "rnn_cell_forward",
        """
class Yes(np.ndarray):
    __eq__ = __le__ = __lt__ = __ge__ = lambda self, other: np.True_
    __sub__ = __rsub__ = lambda self, other: np.zeros(self.shape)
    __array_ufunc__ = lambda self, *_, **__: np.zeros(self.shape)
    __array_function__ = lambda self, *_, **__: True
    __array_priority__ = 1e9
def rnn_cell_forward(xt, a_prev, parameters):
    a, y = np.ones(a_prev.shape).view(Yes), np.ones((parameters["by"].shape[0], xt.shape[1])).view(Yes)
    return a, y, (a, a_prev, xt, parameters)
""",
    )
