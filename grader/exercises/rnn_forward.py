"""rnn_forward: the cell over all time steps."""

from grader.exercise import Case, Exercise, Misconception
from grader.exercises.rnn_cell_forward import CACHE
from grader.inputs import SIZES, normal, rnn_parameters
from grader.reference.rnn import rnn_forward

CACHES = ("caches", (("list", [CACHE]), "x"))


def draw_sequence(rng, sizes):
    """x, a0 and parameters for a whole sequence."""
    return normal(rng, sizes.n_x, sizes.m, sizes.T), normal(rng, sizes.n_a, sizes.m), rnn_parameters(rng, sizes)


def cases(rng):
    return [Case(sizes.label(), draw_sequence(rng, sizes)) for sizes in SIZES]


def _reversed_time(x, a0, parameters):
    a, y_pred, (caches, _) = rnn_forward(x[:, :, ::-1], a0, parameters)
    return a[:, :, ::-1], y_pred[:, :, ::-1], (caches, x)


def _same_last_cache(x, a0, parameters):
    a, y_pred, (caches, _) = rnn_forward(x, a0, parameters)
    return a, y_pred, ([caches[-1]] * len(caches), x)


def _last_step_missing(x, a0, parameters):
    a, y_pred, (caches, _) = rnn_forward(x, a0, parameters)
    a[:, :, -1] = 0
    y_pred[:, :, -1] = 0
    return a, y_pred, (caches[:-1], x)


EXERCISE = Exercise(
    function=rnn_forward,
    assignment="1_recurrent_cells",
    points=10,
    returns=("a", "y_pred", CACHES),
    cases=cases,
    depends_on=("rnn_cell_forward",),
    misconceptions=(
        Misconception(
            "state_stays_a0",
            "Every step starts from a0, so nothing is carried on. Hand the state of each step to the next one.",
            edits=(("x[:, :, t], a_next, parameters", "x[:, :, t], a0, parameters"),),
        ),
        Misconception(
            "starts_from_zeros",
            "The first step starts from zeros. It should start from the given a0.",
            edits=(("a_next = a0", "a_next = np.zeros_like(a0)"),),
        ),
        Misconception(
            "same_input_each_step",
            "Every step reads the first input x[:, :, 0]. Step t should read x[:, :, t].",
            edits=(("x[:, :, t], a_next", "x[:, :, 0], a_next"),),
        ),
        Misconception(
            "reversed_time",
            "The sequence is read from its end. Run through t = 0, 1, ..., T_x - 1.",
            variant=_reversed_time,
        ),
        Misconception(
            "last_step_missing",
            "The last time step is left out. range(T_x) already ends at T_x - 1.",
            variant=_last_step_missing,
        ),
        Misconception(
            "same_cache_everywhere",
            "Every entry of the list is the cache of the last step. Append the cache of each step inside the loop.",
            variant=_same_last_cache,
        ),
        Misconception(
            "one_cache_not_list",
            "caches holds one cache where the list of all of them belongs. Return (caches, x).",
            edits=(("(caches, x)", "(cache, x)"),),
        ),
        Misconception(
            "x_not_in_caches",
            "Only the list of caches is returned. The backward pass reads caches = (list of caches, x).",
            edits=(("return a, y_pred, (caches, x)", "return a, y_pred, caches"),),
        ),
        Misconception(
            "outputs_swapped",
            "The outputs come in the wrong order. Return a, y_pred, caches.",
            edits=(("return a, y_pred, (caches, x)", "return y_pred, a, (caches, x)"),),
        ),
        Misconception(
            "previous_state_stored",
            "a[:, :, t] holds the state before step t. Store the state that step t computed.",
            edits=(
                (
                    "        a_next, yt_pred, cache = rnn",
                    "        a[:, :, t] = a_next\n        a_next, yt_pred, cache = rnn",
                ),
                ("        a[:, :, t] = a_next\n        y_pred", "        y_pred"),
            ),
        ),
        Misconception(
            "y_only_last",
            "Only the last prediction is stored. Store y_pred[:, :, t] inside the loop.",
            edits=(
                (
                    "        y_pred[:, :, t] = yt_pred\n        caches.append(cache)\n",
                    "        caches.append(cache)\n    y_pred[:, :, t] = yt_pred\n",
                ),
            ),
        ),
    ),
    namesakes=(("X", "Y", "a0", "parameters", "vocab_size"), ("X", "Y", "a_prev", "parameters", "vocab_size")),
)
