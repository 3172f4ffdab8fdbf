"""rnn_cell_backward: gradients of one time step."""

from grader.exercise import Case, Exercise, Misconception
from grader.exercises.rnn_cell_forward import draw_step
from grader.inputs import SIZES, normal
from grader.reference.rnn import rnn_cell_backward, rnn_cell_forward


def cases(rng):
    return [Case(sizes.label("n_x", "n_a", "m"), _draw(rng, sizes)) for sizes in SIZES]


def _draw(rng, sizes):
    cache = rnn_cell_forward(*draw_step(rng, sizes))[2]
    return normal(rng, sizes.n_a, sizes.m), cache


TANH = "da_next * (1 - a_next**2)"

EXERCISE = Exercise(
    function=rnn_cell_backward,
    assignment="1_recurrent_cells",
    points=15,
    returns="gradients",
    cases=cases,
    upstream=("da_next",),
    misconceptions=(
        Misconception(
            "tanh_derivative_missing",
            "The factor of the tanh is missing. Multiply da_next by 1 - a_next**2 before anything else.",
            edits=((TANH, "da_next"),),
        ),
        Misconception(
            "tanh_twice",
            "You use 1 - tanh(a_next)**2, but a_next is already a tanh. The factor is 1 - a_next**2.",
            edits=((TANH, "da_next * (1 - np.tanh(a_next) ** 2)"),),
        ),
        Misconception(
            "da_next_missing",
            "The upstream gradient da_next is not used. The chain rule multiplies 1 - a_next**2 by it.",
            edits=((TANH, "1 - a_next**2"),),
        ),
        Misconception(
            "square_missing",
            "The factor reads 1 - a_next. The derivative of the tanh is 1 minus its square: 1 - a_next**2.",
            edits=((TANH, "da_next * (1 - a_next)"),),
        ),
        Misconception(
            "sigmoid_derivative",
            "The factor a_next * (1 - a_next) belongs to a sigmoid. For the tanh it is 1 - a_next**2.",
            edits=((TANH, "da_next * a_next * (1 - a_next)"),),
        ),
        Misconception(
            "derivative_from_a_prev",
            "The tanh's factor is taken at a_prev. It belongs to the output of this step: 1 - a_next**2.",
            edits=((TANH, "da_next * (1 - a_prev**2)"),),
        ),
        Misconception(
            "dWaa_from_a_next",
            "dWaa is multiplied by a_next. Waa multiplied a_prev in the forward pass, so a_prev comes back here.",
            edits=(("dz @ a_prev.T", "dz @ a_next.T"),),
        ),
        Misconception(
            "dWax_from_a_prev",
            "dWax is multiplied by a_prev. Wax multiplied xt in the forward pass, so xt comes back here.",
            edits=(("dz @ xt.T", "dz @ a_prev.T"),),
        ),
        Misconception(
            "Waa_not_transposed",
            "da_prev uses Waa. Going backward, the matrix is transposed: Waa.T.",
            edits=(("Waa.T @ dz", "Waa @ dz"),),
        ),
        Misconception(
            "weights_untouched_by_tanh",
            "dWax, dWaa and dba use da_next itself. They need dz, the gradient after the tanh's factor, as dxt and da_prev do.",
            edits=(
                ("dz @ xt.T", "da_next @ xt.T"),
                ("dz @ a_prev.T", "da_next @ a_prev.T"),
                ("np.sum(dz,", "np.sum(da_next,"),
            ),
        ),
        Misconception(
            "states_untouched_by_tanh",
            "dxt and da_prev use da_next itself. They need dz, the gradient after the tanh's factor, as the weights do.",
            edits=(("Wax.T @ dz", "Wax.T @ da_next"), ("Waa.T @ dz", "Waa.T @ da_next")),
        ),
        Misconception(
            "dba_without_keepdims",
            "dba has lost an axis. Sum over the examples with axis=1 and keepdims=True, which gives shape (n_a, 1).",
            edits=(("axis=1, keepdims=True", "axis=1"),),
        ),
        Misconception(
            "dba_not_summed",
            "dba still has a column per example. Every example adds to the same bias: sum over axis 1 with keepdims=True.",
            edits=(("np.sum(dz, axis=1, keepdims=True)", "dz"),),
        ),
        Misconception(
            "dba_summed_over_units",
            "dba is summed over the units. Sum over the examples, which lie on axis 1.",
            edits=(("axis=1, keepdims=True", "axis=0, keepdims=True"),),
        ),
        Misconception(
            "dba_mean",
            "dba is the mean over the examples. Every example adds to it: take the sum.",
            edits=(("np.sum(dz,", "np.mean(dz,"),),
        ),
        Misconception(
            "weights_mean",
            "dWax, dWaa and dba are divided by the number of examples. The loss already takes care of that: leave the sums.",
            edits=(
                ("dz @ xt.T", "dz @ xt.T / xt.shape[1]"),
                ("dz @ a_prev.T", "dz @ a_prev.T / xt.shape[1]"),
                ("np.sum(dz,", "np.mean(dz,"),
            ),
        ),
        Misconception(
            "leaked_global",
            "Your function reads Waa or Wax from the notebook. Take them from the cache: parameters is its last item.",
            edits=(('Wax, Waa = parameters["Wax"], parameters["Waa"]', "pass"),),
        ),
        Misconception(
            "short_keys",
            "The keys lack their t: the gradient with respect to xt is dxt.",
            edits=(('"dxt"', '"dx"'),),
        ),
    ),
)
