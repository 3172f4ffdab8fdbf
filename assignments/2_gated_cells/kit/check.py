"""`check(function)`: does my function work, and if not, which mistake is it likely to be?

Runs the function on the public cases that lie beside the notebook. Advice only: nothing here counts for a grade.
"""

import dis
import inspect
import os
import types
from pathlib import Path

import numpy as np
from IPython.display import display

from kit import sheet
from kit.card import Card
from kit.diagnosis import Verdict, diagnose
from kit.outcome import call, fresh


class Checker:
    """Checks functions against the public cases of one file, and remembers which exercises passed."""

    def __init__(self, path):
        self.path = Path(path)
        self.book = None
        self.passed = {}

    def __call__(self, function=None):
        """Check a function of the notebook, and show the result. Under nbgrader's Validate, raise if it does not pass."""
        card = self.result(function)
        display(card)
        if os.environ.get("NBGRADER_EXECUTION") == "validate" and not card.verdict.passed:
            raise AssertionError(repr(card))

    def result(self, function):
        """The result of a check as a Card, which shows itself in a notebook and in a terminal."""
        try:
            self.book = self.book or sheet.Book(self.path)
            problem = self._unknown(function)
            return _advice_card(problem) if problem else self._judge(function, self.book[function.__name__])
        except FileNotFoundError:
            return _advice_card(
                f"The file {self.path.name} is missing. It belongs in the folder of the notebook, beside the folder kit."
            )
        except (ValueError, TypeError, KeyError, OSError):
            return _advice_card(
                f"The file {self.path.name} is damaged. Copy it again from the assignment that you were given."
            )

    def _judge(self, function, found):
        outcomes = [call(function, fresh(case.args)) for case in found.cases]
        verdict = diagnose(found, outcomes)
        self.passed[found.exercise] = verdict.passed
        progress = {name: self.passed.get(name) for name in self.book.names}
        return Card(verdict, progress, self._first_mend(found, verdict) or _advice(function, verdict))

    def _first_mend(self, found, verdict):
        """Where to begin, if a function on which this one depends does not pass its own check."""
        waiting = [name for name in found.depends_on if not self.passed.get(name)]
        if verdict.passed or not waiting:
            return ""
        return f"This function uses {waiting[0]}. Make check({waiting[0]}) pass first."

    def _unknown(self, function):
        """What is wrong with the argument of check, if anything."""
        names = ", ".join(self.book.names)
        if not callable(function):
            return f"check takes the function itself, without parentheses behind its name: check({self.book.names[0]})."
        if getattr(function, "__name__", "") not in self.book.names:
            return f"There is no exercise named {getattr(function, '__name__', '?')} here. The exercises are {names}."
        return None


def _advice_card(text):
    return Card(Verdict("check", False, "missing", cause=text), {})


def _advice(function, verdict):
    """A word on notebook variables that the function reads although they are not its arguments."""
    if verdict.misconception == "leaked_global" or not inspect.isfunction(function):
        return ""
    names = [name for name in _globals_read(function.__code__) if _is_data(function.__globals__.get(name))]
    if not names:
        return ""
    return f"Your function reads {', '.join(names)} from the notebook. Take such values from the arguments: elsewhere they do not exist."


def _globals_read(code):
    """The names that code takes from the notebook, those in its comprehensions and inner functions included."""
    found = [step.argval for step in dis.get_instructions(code) if step.opname in ("LOAD_GLOBAL", "LOAD_NAME")]
    for inner in code.co_consts:
        found += _globals_read(inner) if isinstance(inner, types.CodeType) else []
    return list(dict.fromkeys(found))


def _is_data(value):
    return isinstance(value, (np.ndarray, dict, list, tuple))


check = Checker(Path(__file__).parent.parent / sheet.FILE_NAME)
