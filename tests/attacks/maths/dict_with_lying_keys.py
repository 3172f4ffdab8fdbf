"""Returns a dict subclass that claims every key and hands out a fresh lie for each. `key in result` would be satisfied in-process."""

from tests.attacks.build import all_but, replace

DESERVES = all_but("rnn_cell_backward", "rnn_backward")


def submission(solved, blank):
    nb = replace(
        solved,
        "rnn_cell_backward",
        """
class Lies(dict):
    __contains__ = lambda self, key: True
    __missing__ = lambda self, key: np.zeros(1)
    __getitem__ = get = lambda self, key, *_: np.zeros(1)
    items = lambda self: [(name, np.nan) for name in ("dxt", "da_prev", "dWax", "dWaa", "dba")]
    values = lambda self: [np.nan] * 5
    __eq__ = lambda self, other: True
def rnn_cell_backward(da_next, cache): return Lies()
""",
    )
    return replace(nb, "rnn_backward", "def rnn_backward(da, caches):\n    return Lies(dx=1)")
