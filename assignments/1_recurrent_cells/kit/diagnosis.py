"""From outcomes to a verdict: pass, or what is wrong and why, in words for the student.

Used by a student's `check` on public cases and by the grader on hidden ones. Looks for the first that is certain:
no answer at all; a known mistake that gives exactly the same results on every case; an exception, translated; a
wrong type, key or shape; single precision; the first output that is wrong. Never names what is not certain.
"""

import re
from dataclasses import dataclass, replace

import numpy as np

from kit import compare
from kit.outcome import Died, Missing, Raised, Returned, TimedOut

# Mistakes that can be made in any exercise, whatever it computes.
GENERAL = {
    "leaked_global": "Your function uses {0}, a variable of the notebook that is not one of its arguments. "
    "Take it from the arguments instead, for example parameters[...], so that the function works for any input.",
    "np_float": "np.float was removed from NumPy. Write float or np.float64 instead.",
    "concatenate_without_tuple": "np.concatenate takes the arrays as one tuple. Put a second pair of parentheses around them.",
    "float32_inside": "The numbers are right to about 7 digits only: something is computed in single precision. "
    "Keep every array in float64, NumPy's default.",
    "mutates_input": "Your function changed its argument {0}. The caller still needs it as it was: "
    "work on a copy, or write a = a + b in place of a += b.",
    "missing_key": "The dictionary that comes back has no key {0}. The names matter, because other functions look them up: "
    "compare them with the docstring.",
    "left_as_none": "Something is None where your function uses it: a variable that never got its value, "
    "or the result of a function that returns nothing.",
    "wrong_arguments": "The function should take the arguments {0}, in this order. Compare its first line with the task.",
    "returns_nothing": "Your function came back with None. Is the return statement there, and does it give every output?",
}


@dataclass(frozen=True)
class Verdict:
    """How one exercise was judged.

    outcome: passed, failed, raised, timed_out, died or missing. misconception: the slug of a named mistake, or None.
    call, case: the failing call and its sizes. got, expected: short phrases. cause: a fact, then advice.
    """

    exercise: str
    passed: bool
    outcome: str
    misconception: str | None = None
    call: str = ""
    got: str = ""
    expected: str = ""
    cause: str = ""

    @property
    def message(self):
        """The verdict as plain text, one part a line."""
        if self.passed:
            return self.cause or "All cases pass."
        parts = (("Call", self.call), ("Got", self.got), ("Expected", self.expected), ("Likely cause", self.cause))
        return "\n".join(f"{title}: {text}" for title, text in parts if text)


def diagnose(sheet, outcomes):
    """The verdict on a sheet's outcomes, one for each case in order."""
    with np.errstate(all="ignore"):
        return _diagnose(sheet, outcomes)


def _diagnose(sheet, outcomes):
    problems = [_problem(sheet, case, outcome) for case, outcome in zip(sheet.cases, outcomes, strict=True)]
    failing = [number for number, problem in enumerate(problems) if problem is not None]
    if not failing:
        cases = f"{len(sheet.cases)} cases of different sizes"
        return Verdict(sheet.exercise, True, "passed", cause=f"All {cases} pass.")
    first = failing[0]
    case, problem = sheet.cases[first], problems[first]
    slugs = _exact_matches(sheet, outcomes) or ([problem.slug] if problem.slug else [])
    return Verdict(
        exercise=sheet.exercise,
        passed=False,
        outcome=problem.outcome or _OUTCOMES.get(type(outcomes[first]), "failed"),
        misconception=slugs[0] if slugs else None,
        call=f"{_call_text(sheet, case)} with {case.label}",
        got=problem.got if sheet.public else problem.got_hidden,
        expected=problem.expected if sheet.public else problem.expected_hidden,
        cause=" Or: ".join(_sentence(sheet, slug, problem) for slug in slugs) or problem.cause,
    )


_OUTCOMES = {Raised: "raised", TimedOut: "timed_out", Died: "died", Missing: "missing"}


@dataclass(frozen=True)
class _Problem:
    """Why one case is not passed. The hidden texts give away no value of a hidden case."""

    got: str
    expected: str = ""
    cause: str = ""
    slug: str | None = None
    subject: str = ""
    got_hidden: str = ""
    expected_hidden: str = ""
    outcome: str = ""


def _plain_problem(got, expected="", cause="", slug=None, subject=""):
    return _Problem(got, expected, cause, slug, subject, got, expected)


