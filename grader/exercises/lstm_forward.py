"""lstm_forward: the LSTM cell over all time steps."""

from grader.exercise import Case, Exercise, Misconception
from grader.exercises.lstm_cell_forward import CACHE
from grader.inputs import SIZES, lstm_parameters, normal
from grader.reference.lstm import lstm_forward

CACHES = ("caches", (("list", [CACHE]), "x"))


def draw_sequence(rng, sizes):
    """x, a0 and parameters for a whole sequence."""
    return normal(rng, sizes.n_x, sizes.m, sizes.T), normal(rng, sizes.n_a, sizes.m), lstm_parameters(rng, sizes)


def cases(rng):
    return [Case(sizes.label(), draw_sequence(rng, sizes)) for sizes in SIZES]


def _last_cache_everywhere(x, a0, parameters):
    a, y, c, (caches, _) = lstm_forward(x, a0, parameters)
    return a, y, c, ([caches[-1]] * len(caches), x)


def _reversed_time(x, a0, parameters):
    a, y, c, (caches, _) = lstm_forward(x[:, :, ::-1], a0, parameters)
    return a[:, :, ::-1], y[:, :, ::-1], c[:, :, ::-1], (caches, x)


STEP = "lstm_cell_forward(x[:, :, t], a_next, c_next, parameters)"
LAST = "        caches.append(cache)"

EXERCISE = Exercise(
    function=lstm_forward,
    assignment="2_gated_cells",
    points=10,
    returns=("a", "y", "c", CACHES),
    cases=cases,
    depends_on=("lstm_cell_forward",),
    misconceptions=(
        Misconception(
            "state_stays_a0",
            "Every step starts from a0. Hand the state of each step to the next one.",
            edits=((STEP, STEP.replace("a_next", "a0")),),
        ),
        Misconception(
            "memory_stays_zero",
            "Every step starts from an empty memory. Hand c_next of each step to the next one.",
            edits=((STEP, STEP.replace("c_next", "np.zeros((n_a, m))")),),
        ),
        Misconception(
            "nothing_carried",
            "Every step starts from a0 and an empty memory. Hand a_next and c_next of each step to the next one.",
            edits=((STEP, STEP.replace("c_next", "np.zeros((n_a, m))").replace("a_next", "a0")),),
        ),
        Misconception(
            "one_array_two_names",
            "a and c are one array under two names, so what you store in c overwrites a. Make two: c = np.zeros(...) of its own.",
            edits=(("c = np.zeros((n_a, m, T_x))", "c = a"),),
        ),
        Misconception(
            "memory_is_a_view",
            "The memory that starts the loop is a view of c[:, :, 0], which the first step then overwrites: c_prev in its cache changes. Start from an array of its own, np.zeros((n_a, m)).",
            edits=(("c_next = np.zeros((n_a, m))", "c_next = c[:, :, 0]"),),
        ),
        Misconception(
            "memory_starts_at_a0",
            "The memory starts as a0. It starts empty: zeros of shape (n_a, m).",
            edits=(("c_next = np.zeros((n_a, m))", "c_next = a0"),),
        ),
        Misconception(
            "starts_from_zeros",
            "The state starts as zeros. Only the memory does; the state starts as the given a0.",
            edits=(("a_next = a0", "a_next = np.zeros_like(a0)"),),
        ),
        Misconception(
            "one_cache_not_list",
            "caches holds one cache where the list of all of them belongs. Return (caches, x).",
            edits=(("(caches, x)", "(cache, x)"),),
        ),
        Misconception(
            "x_not_in_caches",
            "Only the list of caches is returned. The backward pass reads caches = (list of caches, x).",
            edits=(("return a, y, c, (caches, x)", "return a, y, c, caches"),),
        ),
        Misconception(
            "leaked_global",
            "Your function reads Wy from the notebook to find n_y. Take it from parameters['Wy'].",
            edits=(('n_y, n_a = parameters["Wy"].shape', "n_y, n_a = Wy.shape"),),
        ),
        Misconception(
            "same_input_each_step",
            "Every step reads the first input x[:, :, 0]. Step t should read x[:, :, t].",
            edits=((STEP, STEP.replace("[:, :, t]", "[:, :, 0]")),),
        ),
        Misconception(
            "same_cache_everywhere",
            "Every entry of the list is the cache of the last step. Append the cache of each step inside the loop.",
            variant=_last_cache_everywhere,
        ),
        Misconception(
            "reversed_time",
            "The sequence is read from its end. Run through t = 0, 1, ..., T_x - 1.",
            variant=_reversed_time,
        ),
        Misconception(
            "state_for_memory",
            "The cell is given a_next twice, once where the memory belongs. Its third argument is c_next.",
            edits=((STEP, STEP.replace("c_next", "a_next")),),
        ),
        Misconception(
            "c_holds_state",
            "c[:, :, t] holds the state a_next. Store c_next there.",
            edits=(("c[:, :, t] = c_next", "c[:, :, t] = a_next"),),
        ),
        Misconception(
            "y_only_last",
            "Only the last prediction is stored. Store y[:, :, t] inside the loop.",
            edits=(
                ("        y[:, :, t] = yt_pred\n" + LAST, LAST),
                ("    return a, y", "    y[:, :, t] = yt_pred\n    return a, y"),
            ),
        ),
        Misconception(
            "outputs_swapped",
            "The outputs come in the wrong order. Return a, y, c, caches.",
            edits=(("return a, y, c, (caches, x)", "return a, c, y, (caches, x)"),),
        ),
    ),
)
