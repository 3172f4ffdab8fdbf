"""What became of one call of a student's function: Returned, Raised, TimedOut, Died or Missing."""

import dataclasses
import linecache
import os
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

import numpy as np

LONGEST_MESSAGE = 400  # characters of an exception's text that are kept


@dataclass(frozen=True)
class Returned:
    """The call came back with `value`; `args_after` are the arguments as the call left them."""

    value: object
    args_after: tuple = ()


@dataclass(frozen=True)
class Raised:
    """The call raised. `line` is the student's own source line, `number` its number in `where`."""

    type_name: str
    message: str
    line: str = ""
    number: int = 0
    where: str = ""


@dataclass(frozen=True)
class TimedOut:
    seconds: float


@dataclass(frozen=True)
class Died:
    """The process that ran the call ended without an answer."""

    reason: str


@dataclass(frozen=True)
class Missing:
    """There is no such function. `reason` says why, where that is known."""

    reason: str = ""


KINDS = {kind.__name__: kind for kind in (Returned, Raised, TimedOut, Died, Missing)}


def to_plain(outcome):
    """An outcome as values that kit.wire can carry."""
    return [type(outcome).__name__, dict(vars(outcome))]


def from_plain(plain):
    """The outcome that `to_plain` described. Raises ValueError for anything else."""
    try:
        name, fields = plain
        outcome = KINDS[name](**fields)
    except (TypeError, ValueError, KeyError) as error:
        raise ValueError("not an outcome") from error
    expected = {field.name: field.type for field in dataclasses.fields(outcome)}
    if any(kind is not object and not isinstance(getattr(outcome, field), kind) for field, kind in expected.items()):
        raise ValueError("an outcome with a field of the wrong type")
    texts = {field: _text(getattr(outcome, field)) for field, kind in expected.items() if kind is str}
    return dataclasses.replace(outcome, **texts)


def _text(value):
    """A text of bounded length that every file can hold and no terminal obeys."""
    short = value[:LONGEST_MESSAGE].encode("utf-8", "replace").decode("utf-8")
    return "".join(
        letter if letter.isprintable() or letter == "\n" else "\N{REPLACEMENT CHARACTER}" for letter in short
    )


def fresh(value):
    """A copy in which every array is new, whatever was shared before."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, dict):
        return {key: fresh(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return type(value)(fresh(item) for item in value)
    return value


def call(function, args):
    """Call `function` with `args` and say what became of it. The arguments are handed over as they are."""
    try:
        with np.errstate(all="ignore"):
            value = function(*args)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever a student's code raises is an outcome
        return raised(error)
    return Returned(value, tuple(args))


def raised(error):
    """Describe an exception by its type, its text and the student's own line."""
    try:
        message = str(error)
    except Exception:  # noqa: BLE001 - an exception of a student's own may not even print
        message = "(no text)"
    line, number, where = own_line(error)
    return Raised(_text(type(error).__name__), _text(message), _text(line), number, _text(where))


def own_line(error):
    """The deepest line of a traceback that lies in the student's code: (source line, number, function)."""
    if isinstance(error, SyntaxError) and isinstance(error.text, str) and isinstance(error.lineno, int):
        return error.text.strip(), error.lineno, ""
    found = ("", 0, "")
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if not _ours(code.co_filename):
            line = linecache.getline(code.co_filename, trace.tb_lineno).strip()
            found = (line, trace.tb_lineno, code.co_name)
        trace = trace.tb_next
    return found


def _ours(filename):
    """Whether a file belongs to Python, its packages, this kit or the program that called us."""
    return filename.startswith(("<__array_function__", "<frozen")) or filename.startswith(_OUR_PLACES)


_OUR_PLACES = tuple(
    str(place) + os.sep
    for place in (
        Path(__file__).parent,
        sysconfig.get_path("stdlib"),
        sysconfig.get_path("purelib"),
        Path(np.__file__).parent,
        Path(getattr(sys.modules["__main__"], "__file__", None) or __file__).parent / "sandbox",
    )
)