def _sentence(sheet, slug, problem):
    return sheet.says.get(slug) or GENERAL[slug].format(problem.subject)


def _call_text(sheet, case):
    shown = [
        f"{name} {np.shape(value)}" if isinstance(value, np.ndarray) else name
        for name, value in zip(sheet.arguments, case.args, strict=True)
    ]
    return f"{sheet.exercise}({', '.join(shown)})"


# --- known mistakes ---------------------------------------------------------------------------------------


def _exact_matches(sheet, outcomes):
    """The slugs whose results are the student's on every case, and not the right ones on at least one."""
    slugs = sheet.cases[0].wrong if sheet.cases else {}
    return [slug for slug in slugs if _matches_everywhere(sheet, outcomes, slug)]


def _matches_everywhere(sheet, outcomes, slug):
    pairs = list(zip(sheet.cases, outcomes, strict=True))
    if not all(_alike(outcome, case.wrong[slug], case.scale) for case, outcome in pairs):
        return False
    return any(not _alike(case.wrong[slug], Returned(case.expected), case.scale) for case, _ in pairs)


def _alike(outcome, other, scale):
    if isinstance(outcome, Returned) and isinstance(other, Returned):
        return compare.same(outcome.value, other.value, scale)
    if isinstance(outcome, Raised) and isinstance(other, Raised):
        return outcome.type_name == other.type_name and _in_any_order(outcome.message) == _in_any_order(other.message)
    return False


def _in_any_order(message):
    """An exception's text and the shapes in it; which factor NumPy names first is no difference."""
    shapes = r"\([\d, ]+\)"
    return re.sub(shapes, "", message), sorted(re.findall(shapes, message))


# --- one case ---------------------------------------------------------------------------------------------


def _problem(sheet, case, outcome):
    """Why an outcome does not pass its case, or None."""
    if isinstance(outcome, Returned):
        return _returned_problem(sheet, case, outcome)
    if isinstance(outcome, Raised):
        return _raised_problem(sheet, outcome)
    if isinstance(outcome, TimedOut):
        got = f"no answer within {outcome.seconds:g} seconds"
        return _plain_problem(
            got, cause="The call does not come to an end. Look for a loop whose condition never becomes false."
        )
    if isinstance(outcome, Died):
        cause = "The Python process ended in the middle of the call: a crash, an exit, or more CPU time or output than allowed."
        return _plain_problem(outcome.reason, cause=cause)
    return _plain_problem(
        outcome.reason or "there is no such function", cause=f"Define a function named {sheet.exercise}."
    )


def _returned_problem(sheet, case, outcome):
    places = list(compare.differences(outcome.value, case.expected, sheet.returns, case.scale))
    if not places:
        return _changed_argument(sheet, case, outcome)
    first = places[0]
    if first.kind == "none" and outcome.value is None:
        return _plain_problem("None", compare.kind_of(case.expected), slug="returns_nothing")
    place = f"{first.path}: " if first.path else ""
    got, expected = place + first.got, first.expected
    if first.kind == "key":
        return _plain_problem(got, expected, slug="missing_key", subject=first.path.split("[")[-1].rstrip("]"))
    if first.kind not in ("value", "precision"):
        return _Problem(got, expected, _interface_advice(sheet, first), None, "", got, expected)
    changed = _changed_argument(sheet, case, outcome)
    if changed is not None:
        return replace(changed, got=got, expected=expected, got_hidden=f"{place}wrong values", expected_hidden="")
    if all(item.kind == "precision" for item in places):
        slug = "float32_inside" if all(_is_single(item.actual) for item in places) else None
        return _Problem(got, expected, _NEARLY, slug, "", f"{place}values right to about 7 digits only")
    return _Problem(got, expected, _stage_advice(sheet, case, places), got_hidden=f"{place}wrong values")


_NEARLY = (
    "The numbers are right to about 7 digits only. Either a step runs in single precision (float32), or a small "
    "constant is added where the formula has none."
)


def _is_single(array):
    return bool(np.all(array == array.astype(np.float32)))


def _changed_argument(sheet, case, outcome):
    for name, before, after in zip(sheet.arguments, case.args, outcome.args_after, strict=False):
        changed = next(compare.differences(after, before, name), None)
        if changed is not None:
            subject = changed.path.split("[")[0] if changed.path == name else changed.path
            return _plain_problem(
                f"the right values, but {subject} was changed",
                f"{name} as it was before",
                slug="mutates_input",
                subject=subject,
            )
    return None


