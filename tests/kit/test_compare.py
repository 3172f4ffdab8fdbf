"""Comparison: the right value passes, every other is found, at its place, with its kind, in words."""

import numpy as np
import pytest

from grader import exercises
from grader.verdict import make_sheet
from kit import compare
from kit.compare import FLOAT32_RTOL, RTOL, differences, kind_of, same
from kit.wire import Foreign

Y = np.array([[1.0, -2.0], [0.5, 4.0]])
RESULT = (Y, {"dW": Y + 1}, ([Y, Y + 2], 3.0))
NAMES = ("a", "gradients", ("caches", (("list", ["step"]), "loss")))


def only(actual, expected, names="a", scale=0.0):
    """The one difference that there is."""
    (found,) = differences(actual, expected, names, scale)
    return found


def kinds(actual, expected, names="a"):
    return [found.kind for found in differences(actual, expected, names)]


@pytest.mark.parametrize("name", exercises.names())
def test_every_expected_result_is_the_same_as_itself(name):
    for case in make_sheet(exercises.load(name), seed=3).cases:
        assert same(case.expected, case.expected, case.scale)


@pytest.mark.parametrize("name", exercises.names())
def test_every_array_of_every_result_counts(name):
    exercise = exercises.load(name)
    case = make_sheet(exercise, seed=3).cases[0]
    for place, changed in each_array_changed(case.expected):
        found = list(differences(changed, case.expected, exercise.returns, case.scale))
        assert [difference.kind for difference in found] == ["value"], place


def each_array_changed(value, path=()):
    """Every (place, copy of the value) in which the first entry of one array is another."""
    if isinstance(value, (np.ndarray, float)):
        changed = np.array(value, dtype=float)
        changed[(0,) * changed.ndim] += 1.0
        yield path, changed[()]
        return
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        for place, changed in each_array_changed(item, (*path, key)):
            if isinstance(value, dict):
                yield place, value | {key: changed}
            else:
                yield place, type(value)([*value[:key], changed, *value[key + 1 :]])


def test_the_bars_are_the_measured_ones():
    assert (RTOL, FLOAT32_RTOL) == (1e-9, 1e-5)


@pytest.mark.parametrize("share", [0.99, 1.01])
def test_the_bar_is_rtol_times_the_largest_expected_entry_plus_scale(share):
    for scale in (0.0, 7.0):
        actual = Y + share * RTOL * (4.0 + scale)
        assert same(actual, Y, scale) == (share < 1)


def test_an_error_of_single_precision_has_a_kind_of_its_own():
    assert kinds(Y.astype(np.float32) + np.float32(1e-7), Y) == ["precision"]
    assert kinds(Y + 0.99 * FLOAT32_RTOL * 4, Y) == ["precision"]
    assert kinds(Y + 1.01 * FLOAT32_RTOL * 4, Y) == ["value"]
    assert kinds(3.0 + 1e-6, 3.0) == ["precision"]


@pytest.mark.parametrize(
    ("actual", "kind"),
    [
        (None, "none"),
        (Y.tolist(), "type"),
        (1.0, "type"),
        (Foreign("Tensor"), "type"),
        (Y[:, :1], "shape"),
        (Y[None], "shape"),
        (Y.astype(complex), "dtype"),
        (np.full((2, 2), np.nan), "nonfinite"),
        (np.array([[1.0, -2.0], [0.5, np.inf]]), "nonfinite"),
        (-Y, "value"),
        (Y.T, "value"),
        (np.full((2, 2), 1e308), "value"),
    ],
)
def test_a_wrong_array_has_the_right_kind(actual, kind):
    assert only(actual, Y).kind == kind


@pytest.mark.parametrize(
    ("actual", "kind"),
    [
        (None, "none"),
        (True, "type"),
        (np.bool_(True), "type"),
        (1j, "type"),
        ("3.0", "type"),
        (Foreign("Tensor"), "type"),
        (np.array([3.0]), "shape"),
        (np.nan, "nonfinite"),
        (-np.inf, "nonfinite"),
        (2.0, "value"),
        (2**70, "value"),
    ],
)
def test_a_wrong_number_has_the_right_kind(actual, kind):
    assert only(actual, 3.0).kind == kind


def test_a_number_beyond_any_float_differs_and_raises_nothing():
    assert not same(10**400, 3.0) and not same(-(10**5000), 3.0)


@pytest.mark.parametrize("actual", [3, 3.0, np.float32(3), np.int8(3), np.array(3.0), np.array(3)])
def test_a_right_number_may_be_of_any_numeric_type(actual):
    assert same(actual, 3.0) and same(actual, np.float64(3.0))


