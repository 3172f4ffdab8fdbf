"""Returns objects whose __eq__, __array__, __float__ and __getitem__ always agree. A naive == would be satisfied."""

from tests.attacks.build import all_but, replace

DESERVES = all_but("sequence_loss", "rnn_cell_backward")


def submission(solved, blank):
    agree = """
class Yes:
    shape, dtype, ndim, size = (1,), np.dtype(float), 1, 1
    __class__ = np.ndarray
    def __getattr__(self, name): return lambda *_, **__: True
    __eq__ = __le__ = __lt__ = __contains__ = lambda self, other: True
    __float__ = __abs__ = lambda self: 0.0
    __array__ = lambda self, *_, **__: np.zeros(1)
    __getitem__ = __sub__ = __rsub__ = lambda self, other: self
    __iter__ = lambda self: iter([self, self])
    __len__ = lambda self: 2
"""
    nb = replace(solved, "sequence_loss", agree + "def sequence_loss(y_pred, y): return Yes(), Yes()")
    return replace(nb, "rnn_cell_backward", "def rnn_cell_backward(da_next, cache): return Yes()")