def _interface_advice(sheet, first):
    name = first.path or "What comes back"
    if first.kind == "shape" and _squeezed(first.actual.shape, first.right.shape):
        if first.actual.ndim > first.right.ndim:
            return f"{name} has an axis too many. Leave keepdims out, or sum over that axis too."
        return f"{name} has lost an axis. Sum with keepdims=True, so that a column stays a column."
    if first.kind == "shape" and first.actual.shape == first.right.shape[::-1]:
        return f"{name} has its axes the wrong way round. Check which factor is transposed."
    if not first.path and not isinstance(sheet.returns, str):
        names = ", ".join(_output_names(sheet))
        return f"The function should return {len(sheet.returns)} things, in this order: {names}."
    return _ADVICE[first.kind].format(name)


_ADVICE = {
    "none": "{0} is None. Is it computed and returned?",
    "type": "{0} is not of the type that the task asks for. Compare your return statement with the docstring.",
    "length": "{0} has the wrong number of items. Compare it with the docstring.",
    "shape": "Write down the shape of each factor of {0}, then see where the sizes part.",
    "dtype": "{0} does not hold real numbers. Start from np.zeros, which gives float64.",
    "nonfinite": "{0} overflows, or divides by zero, or takes a logarithm or root of a number that has none.",
}


def _squeezed(actual, right):
    return actual != right and tuple(n for n in actual if n != 1) == tuple(n for n in right if n != 1)


def _stage_advice(sheet, case, places):
    """Which outputs are right, which is the first wrong one, and in what way it is wrong."""
    if isinstance(case.expected, dict):
        return _gradient_advice(case, places)
    wrong = list(dict.fromkeys(re.split(r"[\[ ]", place.path)[0] for place in places))
    right = [name for name in _output_names(sheet) if name not in wrong]
    stage = f"{wrong[0]} is the first output that is wrong"
    if right:
        stage += f"; {', '.join(right)} {'are' if len(right) > 1 else 'is'} right"
    return f"{stage}. {_pattern(places[0]) or f'Compare how you compute {wrong[0]} with its formula.'}"


def _gradient_advice(case, places):
    """The wrong gradients, those of parameters first: they come before what flows on to the step before."""
    keys = [key for place in places for key in case.expected if place.path.endswith(f'["{key}"]')]
    wrong = sorted(keys, key=lambda key: not key.startswith(("dW", "db")))
    right = [key for key in case.expected if key not in wrong]
    first = next(place for place in places if place.path.endswith(f'["{wrong[0]}"]'))
    told = f"Wrong: {', '.join(wrong)}. Right: {', '.join(right) or 'none'}. "
    return told + (_pattern(first) or f"Begin with {wrong[0]}, and compare each factor with its formula.")


def _output_names(sheet):
    names = (sheet.returns,) if isinstance(sheet.returns, str) else sheet.returns
    return [name if isinstance(name, str) else name[0] for name in names]


def _pattern(place):
    """In what way an array is wrong, where that is certain: a sign, a factor, a transpose, some steps or examples."""
    if place.kind != "value" or place.actual is None or place.right.size < 2:
        return ""
    actual, right = place.actual.astype(float), place.right
    if compare.same(-actual, right):
        return "Every entry has the wrong sign."
    if actual.shape == right.T.shape and compare.same(np.ascontiguousarray(actual.T), right):
        return "It is transposed."
    factor = np.sum(actual * right) / np.sum(right * right) if np.any(right) else 0.0
    if factor and compare.same(actual / factor, right):
        return f"Every entry is {factor:.4g} times what it should be."
    return _pattern_over_axes(actual, right)


def _pattern_over_axes(actual, right):
    agree = np.isclose(actual, right, rtol=compare.RTOL, atol=compare.RTOL * np.max(np.abs(right)))
    if right.ndim == 3 and right.shape[2] > 1:
        steps = np.all(agree, axis=(0, 1))
        if steps.any() and not steps.all():
            return f"Right at time step {_listed(steps)} only (counted from 0, of {len(steps)})."
    if right.ndim >= 2 and right.shape[1] > 1:
        examples = np.all(agree, axis=tuple(axis for axis in range(right.ndim) if axis != 1))
        if examples.any() and not examples.all():
            return f"Right in column {_listed(examples)} only (counted from 0, of {len(examples)})."
    return ""


def _listed(flags):
    return ", ".join(str(number) for number in np.flatnonzero(flags))