@pytest.mark.parametrize("dtype", ["float32", "int64", "bool", ">f8", "float16"])
def test_a_right_array_may_be_of_any_numeric_type(dtype):
    assert same(np.array([0, 1], dtype=dtype), np.array([0.0, 1.0]))


@pytest.mark.parametrize("expected", [None, "text", Foreign("set")])
def test_a_value_that_no_exercise_expects_differs_from_numbers_and_raises_nothing(expected):
    assert not same(1.0, expected) and not same(Y, expected)


def test_lists_and_tuples_are_alike_and_extra_keys_are_fine():
    assert same([1.0, 2.0], (1.0, 2.0))
    assert same({"dW": Y, "mine": "anything"}, {"dW": Y})


def test_a_result_of_the_wrong_length_differs_but_a_named_cache_may_be_longer():
    assert kinds((Y, 1.0), (Y, 1.0, 2.0), ("a", "b", "c")) == ["length"]
    assert kinds((Y, 1.0, 2.0), (Y, 1.0), ("a", "b")) == ["length"]
    assert kinds((Y, 1.0, 2.0), (Y, 1.0), ("cache", ("a", "b"))) == []
    assert kinds((Y,), (Y, 1.0), ("cache", ("a", "b"))) == ["length"]


@pytest.mark.parametrize(
    ("actual", "path"),
    [
        ((-Y, {"dW": Y + 1}, ([Y, Y + 2], 3.0)), "a"),
        ((Y, {"dW": Y}, ([Y, Y + 2], 3.0)), 'gradients["dW"]'),
        ((Y, {}, ([Y, Y + 2], 3.0)), 'gradients["dW"]'),
        ((Y, None, ([Y, Y + 2], 3.0)), "gradients"),
        ((Y, {"dW": Y + 1}, ([Y, Y], 3.0)), "caches[0][1]"),
        ((Y, {"dW": Y + 1}, ([Y, Y + 2], 4.0)), "caches[1] (loss)"),
    ],
)
def test_the_place_is_named_as_the_student_writes_it(actual, path):
    assert only(actual, RESULT, NAMES).path == path


def test_differences_come_in_the_order_of_the_outputs():
    found = differences((-Y, {"dW": Y}, ([Y], 4.0)), RESULT, NAMES)
    assert [item.path for item in found] == ["a", 'gradients["dW"]', "caches[0] (list)", "caches[1] (loss)"]


def test_words_tell_the_first_wrong_entry_and_how_many_there_are():
    found = only(np.array([[1.0, -2.0], [0.25, 3.0]]), Y)
    assert found.got == "[1, 0] is 0.25 (2 of 4 entries differ)"
    assert found.expected == "[1, 0] should be 0.5"


def test_words_tell_what_is_not_finite():
    assert only(np.array([np.nan, np.inf, 1.0]), np.ones(3)).got == "nan in 2 of 3 entries"
    assert only(np.array([-np.inf, 1.0]), np.ones(2)).got == "inf in 1 of 2 entries"


def test_words_tell_the_keys_that_are_there():
    assert only({"dw": Y}, {"dW": Y}).got == "only the keys dw"
    assert only({}, {"dW": Y}).got == "only the keys none"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "None"),
        (Foreign("Tensor"), "an object of type Tensor"),
        (Y, "an array of shape (2, 2)"),
        ((1, 2), "a tuple of 2 items"),
        ([1], "a list of 1 items"),
        ({"a": 1}, "a dictionary with 1 keys"),
        (0.5, "a single number"),
        (np.float64(0.5), "a single number"),
        ("x", "a str"),
    ],
)
def test_every_kind_of_value_has_a_name(value, words):
    assert kind_of(value) == words


def test_empty_arrays_are_compared_by_shape():
    assert same(np.zeros((0, 3)), np.zeros((0, 3)))
    assert not same(np.zeros((0, 2)), np.zeros((0, 3)))


def test_nothing_is_changed_by_a_comparison():
    actual = -Y
    list(compare.differences(actual, Y, "a"))
    assert np.array_equal(actual, -Y)


@pytest.mark.parametrize("expected", [np.array([np.nan, 1.0]), np.array([np.inf, 1.0]), np.nan, np.inf])
def test_a_known_mistake_that_is_not_finite_differs_from_finite_values(expected):
    assert not same(np.zeros_like(expected)[()], expected)
    assert same(expected, expected)
