"""Laws over all exercises: sizes, numbers, names, advice; the reference passes, each known mistake is named apart."""

import re
from dataclasses import replace

import numpy as np
import pytest

from grader import build, exercises
from grader.exercise import EditError, Misconception, wrong_variant
from grader.verdict import make_sheet
from grader.verify import verify
from kit.compare import same
from kit.outcome import fresh

NAMES = exercises.names()
LOADED = exercises.load_all()
SEEDS = range(5)
BACKWARD_OF_LSTM = ("lstm_backward", "lstm_cell_backward")


def cases(name, seed=1):
    return LOADED[name].cases(np.random.default_rng(seed))


def sizes(case):
    """The sizes in a case's label, as {name: number}."""
    return {name: int(number) for name, number in re.findall(r"(\w+)=(\d+)", case.label)}


def arrays(value):
    """Every array inside a value."""
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, (dict, list, tuple)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from arrays(item)


# --- sizes: the data, not the tolerance, is what catches a wrong formula -----------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_in_one_case_all_sizes_differ_and_none_is_1(name):
    assert any(len(set(sizes(case).values()) | {1}) == len(sizes(case)) + 1 for case in cases(name))


@pytest.mark.parametrize("name", NAMES)
def test_one_case_has_a_single_example(name):
    assert 1 in {sizes(case)["m"] for case in cases(name)}


@pytest.mark.parametrize("name", NAMES)
def test_one_case_has_a_single_step_where_there_is_time(name):
    steps = {sizes(case).get("T") for case in cases(name)}
    has_time = any(array.ndim == 3 for case in cases(name) for array in arrays(case.args))
    assert (1 in steps) == has_time and (steps == {None}) == (not has_time)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "sequence_loss"])
def test_one_case_has_fewer_examples_than_units_and_more_than_one(name):
    assert any(1 < sizes(case)["m"] < sizes(case)["n_a"] for case in cases(name))


@pytest.mark.parametrize("name", NAMES)
def test_labels_tell_the_sizes_that_the_arrays_have(name):
    for case in cases(name):
        found = {length for array in arrays(case.args) for length in array.shape}
        assert set(sizes(case).values()) <= found


@pytest.mark.parametrize("name", NAMES)
def test_labels_tell_the_cases_apart(name):
    labels = [case.label for case in cases(name)]
    assert len(set(labels)) == len(labels) >= 4


# --- numbers ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_inputs_are_float64_finite_and_nowhere_zero(name):
    for seed in SEEDS:
        for case in cases(name, seed):
            for argument, value in zip(LOADED[name].arguments, case.args, strict=True):
                for array in arrays(value):
                    assert array.dtype == np.float64 and np.all(np.isfinite(array))
                    assert argument == "y" or recalled_memory(array, case) or np.all(array != 0)


def recalled_memory(array, case):
    """Whether an array is c0, the memory before the first step, which an LSTM starts with empty."""
    caches = case.args[-1][0] if isinstance(case.args[-1], tuple) and isinstance(case.args[-1][0], list) else []
    return bool(caches) and len(caches[0]) == 10 and array is caches[0][3]


@pytest.mark.parametrize("name", NAMES)
def test_numbers_are_of_a_scale_that_saturates_nothing(name):
    for array in (array for case in cases(name) for array in arrays(case.args) if array.size >= 20 and np.any(array)):
        assert 0.05 < np.sqrt(np.mean(array**2)) < 2.5


def test_targets_are_one_hot():
    for case in cases("sequence_loss"):
        y_pred, y = case.args
        assert np.array_equal(y.sum(axis=0), np.ones(y.shape[1:])) and set(np.unique(y)) == {0, 1}
        assert np.allclose(y_pred.sum(axis=0), 1)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_seed_gives_the_same_cases_and_another_seed_others(name):
    one, two, other = cases(name, 1), cases(name, 1), cases(name, 2)
    assert same([case.args for case in one], [case.args for case in two])
    for case, changed in zip(one, other, strict=True):
        assert not same(case.args, changed.args)


def test_exercises_draw_different_numbers_from_one_seed():
    states = [make_sheet(LOADED[name], seed=1).cases[0].args[0].ravel()[0] for name in NAMES]
    assert len(set(states)) == len(states)


@pytest.mark.parametrize("name", NAMES)
def test_reference_gives_the_same_twice_and_changes_no_input(name):
    for case in cases(name):
        args = fresh(case.args)
        first = LOADED[name].function(*args)
        assert same(args, case.args)
        kept = fresh(first)
        assert exactly_equal(LOADED[name].function(*args), kept)


@pytest.mark.parametrize("name", NAMES)
def test_reference_does_not_depend_on_how_arrays_lie_in_memory(name):
    for case in cases(name):
        other = relaid(case.args)
        assert same(LOADED[name].function(*other), LOADED[name].function(*case.args))


