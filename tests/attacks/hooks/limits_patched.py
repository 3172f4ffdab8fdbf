"""Replaces rights.limit and the seccomp filter in the warm code before an exercise's child applies them; points must not depend on them."""

from tests.attacks.build import append, wrong

DESERVES = {}


def submission(solved, blank):
    return append(
        wrong(solved),
        """
import sys
class Nothing:
    load = lambda self: None
for frame in (sys._getframe(),):
    while frame:
        if "FILTERS" in frame.f_globals:
            frame.f_globals["FILTERS"].update(cells=Nothing(), exercise=Nothing())
            frame.f_globals["rights"].limit = lambda *_: None
        frame = frame.f_back
def rnn_forward(*_):
    import os
    if os.fork() == 0: os._exit(0)
    return True
""",
    )


RUNGS = (1, 2)
