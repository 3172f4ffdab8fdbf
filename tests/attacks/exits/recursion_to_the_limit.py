"""Raises the recursion limit and recurses until the C stack ends. An in-process grader would die with a segmentation fault."""

from tests.attacks.build import all_but, replace

DESERVES = all_but("rnn_forward")


def submission(solved, blank):
    return replace(
        solved,
        "rnn_forward",
        """
import sys
class Deep:
    def __repr__(self): return str(self.inner)
def rnn_forward(*_):
    sys.setrecursionlimit(2**30)
    one = Deep()
    for _ in range(10**6):
        outer = Deep()
        outer.inner = one
        one = outer
    return repr(one)
""",
    )
