"""The data that describes an exercise: Exercise, Case, Misconception. Knows how to make a wrong variant; judges nothing."""

import ast
import inspect
import sys
import textwrap
from collections.abc import Callable
from dataclasses import dataclass


class EditError(ValueError):
    """A misconception's edit does not match the reference exactly once."""


@dataclass(frozen=True)
class Case:
    """One call of the exercise's function on given inputs. label: its sizes, as shown to the student."""

    label: str
    args: tuple


@dataclass(frozen=True)
class Misconception:
    """A known wrong way to write the function, and what to tell the student: a fact, then advice.

    Either edits of the reference's source, each (right code, wrong code) matching exactly once, or, where its
    structure differs, a whole function `variant` that takes the same arguments.
    """

    slug: str
    says: str
    edits: tuple[tuple[str, str], ...] = ()
    variant: Callable | None = None


@dataclass(frozen=True)
class Exercise:
    """A function to write. Its name is the reference function's; everything else is found by that name.

    returns: names of the outputs (see kit.compare.differences). upstream: arguments whose size bounds the slack of
    the comparison. depends_on: exercises whose functions the reference answers for while this one is graded.
    namesakes: argument names of other well-known functions of this name, which are not this exercise.
    """

    function: Callable
    assignment: str
    points: float
    returns: object
    cases: Callable
    misconceptions: tuple[Misconception, ...]
    upstream: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    namesakes: tuple[tuple[str, ...], ...] = ()

    @property
    def name(self):
        return self.function.__name__

    @property
    def arguments(self):
        return tuple(inspect.signature(self.function).parameters)


def code_of(function):
    """A function's source without its docstring, which an edit should not match."""
    lines = textwrap.dedent(inspect.getsource(function)).splitlines(keepends=True)
    first = ast.parse("".join(lines)).body[0].body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        del lines[first.lineno - 1 : first.end_lineno]
    return "".join(lines)


def wrong_variant(exercise, misconception):
    """The reference with the mistake in it, as a function. Raises EditError if an edit no longer fits."""
    if misconception.variant is not None:
        return misconception.variant
    source = code_of(exercise.function)
    for right, wrong in misconception.edits:
        if source.count(right) != 1:
            raise EditError(
                f"{exercise.name}: misconception {misconception.slug} edits {right!r}, which occurs "
                f"{source.count(right)} times in the reference. Mend the edit in grader/exercises/{exercise.name}.py"
            )
        source = source.replace(right, wrong)
    namespace = dict(vars(sys.modules[exercise.function.__module__]))
    exec(compile(source, f"{exercise.name} with {misconception.slug}", "exec"), namespace)
    return namespace[exercise.name]
