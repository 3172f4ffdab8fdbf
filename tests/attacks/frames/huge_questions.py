"""Asks its dependency with arrays of 10 million entries, lists of lists and objects, to make the grader compute or reserve too much."""

from tests.attacks.build import all_but, replace

DESERVES = all_but("rnn_forward", "rnn_backward")


def submission(solved, blank):
    nb = replace(
        solved,
        "rnn_forward",
        """
def rnn_forward(x, a0, parameters):
    for huge in (np.zeros((10**4, 10**3)), np.zeros((100, 100, 100)), [[0.0] * 400] * 400, "x" * 10**7, 10**40, print):
        try: rnn_cell_forward(huge, huge, {name: huge for name in parameters})
        except Exception: pass
    return rnn_cell_forward(x, a0, parameters, out=1, **{"__class__": 3})
""",
    )
    return replace(
        nb,
        "rnn_backward",
        "def rnn_backward(da, caches): return rnn_cell_backward(da, ((), {}, [caches] * 9, {'Wax': da, 'Waa': da}))",
    )
