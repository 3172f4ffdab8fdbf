"""A sheet: everything that is needed to judge one exercise: cases, right results, results of known mistakes.

The public sheets of an assignment lie in one file beside its notebook. The hidden sheet of a grading run is made
from a secret seed and never leaves the grader.
"""

from dataclasses import dataclass
from pathlib import Path

from kit import outcome, wire

FILE_NAME = "public_cases.bin"


@dataclass(frozen=True)
class JudgedCase:
    """One call: its arguments, the right result and, for each known mistake, what that mistake gives.

    scale: absolute slack of the comparison before the factor RTOL (1e-3 of the largest upstream gradient).
    wrong: {slug: Outcome}.
    """

    label: str
    args: tuple
    scale: float
    expected: object
    wrong: dict


@dataclass(frozen=True)
class Sheet:
    """The judged cases of one exercise.

    arguments: their names. returns: names of what comes back (see kit.compare.differences). says: {slug: what to
    tell the student}. public: whether values may be shown.
    """

    exercise: str
    points: float
    arguments: tuple
    returns: object
    says: dict
    cases: tuple
    public: bool


def write(path, sheets):
    """Store sheets in one file, equal arrays once."""
    Path(path).write_bytes(wire.encode([_to_plain(sheet) for sheet in sheets], share_equal=True))


def read(path):
    """The sheets of a file, as {exercise name: Sheet}, in the order of the notebook."""
    sheets = [_from_plain(plain) for plain in wire.decode(Path(path).read_bytes())]
    return {sheet.exercise: sheet for sheet in sheets}


def _to_plain(sheet):
    cases = [vars(case) | {"wrong": {s: outcome.to_plain(o) for s, o in case.wrong.items()}} for case in sheet.cases]
    return vars(sheet) | {"cases": cases}


def _from_plain(plain):
    cases = tuple(
        JudgedCase(**case | {"wrong": {s: outcome.from_plain(o) for s, o in case["wrong"].items()}})
        for case in plain["cases"]
    )
    return Sheet(**plain | {"cases": cases})
