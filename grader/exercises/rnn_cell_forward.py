"""rnn_cell_forward: one time step of the basic recurrent network."""

from grader.exercise import Case, Exercise, Misconception
from grader.inputs import SIZES, normal, rnn_parameters
from grader.reference.rnn import rnn_cell_forward

CACHE = ("cache", ("a_next", "a_prev", "xt", "parameters"))


def draw_step(rng, sizes):
    """xt, a_prev and parameters for one step."""
    return normal(rng, sizes.n_x, sizes.m), normal(rng, sizes.n_a, sizes.m), rnn_parameters(rng, sizes)


def cases(rng):
    return [Case(sizes.label("n_x", "n_a", "n_y", "m"), draw_step(rng, sizes)) for sizes in SIZES]


TANH = "np.tanh(Wax @ xt + Waa @ a_prev + ba)"
SUM_SAYS = (
    "You take a tanh of each term and add the results. Add the terms first; there is one tanh around the whole sum."
)

EXERCISE = Exercise(
    function=rnn_cell_forward,
    assignment="1_recurrent_cells",
    points=10,
    returns=("a_next", "yt_pred", CACHE),
    cases=cases,
    misconceptions=(
        Misconception(
            "y_from_a_prev",
            "The prediction is computed from a_prev, the old state. It should use a_next, the state of this step.",
            edits=(("Wya @ a_next", "Wya @ a_prev"),),
        ),
        Misconception(
            "state_not_used",
            "a_next does not depend on a_prev, so nothing is remembered. Add the term with Waa.",
            edits=((" + Waa @ a_prev", ""),),
        ),
        Misconception(
            "input_not_used",
            "a_next does not depend on xt. Add the term with Wax.",
            edits=(("Wax @ xt + ", ""),),
        ),
        Misconception(
            "bias_a_missing",
            "The bias ba is missing inside the tanh. Add it; NumPy spreads the column over the examples.",
            edits=(("Waa @ a_prev + ba", "Waa @ a_prev"),),
        ),
        Misconception(
            "bias_y_missing",
            "The bias by is missing in the prediction. Add it before the softmax.",
            edits=(("Wya @ a_next + by", "Wya @ a_next"),),
        ),
        Misconception(
            "bias_outside_tanh",
            "The bias ba is added after the tanh. It belongs inside, so that a_next stays between -1 and 1.",
            edits=((TANH, "np.tanh(Wax @ xt + Waa @ a_prev) + ba"),),
        ),
        Misconception(
            "sum_of_tanhs", SUM_SAYS, edits=((TANH, "np.tanh(Wax @ xt) + np.tanh(Waa @ a_prev) + np.tanh(ba)"),)
        ),
        Misconception("sum_of_two_tanhs", SUM_SAYS, edits=((TANH, "np.tanh(Wax @ xt) + np.tanh(Waa @ a_prev + ba)"),)),
        Misconception(
            "sum_of_tanhs_bias_first", SUM_SAYS, edits=((TANH, "np.tanh(Wax @ xt + ba) + np.tanh(Waa @ a_prev)"),)
        ),
        Misconception(
            "sum_of_tanhs_bias_last", SUM_SAYS, edits=((TANH, "np.tanh(Wax @ xt) + np.tanh(Waa @ a_prev) + ba"),)
        ),
        Misconception(
            "tanh_missing",
            "a_next is the sum without the tanh. Without it the cell is linear, and its state may grow without bound.",
            edits=((TANH, "Wax @ xt + Waa @ a_prev + ba"),),
        ),
        Misconception(
            "sigmoid_for_tanh",
            "a_next goes through the sigmoid. The state of this cell uses the tanh.",
            edits=((TANH, "1 / (1 + np.exp(-(Wax @ xt + Waa @ a_prev + ba)))"),),
        ),
        Misconception(
            "relu_for_tanh",
            "a_next goes through a ReLU. The state of this cell uses the tanh.",
            edits=((TANH, "np.maximum(0, Wax @ xt + Waa @ a_prev + ba)"),),
        ),
        Misconception(
            "Waa_transposed",
            "Waa is transposed. Row i of Waa holds the weights into unit i: multiply it as it is.",
            edits=(("Waa @ a_prev", "Waa.T @ a_prev"),),
        ),
        Misconception(
            "softmax_missing",
            "yt_pred holds raw scores. The softmax turns them into probabilities.",
            edits=(("softmax(Wya @ a_next + by)", "Wya @ a_next + by"),),
        ),
        Misconception(
            "sigmoid_for_softmax",
            "yt_pred goes through the sigmoid. The classes exclude one another, so use the softmax over axis 0.",
            edits=(("softmax(Wya @ a_next + by)", "1 / (1 + np.exp(-(Wya @ a_next + by)))"),),
        ),
        Misconception(
            "softmax_over_examples",
            "The softmax sums over the examples. Each column is one example: its n_y entries should sum to 1 (axis 0).",
            edits=(("softmax(Wya @ a_next + by)", "softmax((Wya @ a_next + by).T).T"),),
        ),
        Misconception(
            "softmax_over_everything",
            "The softmax is normalised over the whole array. Each column by itself should sum to 1 (axis 0, keepdims).",
            edits=(
                ("softmax(Wya @ a_next + by)", "softmax((Wya @ a_next + by).reshape(-1)).reshape(Wya.shape[0], -1)"),
            ),
        ),
        Misconception(
            "y_not_from_Wya",
            "yt_pred is the softmax of the state itself. Multiply by Wya first, which maps n_a units to n_y classes.",
            edits=(("softmax(Wya @ a_next + by)", "softmax(a_next)"),),
        ),
        Misconception(
            "cache_swapped",
            "a_next and a_prev have changed places in the cache. The backward pass reads (a_next, a_prev, xt, parameters) in this order.",
            edits=(("(a_next, a_prev, xt, parameters)", "(a_prev, a_next, xt, parameters)"),),
        ),
        Misconception(
            "outputs_swapped",
            "The outputs come in the wrong order. Return a_next, yt_pred, cache.",
            edits=(("return a_next, yt_pred, cache", "return yt_pred, a_next, cache"),),
        ),
        Misconception(
            "parameters_not_in_cache",
            "The cache lacks its last item. The backward pass needs the parameters: (a_next, a_prev, xt, parameters).",
            edits=(("(a_next, a_prev, xt, parameters)", "(a_next, a_prev, xt)"),),
        ),
    ),
)
