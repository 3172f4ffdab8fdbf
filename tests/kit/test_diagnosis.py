"""Diagnosis: each way of going wrong gets a fact and an advice, and a hidden case gives away none of its values."""

import linecache
import re

import numpy as np
import pytest

from grader import exercises
from grader.reference.rnn import rnn_backward, rnn_cell_backward, rnn_cell_forward, sequence_loss
from grader.verdict import make_sheet
from kit.compare import differences
from kit.diagnosis import GENERAL, diagnose
from kit.outcome import Died, Missing, Raised, TimedOut, call, fresh


def judge(function, name="rnn_cell_backward", public=True):
    """The verdict on a function handed in as an exercise."""
    sheet = make_sheet(exercises.load(name), seed=11, public=public)
    return diagnose(sheet, [call(function, fresh(case.args)) for case in sheet.cases])


def student(source, **given):
    """A function `f` as a student's notebook would define it."""
    namespace = {"np": np} | given
    label = f"cell {len(linecache.cache)}"
    linecache.cache[label] = (len(source), None, source.splitlines(keepends=True), label)
    exec(compile(source, label, "exec"), namespace)
    return namespace["f"]


def gradients(**changes):
    """rnn_cell_backward with some outputs changed: name = function of the right array."""

    def f(da_next, cache):
        right = rnn_cell_backward(da_next, cache)
        return right | {name: change(right[name]) for name, change in changes.items()}

    return f


def without(name):
    return lambda da_next, cache: {k: v for k, v in rnn_cell_backward(da_next, cache).items() if k != name}


def mutating(da_next, cache):
    right = rnn_cell_backward(da_next, cache)
    da_next *= 2
    return right


def mutating_parameters(da_next, cache):
    right = rnn_cell_backward(da_next, cache)
    cache[3]["Waa"][0, 0] = 7
    return right


def only_last_step(da, caches):
    right = rnn_backward(da, caches)
    right["dx"][:, :, :-1] += 0.125
    return right


def single(xt, a_prev, parameters):
    parameters = {key: value.astype(np.float32) for key, value in parameters.items()}
    return rnn_cell_forward(xt.astype(np.float32), a_prev.astype(np.float32), parameters)


def raising(error):
    def f(*_):
        raise error

    return f


def first_column_wrong(dWax):
    return np.where(np.arange(dWax.shape[1]) == 0, 9.0, dWax)


def loss(change):
    return lambda y_pred, y: change(*sequence_loss(y_pred, y))


def state(change):
    return lambda xt, a_prev, parameters: change(*rnn_cell_forward(xt, a_prev, parameters))


