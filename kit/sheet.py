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
    tell the student}. depends_on: exercises whose functions this one calls. public: whether values may be shown.
    """

    exercise: str
    points: float
    arguments: tuple
    returns: object
    says: dict
    cases: tuple
    depends_on: tuple
    public: bool


def write(path, sheets):
    """Store sheets in one file: a frame with their names, then a frame for each, equal arrays once."""
    frames = [wire.encode([sheet.exercise for sheet in sheets])]
    frames += [wire.encode(_to_plain(sheet), share_equal=True) for sheet in sheets]
    Path(path).write_bytes(b"".join(frames))


class Book:
    """The sheets of a file by name, each decoded when first asked for. Raises ValueError if the file is damaged."""

    def __init__(self, path):
        frames = wire.split(Path(path).read_bytes())
        names = wire.decode(frames[0]) if frames else None
        self.names = tuple(names) if isinstance(names, (tuple, list)) else ()
        self.frames = frames[1:]
        self.sheets = {}
        if (
            not self.names
            or len(self.names) != len(self.frames)
            or not all(isinstance(name, str) for name in self.names)
        ):
            raise ValueError("the file does not hold a sheet for each of its names")

    def __getitem__(self, name):
        if name not in self.sheets:
            try:
                self.sheets[name] = _from_plain(wire.decode(self.frames[self.names.index(name)]))
            except (TypeError, KeyError, AttributeError, IndexError) as error:
                raise ValueError(f"the sheet of {name} is damaged") from error
        return self.sheets[name]


def _to_plain(sheet):
    cases = [vars(case) | {"wrong": {s: outcome.to_plain(o) for s, o in case.wrong.items()}} for case in sheet.cases]
    return vars(sheet) | {"cases": cases}


def _from_plain(plain):
    cases = tuple(
        JudgedCase(**case | {"wrong": {s: outcome.from_plain(o) for s, o in case["wrong"].items()}})
        for case in plain["cases"]
    )
    return Sheet(**plain | {"cases": cases})
