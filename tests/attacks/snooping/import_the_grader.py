"""Adds the repository to sys.path and imports the reference and exercises as its own answer. In-process graders allow just that."""

from tests.attacks.build import PLACES, append, wrong

DESERVES = {}
RUNGS = (1, 2)  # rung 3 promises no walls around what its user may read


def submission(solved, blank):
    return append(
        wrong(solved),
        f"""
import sys, importlib.util
sys.path[:0] = [{PLACES["root"]!r}, "."]
try: from grader.reference.rnn import *
except BaseException: pass
try:
    spec = importlib.util.spec_from_file_location("rnn", {PLACES["root"]!r} + "/grader/reference/rnn.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    globals().update(vars(module))
    for name in ("rnn_cell_forward", "rnn_forward", "sequence_loss", "rnn_cell_backward", "rnn_backward"):
        exec(compile(open(module.__file__).read(), rnn_cell_forward.__code__.co_filename, "exec"), globals())
except BaseException: pass
""",
    )
