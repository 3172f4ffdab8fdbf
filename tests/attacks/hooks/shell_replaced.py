"""Replaces get_ipython, run_cell, the display hook and its publishers, to run nothing and show full marks. Stock nbgrader believes it."""

from tests.attacks.build import prepend, wrong

DESERVES = {}


def submission(solved, blank):
    return prepend(
        wrong(blank),
        """
import builtins, sys, IPython
from IPython.core.interactiveshell import InteractiveShell
InteractiveShell.run_cell = InteractiveShell.run_code = lambda *_, **__: None
IPython.get_ipython = builtins.get_ipython = get_ipython = lambda: None
sys.displayhook = builtins.print = builtins.exec = builtins.eval = builtins.compile = lambda *_, **__: 15.0
IPython.display.display = display = lambda *_, **__: 15.0
""",
    )
