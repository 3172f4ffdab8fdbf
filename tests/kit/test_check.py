"""check(function): what a student sees for every kind of answer, in a notebook and in a terminal, from a real file."""

import functools
import linecache
import re

import numpy as np
import pytest

from grader import exercises
from grader.reference.rnn import rnn_cell_backward, rnn_cell_forward
from grader.verdict import make_sheet
from kit import sheet, wire
from kit.check import Checker
from kit.outcome import fresh

NAMES = ("rnn_cell_forward", "rnn_cell_backward")
LABELS = ("Call", "Got", "Expected", "Likely cause")


@pytest.fixture(scope="module")
def sheets():
    return [make_sheet(exercises.load(name), seed=1, public=True) for name in NAMES]


@pytest.fixture
def check(sheets, tmp_path):
    """A Checker with the public cases of two exercises beside it."""
    path = tmp_path / sheet.FILE_NAME
    sheet.write(path, sheets)
    return Checker(path)


def written(source, name="rnn_cell_forward", **notebook):
    """A function as a student's notebook defines it."""
    namespace = {"np": np, "right": {each.__name__: each for each in (rnn_cell_forward, rnn_cell_backward)}} | notebook
    linecache.cache["cell 1"] = (len(source), None, source.splitlines(keepends=True), "cell 1")
    exec(compile(source, "cell 1", "exec"), namespace)
    return namespace[name]


SOLUTION = """
def rnn_cell_forward(xt, a_prev, parameters):
    Wax, Waa, Wya, ba, by = (parameters[name] for name in ("Wax", "Waa", "Wya", "ba", "by"))
    a_next = np.tanh(np.dot(Waa, a_prev) + np.dot(Wax, xt) + ba)
    z = np.exp(np.dot(Wya, a_next) + by)
    return a_next, z / z.sum(axis=0), (a_next, a_prev, xt, parameters)
"""


def test_sheets_are_read_as_they_were_written(sheets, tmp_path):
    sheet.write(tmp_path / "cases.bin", sheets)
    again = sheet.Book(tmp_path / "cases.bin")
    assert list(again.names) == list(NAMES)
    for one in sheets:
        two = again[one.exercise]
        assert (two.says, two.arguments, two.points, two.public) == (one.says, one.arguments, one.points, True)
        assert [case.label for case in two.cases] == [case.label for case in one.cases]
        assert [list(case.wrong) for case in two.cases] == [list(case.wrong) for case in one.cases]


@pytest.mark.parametrize("name", exercises.names())
def test_every_exercise_can_be_checked_from_a_file(name, tmp_path):
    exercise = exercises.load(name)
    sheet.write(tmp_path / "cases.bin", [make_sheet(exercise, seed=1, public=True)])
    assert Checker(tmp_path / "cases.bin").result(exercise.function).verdict.passed


def test_a_right_function_passes(check):
    card = check.result(written(SOLUTION))
    assert repr(card).startswith("PASS  rnn_cell_forward\n  All ")
    assert "✓ Pass" in card._repr_html_() and "Likely cause" not in card._repr_html_()


def test_one_call_gives_call_got_expected_and_likely_cause(check):
    card = check.result(written(SOLUTION.replace(" + ba", "")))
    text = repr(card)
    assert text.startswith("NOT YET  rnn_cell_forward\n")
    assert [label for label in LABELS if f"\n  {label}: " in text] == list(LABELS)
    assert "The bias ba is missing" in text
    assert all(f">{label}<" in card._repr_html_() for label in LABELS)


def test_terminal_text_holds_no_html(check):
    for function in (written(SOLUTION), written(SOLUTION.replace(" + ba", ""))):
        assert not re.search(r"<\w|&\w+;", repr(check.result(function)))


def test_progress_is_counted_over_the_whole_notebook_and_taken_back(check):
    assert check.result(rnn_cell_backward).progress == {"rnn_cell_forward": None, "rnn_cell_backward": True}
    card = check.result(rnn_cell_forward)
    assert "Progress: 2 of 2 exercises pass. All done." in repr(card)
    card = check.result(written(SOLUTION.replace(" + ba", "")))
    assert "Progress: 1 of 2 exercises pass; next: rnn_cell_forward" in repr(card)
    assert "rnn_cell_forward: not yet" in card._repr_html_() and "rnn_cell_backward: passes" in card._repr_html_()


def test_check_shows_its_card_in_a_terminal(check, capsys):
    assert check(rnn_cell_forward) is None
    assert "PASS  rnn_cell_forward" in capsys.readouterr().out


def test_a_check_leaves_the_cases_as_they_were(check):
    change = "def rnn_cell_forward(xt, a_prev, parameters):\n    xt *= 0\n    parameters.clear()\n    return xt\n"
    assert not check.result(written(change)).verdict.passed
    assert check.result(rnn_cell_forward).verdict.passed


def test_an_unknown_name_is_answered_with_the_names_that_there_are(check):
    text = repr(check.result(written("def rnn_cel_forward(): pass", "rnn_cel_forward")))
    assert "no exercise named rnn_cel_forward" in text and ", ".join(NAMES) in text


@pytest.mark.parametrize("thing", ["rnn_cell_forward", None, 3, np.zeros(2), rnn_cell_forward.__code__])
def test_what_is_no_function_is_told_so(check, thing):
    text = repr(check.result(thing))
    assert "check takes the function itself" in text and "check(rnn_cell_forward)" in text


def test_a_callable_without_a_name_is_unknown(check):
    assert "no exercise named" in repr(check.result(functools.partial(rnn_cell_forward)))