def exactly_equal(one, two):
    pairs = zip(arrays(one), arrays(two), strict=True)
    return all(np.array_equal(*pair) for pair in pairs)


def relaid(value):
    """The same numbers, arrays in Fortran order."""
    if isinstance(value, np.ndarray):
        return np.asfortranarray(value)
    if isinstance(value, dict):
        return {key: relaid(item) for key, item in value.items()}
    return type(value)(relaid(item) for item in value)


# --- known mistakes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_verify_finds_no_problem_over_five_seeds(name):
    assert verify(LOADED[name], SEEDS).problems == ()


@pytest.mark.parametrize("name", NAMES)
def test_there_are_enough_known_mistakes(name):
    assert len(LOADED[name].misconceptions) >= (15 if name in BACKWARD_OF_LSTM else 8)


@pytest.mark.parametrize("name", NAMES)
def test_slugs_are_unique_and_plain(name):
    slugs = [item.slug for item in LOADED[name].misconceptions]
    assert len(set(slugs)) == len(slugs)
    assert all(re.fullmatch(r"\w+", slug) for slug in slugs)


@pytest.mark.parametrize("name", NAMES)
def test_advice_is_at_most_60_words_and_made_of_sentences(name):
    for item in LOADED[name].misconceptions:
        assert 5 <= len(item.says.split()) <= 60, item.slug
        assert item.says[-1] in ".?" and "mutant" not in item.says.lower(), item.slug


@pytest.mark.parametrize("name", NAMES)
def test_every_known_mistake_is_an_edit_or_a_variant_and_not_both(name):
    for item in LOADED[name].misconceptions:
        assert bool(item.edits) != (item.variant is not None), item.slug
        assert callable(wrong_variant(LOADED[name], item))


@pytest.mark.parametrize("edit", [("no such code", "x"), ("Waa", "Wxx")])
def test_an_edit_that_does_not_match_exactly_once_is_refused_with_the_file_to_mend(edit):
    with pytest.raises(EditError, match=r"occurs \d+ times.*grader/exercises/rnn_cell_forward\.py"):
        wrong_variant(LOADED["rnn_cell_forward"], Misconception("odd", "Odd.", edits=(edit,)))


def test_verify_finds_a_mistake_that_is_none():
    harmless = Misconception(
        "harmless", "Nothing is wrong here. Go on.", edits=(("1 - a_next**2", "1 - a_next * a_next"),)
    )
    twin = Misconception("twin", " ".join(["word"] * 61), edits=(("Wax.T @ dz", "dz.T @ dz"),))
    exercise = LOADED["rnn_cell_backward"]
    proof = verify(replace(exercise, misconceptions=(*exercise.misconceptions, harmless, twin)), [0])
    assert "harmless passes; add a case" in proof.problems[1] and "twin says 61 words" in proof.problems[0]


def test_verify_finds_two_mistakes_that_are_one():
    exercise = LOADED["rnn_cell_backward"]
    again = replace(exercise.misconceptions[0], slug="again")
    proof = verify(replace(exercise, misconceptions=(*exercise.misconceptions, again)), [0])
    assert any("tells them apart" in problem for problem in proof.problems)


# --- names and points ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_module_function_and_exercise_bear_one_name(name):
    exercise = LOADED[name]
    assert exercise.name == exercise.function.__name__ == name
    assert exercise.function.__module__.startswith("grader.reference.")


@pytest.mark.parametrize("name", NAMES)
def test_what_an_exercise_depends_on_exists_and_comes_before_it(name):
    order = {other: number for number, other in enumerate(in_order())}
    for other in LOADED[name].depends_on:
        assert other in LOADED and order[other] < order[name]


def in_order():
    """The names of all exercises as they come in the notebooks."""
    for assignment in build.assignments():
        yield from build.source_notebook((build.TEXTS / f"{assignment}.py").read_text(encoding="utf-8"), assignment)[1]


@pytest.mark.parametrize("name", NAMES)
def test_points_are_positive_and_the_assignment_exists(name):
    assert LOADED[name].points > 0
    assert LOADED[name].assignment in build.assignments()


@pytest.mark.parametrize("name", NAMES)
def test_upstream_names_arguments_and_namesakes_are_other_functions(name):
    exercise = LOADED[name]
    assert set(exercise.upstream) <= set(exercise.arguments)
    assert not any(exercise.arguments[: len(other)] == other for other in exercise.namesakes)


@pytest.mark.parametrize("name", NAMES)
def test_the_reference_s_docstring_tells_every_argument_or_shape(name):
    text = LOADED[name].function.__doc__
    assert all(
        argument in text for argument in LOADED[name].arguments if argument not in ("cache", "caches", "parameters")
    )
    assert "Returns" in text


def test_an_unknown_exercise_is_answered_with_the_names_that_there_are():
    with pytest.raises(exercises.UnknownExercise) as caught:
        exercises.load("gru")
    assert "'gru'" in str(caught.value) and ", ".join(NAMES) in str(caught.value)