WRONG = {
    # way of going wrong: (exercise, function, outcome, misconception, words of the fact, words of the advice)
    "wrong shape": (
        "rnn_cell_backward", gradients(dWax=lambda g: g[:, :-1]),
        "failed", None, 'gradients["dWax"]: shape (4, 2)', "shape of each factor",
    ),
    "axis gained": (
        "rnn_cell_backward", gradients(da_prev=lambda g: g[:, :, None]),
        "failed", None, 'gradients["da_prev"]: shape (4, 5, 1)', "Leave keepdims out",
    ),
    "axes swapped": (
        "rnn_cell_backward", gradients(dWax=lambda g: g.T),
        "failed", None, 'gradients["dWax"]: shape (3, 4)', "transposed",
    ),
    "missing key": (
        "rnn_cell_backward", without("dba"),
        "failed", "missing_key", "only the keys dWaa, dWax, da_prev, dxt", 'no key "dba"',
    ),
    "wrong type": (
        "rnn_cell_backward", gradients(dxt=lambda g: g.tolist()),
        "failed", None, 'gradients["dxt"]: a list of 3 items', "Compare your return statement",
    ),
    "tuple for dictionary": (
        "rnn_cell_backward", lambda da_next, cache: tuple(rnn_cell_backward(da_next, cache).values()),
        "failed", None, "a tuple of 5 items", "Compare your return statement",
    ),
    "text entries": (
        "rnn_cell_backward", gradients(dxt=lambda g: g.astype(complex)),
        "failed", None, "entries of type complex128", "np.zeros",
    ),
    "exception": (
        "rnn_cell_backward", raising(ZeroDivisionError("division by zero")),
        "raised", None, "ZeroDivisionError: division by zero", "Read the last line of the message",
    ),
    "None": (
        "rnn_cell_backward", lambda da_next, cache: None,
        "failed", "returns_nothing", "Got: None", "return statement",
    ),
    "one None": (
        "rnn_cell_backward", gradients(dxt=lambda g: None),
        "failed", None, 'gradients["dxt"]: None', "Is it computed and returned?",
    ),
    "NaN": (
        "rnn_cell_backward", gradients(dxt=lambda g: g * np.nan),
        "failed", None, "nan in 15 of 15 entries", "divides by zero",
    ),
    "mutated input": (
        "rnn_cell_backward", mutating,
        "failed", "mutates_input", "da_next was changed", "work on a copy",
    ),
    "mutated parameter": (
        "rnn_cell_backward", mutating_parameters,
        "failed", "mutates_input", "was changed", "work on a copy",
    ),
    "float32": (
        "rnn_cell_forward", single,
        "failed", "float32_inside", "a_next: [0, 0] is", "Keep every array in float64",
    ),
    "nearly": (
        "rnn_cell_backward", gradients(dxt=lambda g: g + 1e-8),
        "failed", None, 'gradients["dxt"]', "7 digits",
    ),
    "wrong sign": (
        "rnn_cell_backward", gradients(dxt=np.negative),
        "failed", None, 'gradients["dxt"]', "Every entry has the wrong sign.",
    ),
    "constant factor": (
        "rnn_cell_backward", gradients(dxt=lambda g: 2.5 * g),
        "failed", None, "dxt", "Every entry is 2.5 times what it should be.",
    ),
    "transposed": (
        "rnn_cell_backward", gradients(dWaa=np.transpose),
        "failed", None, 'gradients["dWaa"]', "It is transposed.",
    ),
    "only last step right": (
        "rnn_backward", only_last_step,
        "failed", None, 'gradients["dx"]', "Right at time step 5 only",
    ),
    "one column wrong": (
        "rnn_cell_backward", gradients(dWax=first_column_wrong),
        "failed", None, 'gradients["dWax"]', "Right in column 1, 2 only",
    ),
    "no pattern": (
        "rnn_cell_backward", gradients(dxt=np.sin),
        "failed", None, "dWax", "compare each factor with its formula",
    ),
    "too few values": (
        "rnn_cell_forward", state(lambda a, y, cache: (a, y)),
        "failed", None, "Got: a tuple of 2 items", "a_next, yt_pred, cache",
    ),
    "too many values": (
        "rnn_cell_forward", state(lambda a, y, cache: (a, y, cache, a)),
        "failed", None, "Got: a tuple of 4 items", "a_next, yt_pred, cache",
    ),
    "number for array": (
        "sequence_loss", loss(lambda total, each: (total, float(total))),
        "failed", None, "losses: a single number", "Compare your return statement",
    ),
    "array for number": (
        "sequence_loss", loss(lambda total, each: (each, each)),
        "failed", None, "loss: an array of shape (6,)", "shape",
    ),
    "None for number": (
        "sequence_loss", loss(lambda total, each: (None, each)),
        "failed", None, "loss: None", "Is it computed and returned?",
    ),
    "NaN for number": (
        "sequence_loss", loss(lambda total, each: (np.nan, each)),
        "failed", None, "loss: nan", "divides by zero",
    ),
    "text for number": (
        "sequence_loss", loss(lambda total, each: (str(total), each)),
        "failed", None, "loss: a str", "Compare your return statement",
    ),
    "infinite number": (
        "sequence_loss", loss(lambda total, each: (np.inf, each)),
        "failed", None, "loss: inf", "divides by zero",
    ),
    "too few arguments": (
        "rnn_cell_backward", student("def rnn_cell_backward(da_next): pass\nf = rnn_cell_backward"),
        "raised", "wrong_arguments", "takes 1 positional argument", "da_next, cache, in this order",
    ),
    "too many arguments": (
        "rnn_cell_backward", student("def rnn_cell_backward(a, b, c): pass\nf = rnn_cell_backward"),
        "raised", "wrong_arguments", "missing 1 required positional argument", "da_next, cache, in this order",
    ),
    "not written yet": (
        "rnn_cell_backward", student("def rnn_cell_backward(da_next, cache):\n    raise NotImplementedError\nf = rnn_cell_backward"),
        "missing", None, "not written yet", "Replace the line that raises",
    ),
    "leaked global": (
        "rnn_cell_forward", student("def f(xt, a_prev, parameters):\n    return Wax @ xt"),
        "raised", "leaked_global", "uses Wax, a variable of the notebook", "Take it from the arguments",
    ),
    "misspelt name": (
        "rnn_cell_backward", student("def f(da_next, cache):\n    return da_nxt"),
        "raised", None, "name 'da_nxt' is not defined", "misspelt",
    ),
    "np.float": (
        "rnn_cell_backward", student("def f(da_next, cache):\n    return da_next.astype(np.float)"),
        "raised", "np_float", "np.float was removed", "Write float",
    ),
    "concatenate without tuple": (
        "rnn_cell_forward", student("def f(xt, a_prev, parameters):\n    return np.concatenate(a_prev, xt)"),
        "raised", "concatenate_without_tuple", "takes the arrays as one tuple", "second pair of parentheses",
    ),
    "template not filled in": (
        "rnn_cell_backward", student("def f(da_next, cache):\n    dz = None\n    return dz.T @ da_next"),
        "raised", "left_as_none", "NoneType", "None",
    ),
    "unknown dictionary key": (
        "rnn_cell_backward", student("def f(da_next, cache):\n    return cache[3]['Wxa']"),
        "raised", None, "KeyError: 'Wxa'", "has no key 'Wxa'",
    ),
    "shapes that do not fit": (
        "rnn_cell_backward", student("def f(da_next, cache):\n    return cache[3]['Wax'] @ da_next"),
        "raised", None, "ValueError: matmul", "Print the shape of both factors",
    ),
    "index out of range": (
        "rnn_cell_backward", student("def f(da_next, cache):\n    return cache[9]"),
        "raised", None, "IndexError", "counting starts at 0",
    ),
    "read before assignment": (
        "rnn_cell_backward", student("def f(da_next, cache):\n    total += 1\n    return total"),
        "raised", None, "UnboundLocalError", "before the loop",
    ),
    "exit": (
        "rnn_cell_backward", raising(SystemExit(0)),
        "raised", None, "SystemExit", "It should return its results",
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", WRONG)
def test_message_states_the_fact_and_an_advice(way):
    name, function, outcome, slug, fact, advice = WRONG[way]
    verdict = judge(function, name)
    assert not verdict.passed and (verdict.outcome, verdict.misconception) == (outcome, slug)
    assert fact in verdict.message
    assert advice in verdict.cause


@pytest.mark.parametrize("way", WRONG)
def test_message_has_the_call_its_sizes_and_no_empty_part(way):
    name, function, *_ = WRONG[way]
    verdict = judge(function, name)
    assert verdict.call.startswith(f"{name}(") and " with n_" in verdict.call
    assert verdict.got and verdict.cause
    assert not re.match(r"\W", verdict.got.lstrip('"')) and not re.match(r"\W", verdict.cause), "begins with a word"


def numbers_of(value):
    """Every float inside a value."""
    if isinstance(value, (float, np.ndarray)):
        yield from np.asarray(np.real(value), dtype=float).ravel()
    elif isinstance(value, (dict, list, tuple)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from numbers_of(item)


def shown(number):
    """The ways in which a message may show a number: enough of its digits to be of use."""
    return {f"{number:.4g}", f"{number:.5g}", f"{number:.6g}", str(number)}


@pytest.mark.parametrize("way", WRONG)
def test_hidden_cases_show_no_value_of_what_is_expected_or_came_back(way):
    name, function, *_ = WRONG[way]
    text = judge(function, name, public=False).message
    sheet = make_sheet(exercises.load(name), seed=11)
    written = {word.rstrip(".,") for word in re.split(r"[\s\[\]()\"':]+", text)}
    for case in sheet.cases:
        outcome = call(function, fresh(case.args))
        for number in [*numbers_of(case.expected), *numbers_of(getattr(outcome, "value", None))]:
            if np.isfinite(number) and number != int(number):
                assert not written & shown(number), text


@pytest.mark.parametrize("name", exercises.names())
def test_hidden_known_mistakes_show_no_decimal_number(name):
    sheet = make_sheet(exercises.load(name), seed=5)
    for slug in sheet.says:
        verdict = diagnose(sheet, [case.wrong[slug] for case in sheet.cases])
        assert not re.search(r"-?\d\.\d", verdict.got + verdict.expected), slug


@pytest.mark.parametrize("name", exercises.names())
def test_public_and_hidden_sheets_come_to_the_same_cause(name):
    exercise = exercises.load(name)
    public, hidden = make_sheet(exercise, 6, public=True), make_sheet(exercise, 6)
    for slug in public.says:
        one = diagnose(public, [case.wrong[slug] for case in public.cases])
        two = diagnose(hidden, [case.wrong[slug] for case in hidden.cases])
        assert (one.cause, one.misconception, one.call) == (two.cause, two.misconception, two.call)


@pytest.mark.parametrize("name", exercises.names())
def test_reference_passes_and_says_over_how_many_cases(name):
    verdict = judge(exercises.load(name).function, name)
    assert verdict.passed and verdict.outcome == "passed"
    assert re.fullmatch(r"All \d cases of different sizes pass\.", verdict.message)


def test_public_cases_show_the_first_wrong_value_and_the_right_one():
    verdict = judge(loss(lambda total, each: (total + 1, each)), "sequence_loss")
    right = make_sheet(exercises.load("sequence_loss"), seed=11).cases[0].expected[0]
    assert f"{right + 1:.6g}" in verdict.got and f"{right:.6g}" in verdict.expected


def test_outputs_that_are_right_are_named():
    cause = judge(gradients(dWaa=np.sin)).cause
    assert all(
        cause.index("dWaa") < cause.index("ight") < cause.index(name) for name in ("dxt", "da_prev", "dWax", "dba")
    )


@pytest.mark.parametrize(
    ("outcome", "kind", "fact", "advice"),
    [
        (TimedOut(5.0), "timed_out", "no answer within 5 seconds", "Look for a loop"),
        (Died("the Python process ended"), "died", "the Python process ended", "in the middle of the call"),
        (Missing(), "missing", "there is no such function", "Define a function named rnn_cell_backward"),
        (Missing("cell 3 stopped"), "missing", "cell 3 stopped", "Define a function named rnn_cell_backward"),
    ],
)
def test_no_answer_at_all_is_told_apart(outcome, kind, fact, advice):
    sheet = make_sheet(exercises.load("rnn_cell_backward"), seed=1)
    verdict = diagnose(sheet, [outcome] * len(sheet.cases))
    assert (verdict.outcome, verdict.passed) == (kind, False)
    assert fact in verdict.got and advice in verdict.cause


def test_a_known_mistake_is_named_only_if_it_explains_every_case():
    sheet = make_sheet(exercises.load("rnn_cell_forward"), seed=1)
    outcomes = [case.wrong["bias_a_missing"] for case in sheet.cases]
    assert diagnose(sheet, outcomes).misconception == "bias_a_missing"
    outcomes[-1] = Raised("ValueError", "x")
    assert diagnose(sheet, outcomes).misconception is None


def test_an_exception_is_shown_with_the_student_s_line():
    sheet = make_sheet(exercises.load("rnn_cell_backward"), seed=1)
    for where in ("rnn_cell_backward", "helper"):
        outcome = Raised("KeyError", "'Wxa'", "return cache[3]['Wxa']", 3, where)
        got = diagnose(sheet, [outcome] * len(sheet.cases)).got
        assert "line 3" in got and "return cache[3]['Wxa']" in got and ("helper" in got) == (where == "helper")


def test_one_wrong_case_of_many_is_enough_and_is_the_one_shown():
    sheet = make_sheet(exercises.load("rnn_cell_backward"), seed=1, public=True)
    outcomes = [call(rnn_cell_backward, fresh(case.args)) for case in sheet.cases]
    outcomes[2] = Raised("ValueError", "only here")
    verdict = diagnose(sheet, outcomes)
    assert not verdict.passed and sheet.cases[2].label in verdict.call and "only here" in verdict.got


def test_too_few_outcomes_are_no_pass():
    sheet = make_sheet(exercises.load("rnn_cell_backward"), seed=1)
    with pytest.raises(ValueError, match="zip"):
        diagnose(sheet, [])


@pytest.mark.parametrize("slug", GENERAL)
def test_general_advice_is_short_and_ends_as_a_sentence(slug):
    text = GENERAL[slug].format("x")
    assert len(text.split()) <= 60 and text[-1] in ".?" and "{" not in text


def test_float32_in_one_output_only_is_found_too():
    found = judge(gradients(dxt=lambda g: g.astype(np.float32)))
    assert found.misconception == "float32_inside"
    places = differences(np.float32(0.1), 0.1, "a")
    assert next(places).kind == "precision"