def test_a_missing_file_is_named_with_its_place(tmp_path):
    text = repr(Checker(tmp_path / sheet.FILE_NAME).result(rnn_cell_forward))
    assert "public_cases.bin is missing" in text and "beside the folder kit" in text


def test_a_file_that_appears_later_is_read_then(sheets, tmp_path):
    check = Checker(tmp_path / sheet.FILE_NAME)
    assert not check.result(rnn_cell_forward).verdict.passed
    sheet.write(tmp_path / sheet.FILE_NAME, sheets)
    assert check.result(rnn_cell_forward).verdict.passed


@pytest.mark.parametrize(
    "damage", [lambda b: b"", lambda b: b[:-1], lambda b: b + b"x", lambda b: b"<!doctype html>" * 9]
)
def test_a_damaged_file_is_told_with_what_to_do(check, damage):
    check.path.write_bytes(damage(check.path.read_bytes()))
    text = repr(check.result(rnn_cell_forward))
    assert "public_cases.bin is damaged. Copy it again" in text


def test_a_file_of_well_formed_nonsense_is_damaged_too(check):
    broken = [3, None, "x", [3], [{"cases": []}], {"cases": [{"wrong": []}]}, [{"cases": [{"wrong": [["a", 1]]}]}], []]
    for value in broken:
        check.path.write_bytes(wire.encode(value))
        assert "damaged" in repr(check.result(rnn_cell_forward)), value


def test_a_file_that_cannot_be_opened_is_told_not_raised(tmp_path):
    assert not Checker(tmp_path).result(rnn_cell_forward).verdict.passed


@pytest.mark.parametrize(
    ("right", "leaking"),
    [("a_prev) +", "a_prev) + weights[0] * 0 +"), ("parameters[name]", "parameters[name] + weights[0] * 0")],
    ids=["in the function itself", "in a generator"],
)
def test_reading_a_notebook_variable_is_noted_even_where_the_result_is_right(check, right, leaking):
    text = repr(check.result(written(SOLUTION.replace(right, leaking), weights=np.zeros(1))))
    assert "PASS" in text and "Note: Your function reads weights from the notebook" in text


@pytest.mark.parametrize("notebook", [{"T": [1, 2]}, {"sum": (3, 4)}, {"Wax": np.eye(2)}])
def test_attributes_and_own_variables_are_not_taken_for_notebook_variables(check, notebook):
    source = SOLUTION.replace("z.sum", "z.T.T.sum")
    assert "Note" not in repr(check.result(written(source, **notebook)))


def test_functions_and_modules_of_the_notebook_may_be_used(check):
    source = SOLUTION.replace("np.tanh(", "squash(")
    assert "Note" not in repr(check.result(written(source, squash=np.tanh)))


def test_hostile_text_is_escaped_wherever_it_stands(check):
    source = "def rnn_cell_forward(*_):\n    raise ValueError('<script>alert(1)</script>')\n"
    shown = check.result(written(source))._repr_html_()
    assert "<script" not in shown and "&lt;script&gt;" in shown
    named = written("def f(): pass", "f")
    named.__name__ = '<img src=x onerror="alert(1)">'
    assert "<img" not in check.result(named)._repr_html_()


def test_hostile_keys_are_escaped(check):
    source = 'def rnn_cell_backward(da_next, cache):\n    return {"<b onclick=x>": 1}\n'
    assert "<b " not in check.result(written(source, "rnn_cell_backward"))._repr_html_()


@pytest.mark.parametrize(
    "value", ["None", "()", "{}", "object()", "(1, 2, 3)", "10**5000", "[[]]", "np.array(['a'])", "1j"]
)
def test_whatever_comes_back_a_check_answers(check, value):
    for name, arguments in zip(NAMES, ("xt, a_prev, parameters", "da_next, cache"), strict=True):
        card = check.result(written(f"def {name}({arguments}):\n    return {value}\n", name))
        assert not card.verdict.passed and card.verdict.cause and card._repr_html_()


@pytest.mark.parametrize(
    "value", ["10**5000", "2**64", "object()", "'x'", "1e308", "-1e308", "np.float64('nan')", "{}"]
)
def test_whatever_stands_for_a_number_a_check_answers(tmp_path, value):
    sheet.write(tmp_path / "cases.bin", [make_sheet(exercises.load("sequence_loss"), seed=1, public=True)])
    source = f"def sequence_loss(y_pred, y):\n    return {value}, np.full(y.shape[2], 1e308)\n"
    assert not Checker(tmp_path / "cases.bin").result(written(source, "sequence_loss")).verdict.passed


def test_an_exception_shows_the_student_s_own_line(check):
    source = "def rnn_cell_forward(xt, a_prev, parameters):\n    return np.dot(xt, a_prev)\n"
    text = repr(check.result(written(source)))
    assert "ValueError" in text and "line 2" in text and "Print the shape of both factors" in text


def test_the_public_cases_themselves_are_not_handed_out(check):
    kept = []

    def rnn_cell_forward(xt, a_prev, parameters):
        kept.append(xt)
        return right(xt, a_prev, parameters)

    right = exercises.load("rnn_cell_forward").function
    check.result(rnn_cell_forward)
    originals = [case.args[0] for case in check.book["rnn_cell_forward"].cases]
    assert len(kept) == len(originals) and not any(
        np.shares_memory(*pair) for pair in zip(kept, originals, strict=True)
    )
    assert all(np.array_equal(*pair) for pair in zip(kept, fresh(originals), strict=True))
