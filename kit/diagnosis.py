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
    "mutates_input": "The results are right, but your function changed its argument {0}. The caller still needs it: "
    "work on a copy, or write a = a + b in place of a += b.",
    "missing_key": "The dictionary that comes back has no key {0}. The names matter, because other functions look them up: "
    "compare them with the docstring.",
    "left_as_none": "A variable is still None where your function uses it. Is a line of the template not filled in yet?",
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
    shown = [f"{name} {np.shape(value)}" if isinstance(value, np.ndarray) else name
             for name, value in zip(sheet.arguments, case.args, strict=True)]
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
        return _plain_problem(got, cause="The call does not come to an end. Look for a loop whose condition never becomes false.")
    if isinstance(outcome, Died):
        return _plain_problem(outcome.reason, cause="The Python process ended in the middle of the call.")
    return _plain_problem(outcome.reason or "there is no such function", cause=f"Define a function named {sheet.exercise}.")


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
        return _Problem(got, expected, _interface_advice(first), None, "", got, expected)
    if all(place.kind == "precision" for place in places):
        slug = "float32_inside" if all(_is_single(place.actual) for place in places) else None
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
            return _plain_problem(f"the right values, but {subject} was changed", f"{name} as it was before",
                                  slug="mutates_input", subject=subject)
    return None


def _interface_advice(first):
    name = first.path or "What comes back"
    if first.kind == "shape" and _squeezed(first.actual.shape, first.right.shape):
        return f"{name} lost or gained an axis. Sum with keepdims=True so that a column stays a column."
    if first.kind == "shape" and first.actual.shape == first.right.shape[::-1]:
        return f"{name} has its axes the wrong way round. Check which factor is transposed."
    advice = {
        "none": f"{name} is None. Is it computed and returned?",
        "type": f"{name} is not of the type that the task asks for. Compare your return statement with the docstring.",
        "length": f"{name} has the wrong number of items. Compare your return statement with the docstring.",
        "shape": f"Write down the shape of each factor of {name}, then see where the sizes part.",
        "dtype": f"{name} does not hold real numbers. Start from np.zeros, which gives float64.",
        "nonfinite": f"{name} overflows or divides by zero. Look for an exponential, a logarithm or a division.",
    }
    return advice[first.kind]


def _squeezed(actual, right):
    return actual != right and tuple(n for n in actual if n != 1) == tuple(n for n in right if n != 1)


def _stage_advice(sheet, case, places):
    """Which outputs are right, which is the first wrong one, and in what way it is wrong."""
    wrong = list(dict.fromkeys(place.path.split("[")[0] if "cache" in place.path else place.path for place in places))
    right = [name for name in _output_names(sheet, case) if name not in wrong]
    stage = f"{wrong[0]} is the first output that is wrong"
    if right:
        stage += f"; {', '.join(right[:6])} {'are' if len(right) > 1 else 'is'} right"
    pattern = _pattern(places[0])
    return f"{stage}. {pattern or f'Compare each factor of {wrong[0]} with its formula.'}"


def _output_names(sheet, case):
    if isinstance(case.expected, dict):
        return [f'{sheet.returns}["{key}"]' for key in case.expected]
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
    place = f', line {outcome.number}: "{outcome.line}"' if outcome.line else ""
    got = f"{outcome.type_name}: {outcome.message}{place}"
    if outcome.type_name == "NotImplementedError":
        got = "this function is not written yet"
        return replace(_plain_problem(got, cause="Replace the line that raises with your code."), outcome="missing")
    slug, subject = _known_exception(sheet, outcome)
    return _plain_problem(got, cause=_exception_advice(outcome), slug=slug, subject=subject)


def _known_exception(sheet, outcome):
    undefined = re.match(r"name '(\w+)' is not defined", outcome.message)
    if outcome.type_name in ("NameError", "UnboundLocalError") and undefined:
        return _undefined_name(undefined[1])
    if outcome.type_name == "AttributeError" and re.match(r"module 'numpy' has no attribute '(float|int|bool)'", outcome.message):
        return "np_float", ""
    if outcome.type_name == "TypeError" and re.search(r"conc\w*\(", outcome.line) and "conc" in outcome.line:
        if "integer scalar arrays" in outcome.message or "cannot be interpreted as an integer" in outcome.message:
            return "concatenate_without_tuple", ""
    if outcome.type_name == "TypeError" and re.match(rf"{sheet.exercise}\(\) (takes|missing)", outcome.message):
        return "wrong_arguments", ", ".join(sheet.arguments)
    if outcome.type_name in ("TypeError", "AttributeError") and "'NoneType' object" in outcome.message:
        return "left_as_none", ""
    return None, ""


def _undefined_name(name):
    """A weight or a gradient that was never taken from the arguments is a leaked notebook variable."""
    leaked = re.fullmatch(r"d?[Wb][a-z]{1,2}|parameters|cache|caches|x|xt|a0|a_prev|c_prev", name)
    return ("leaked_global", name) if leaked else (None, "")


def _exception_advice(outcome):
    undefined = re.match(r"name '(\w+)' is not defined", outcome.message)
    if undefined:
        return f"The name {undefined[1]} is not known inside the function. Define it there, or check its spelling."
    if outcome.type_name == "UnboundLocalError":
        return "A variable is read before it gets a value. Give it one before the loop."
    if outcome.type_name == "KeyError":
        return f"A dictionary has no key {outcome.message}. Compare the key with the names in the docstring."
    if outcome.type_name == "ValueError" and ("shape" in outcome.message or "mismatch" in outcome.message):
        return "Two arrays do not fit together. Print the shape of both factors of that line, and compare with the formula."
    if outcome.type_name == "IndexError":
        return "An index is out of range. Compare it with the shape of the array, and remember that counting starts at 0."
    if outcome.type_name in ("SystemExit", "KeyboardInterrupt"):
        return "The function ends the program. It should return its results."
    return "Python stopped at that line. Read the last line of the message, then look at the values that go into it."
