"""Outcomes: what became of a call, where it went wrong in the student's code; only well-formed ones are read."""

import linecache
from pathlib import Path

import numpy as np
import pytest

import kit
from kit import wire
from kit.outcome import Died, Missing, Raised, Returned, TimedOut, call, fresh, from_plain, own_line, to_plain

OUTCOMES = [
    Returned((1.0, [None]), (2, "x")),
    Raised("ValueError", "text", "x = y", 3, "f"),
    TimedOut(5.0),
    Died("killed"),
    Missing("no such function"),
]
STUDENT = """
import numpy as np

def outer(x):
    return inner(x)

def inner(x):
    return np.concatenate([x, np.zeros((1, 1))])  # deepest

def nested(x):
    return [y[0] for y in [x]]
"""


def student(source=STUDENT, label="cell 7"):
    """The names that a student's cell defines."""
    linecache.cache[label] = (len(source), None, source.splitlines(keepends=True), label)
    namespace = {}
    exec(compile(source, label, "exec"), namespace)
    return namespace


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda outcome: type(outcome).__name__)
def test_outcomes_survive_the_wire(outcome):
    assert from_plain(wire.decode(wire.encode(to_plain(outcome)))) == outcome


@pytest.mark.parametrize(
    "plain",
    [
        None,
        1,
        "ab",
        [],
        ["Returned"],
        ["Passed", {}],
        [["Returned"], {}],
        [{}, {}],
        ["Returned", {}],
        ["Returned", []],
        ["Returned", {"value": 1, "points": 10}],
        ["Returned", {"value": 1, "args_after": [1]}],
        ["Raised", {"type_name": "E", "message": None}],
        ["Raised", {"type_name": 1, "message": ""}],
        ["Raised", {"type_name": "E", "message": "", "number": "3"}],
        ["Raised", {"type_name": "E", "message": "", "line": ["x"]}],
        ["TimedOut", {"seconds": "5"}],
        ["Died", {"reason": 1}],
        ["Missing", {"reason": np.zeros(1)}],
        np.zeros(2),
    ],
)
def test_anything_else_is_no_outcome(plain):
    with pytest.raises(ValueError, match="outcome"):
        from_plain(plain)


def test_a_message_is_kept_short_whoever_wrote_it():
    assert len(call(student("def f(): raise ValueError('x' * 10_000)")["f"], ()).message) == 400
    forged = from_plain(["Raised", {"type_name": "E" * 10_000, "message": "x" * 10_000, "line": "y" * 10_000}])
    assert len(forged.message) <= 400 and len(forged.type_name) <= 400 and len(forged.line) <= 400


def test_a_text_that_no_file_can_hold_is_made_harmless():
    outcome = call(student("def f(): raise ValueError(chr(0xD800))")["f"], ())
    from_plain(to_plain(outcome)).message.encode("utf-8")
    from_plain(["Raised", {"type_name": "E", "message": "\ud800"}]).message.encode("utf-8")


def test_a_call_that_returns_keeps_its_value_and_its_arguments():
    x = np.zeros(2)
    outcome = call(lambda a, b: a + b, (x, 1))
    assert np.array_equal(outcome.value, [1, 1]) and outcome.args_after == (x, 1)


def test_arguments_after_a_call_show_what_it_changed():
    def change(x):
        x += 1

    assert np.array_equal(call(change, (np.zeros(2),)).args_after[0], [1, 1])


@pytest.mark.parametrize(
    "error", [ValueError("x"), SystemExit(0), GeneratorExit(), MemoryError(), RecursionError("deep")]
)
def test_whatever_is_raised_is_an_outcome(error):
    def fail():
        raise error

    assert call(fail, ()).type_name == type(error).__name__


def test_an_exception_that_cannot_be_printed_is_an_outcome():
    class Unprintable(Exception):
        def __str__(self):
            raise ValueError("no text")

    def fail():
        raise Unprintable

    assert call(fail, ()).type_name == "Unprintable"


def test_a_syntax_error_with_odd_fields_is_an_outcome():
    def fail():
        error = SyntaxError("odd")
        error.text, error.lineno = 5, "x"
        raise error

    try:
        outcome = from_plain(to_plain(call(fail, ())))
    except (AttributeError, ValueError):
        outcome = None  # pytest cannot show such an error either
    assert outcome is not None and outcome.type_name == "SyntaxError"


def test_an_interrupt_by_the_user_is_not_swallowed():
    def stop():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        call(stop, ())


def test_numpy_s_warnings_fail_nobody():
    assert isinstance(call(lambda x: np.log(x) / x, (np.zeros(2),)), Returned)


def test_own_line_is_the_student_s_deepest_line_and_not_numpy_s():
    outcome = call(student()["outer"], (np.zeros(3),))
    assert outcome.line == "return np.concatenate([x, np.zeros((1, 1))])  # deepest"
    assert (outcome.number, outcome.where) == (8, "inner")


def test_own_line_looks_into_comprehensions():
    outcome = call(student()["nested"], (5,))
    assert outcome.line == "return [y[0] for y in [x]]" and outcome.number == 11


def test_own_line_leaves_out_functions_of_the_kit():
    outcome = call(student("from kit import softmax\ndef f(x):\n    return softmax(x)\n")["f"], ("text",))
    assert outcome.line == "return softmax(x)"


def test_a_file_whose_name_begins_like_the_kit_s_folder_is_the_student_s():
    label = f"{Path(kit.__file__).parent}_helpers.py"
    outcome = call(student("def f():\n    return 1 / 0\n", label)["f"], ())
    assert (outcome.line, outcome.number) == ("return 1 / 0", 2)


def test_own_line_of_a_syntax_error_is_the_line_that_cannot_be_read():
    with pytest.raises(SyntaxError) as caught:
        compile("x = 1\nx = (\n", "cell 1", "exec")
    assert own_line(caught.value)[:2] == ("x = (", 2)


def test_a_call_with_too_few_arguments_has_no_own_line():
    outcome = call(student()["outer"], ())
    assert outcome.line == "" and "missing 1 required positional argument" in outcome.message


def test_fresh_copies_share_no_array_with_anything():
    x = np.arange(3.0)
    value = (x, [x, {"W": x}], 1.5, "text", None)
    copied = fresh(value)
    arrays = [copied[0], copied[1][0], copied[1][1]["W"]]
    for number, array in enumerate(arrays):
        array += number + 1
    assert np.array_equal(x, [0, 1, 2]) and [array[0] for array in arrays] == [1, 2, 3]
    assert copied[2:] == value[2:] and type(copied[1]) is list