# --- exceptions -------------------------------------------------------------------------------------------


def _raised_problem(sheet, outcome):
    inside = f" of {outcome.where}" if outcome.where not in ("", sheet.exercise) else ""
    place = f', line {outcome.number}{inside}: "{outcome.line}"' if outcome.line else ""
    got = f"{outcome.type_name}: {outcome.message}{place}"
    if outcome.type_name == "NotImplementedError":
        return _not_written(sheet, outcome)
    slug, subject = _known_exception(sheet, outcome)
    problem = _plain_problem(got, cause=_exception_advice(sheet, outcome), slug=slug, subject=subject)
    return replace(problem, got_hidden=_LONG_NUMBER.sub("…", got))  # a student may quote inputs in an exception


_LONG_NUMBER = re.compile(r"-?\d*\.\d{3,}(?:e[-+]?\d+)?|\d{5,}|\d+e[-+]\d+")


def _not_written(sheet, outcome):
    if outcome.where not in ("", sheet.exercise):
        got = f"{outcome.where}, which it calls, is not written yet"
        return replace(_plain_problem(got, cause=f"Write {outcome.where} first."), outcome="missing")
    got = "this function is not written yet"
    return replace(_plain_problem(got, cause="Replace the line that raises with your code."), outcome="missing")


def _known_exception(sheet, outcome):
    undefined = re.match(r"name '(\w+)' is not defined", outcome.message)
    if undefined and re.fullmatch(r"W[a-z]{1,2}|b[a-z]|parameters", undefined[1]):
        return "leaked_global", undefined[1]
    if re.match(r"module 'numpy' has no attribute '(float|int|bool|object)'", outcome.message):
        return "np_float", ""
    if "concatenate(" in outcome.line and re.search("integer scalar arrays|interpreted as an integer", outcome.message):
        return "concatenate_without_tuple", ""
    if re.search(r"\bconcat\(", outcome.line) and re.search(
        "integer scalar arrays|interpreted as an integer", outcome.message
    ):
        return "concatenate_without_tuple", ""
    if outcome.type_name == "TypeError" and re.match(rf"{sheet.exercise}\(\) (takes|missing)", outcome.message):
        return "wrong_arguments", ", ".join(sheet.arguments)
    if re.search(r"'NoneType' object|non-iterable NoneType", outcome.message):
        return "left_as_none", ""
    return None, ""


def _exception_advice(sheet, outcome):
    undefined = re.match(r"name '(\w+)' is not defined", outcome.message)
    if undefined:
        return f"{undefined[1]} is used but never computed. Is a line missing, or a name misspelt?"
    if outcome.type_name == "KeyError":
        return f"The dictionary on that line has no key {outcome.message}. Print its keys, and compare."
    for kinds, pattern, advice in _EXCEPTIONS:
        if outcome.type_name in kinds and re.search(pattern, outcome.message):
            return advice.format(sheet.exercise)
    return "Python stopped at that line. Read the last line of the message, then look at the values that go into it."


_EXCEPTIONS = (
    (("UnboundLocalError",), "", "A variable is read before it gets a value. Give it one before the loop."),
    (("ValueError",), "concatenation axis", "The arrays differ along the other axis. Stack the features: axis=0."),
    (("ValueError",), "unpack", "The number of names on the left does not match what comes back on the right."),
    (
        ("ValueError",),
        "shape|mismatch|broadcast",
        "Two arrays do not fit together. Print the shape of both factors of that line, and compare with the formula.",
    ),
    (("IndexError",), "", "An index is out of range. Compare it with the shape of the array; counting starts at 0."),
    (("RecursionError",), "", "{0} calls itself without end. Did you mean another function?"),
    (("SystemExit", "KeyboardInterrupt"), "", "The function ends the program. It should return its results."),
    (("MemoryError",), "", "The function asks for more memory than it may use. Look for a loop that never ends."),
    (
        ("OSError",),
        "No space left|File too large",
        "The function writes more to disk than it may. Return its results instead.",
    ),
    (("OSError",), "Too many open files", "The function opens more files than it may. None is needed here."),
    (("RuntimeError",), "new thread", "The function starts more threads than it may. None is needed here."),
    (
        ("PermissionError",),
        "",
        "Files, programs and the network are out of reach while a function is graded. None is needed here.",
    ),
    (("BlockingIOError",), "", "The function starts more processes than it may. None is needed here."),
)
