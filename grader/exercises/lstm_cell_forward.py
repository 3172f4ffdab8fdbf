"""lstm_cell_forward: one time step of the LSTM."""

from grader.exercise import Case, Exercise, Misconception
from grader.inputs import SIZES, lstm_parameters, normal
from grader.reference.lstm import lstm_cell_forward

CACHE = ("cache", ("a_next", "c_next", "a_prev", "c_prev", "ft", "it", "cct", "ot", "xt", "parameters"))


def draw_step(rng, sizes):
    """xt, a_prev, c_prev and parameters for one step."""
    states = [normal(rng, sizes.n_a, sizes.m) for _ in range(2)]
    return normal(rng, sizes.n_x, sizes.m), *states, lstm_parameters(rng, sizes)


def cases(rng):
    return [Case(sizes.label("n_x", "n_a", "n_y", "m"), draw_step(rng, sizes)) for sizes in SIZES]


STACK = "concat = np.concatenate((a_prev, xt), axis=0)"
MEMORY = "ft * c_prev + it * cct"
ORDER = "(a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters)"

EXERCISE = Exercise(
    function=lstm_cell_forward,
    assignment="2_gated_cells",
    points=10,
    returns=("a_next", "c_next", "yt_pred", CACHE),
    cases=cases,
    misconceptions=(
        Misconception(
            "output_gate_missing",
            "a_next is tanh(c_next) without the output gate. Multiply it by ot, which decides what is shown of the memory.",
            edits=(("ot * np.tanh(c_next)", "np.tanh(c_next)"),),
        ),
        Misconception(
            "candidate_through_sigmoid",
            "The candidate goes through the sigmoid. It is a value, not a gate: use the tanh, so that it can be negative.",
            edits=(("np.tanh(Wc @ concat + bc)", "sigmoid(Wc @ concat + bc)"),),
        ),
        Misconception(
            "concatenate_without_tuple",
            "np.concatenate takes the arrays as one tuple: two pairs of parentheses around a_prev and xt.",
            edits=(("np.concatenate((a_prev, xt), axis=0)", "np.concatenate(a_prev, xt)"),),
        ),
        Misconception(
            "stack_swapped",
            "The stack holds xt above a_prev. The weights expect a_prev first: [a_prev; xt].",
            edits=(("(a_prev, xt), axis=0", "(xt, a_prev), axis=0"),),
        ),
        Misconception(
            "memory_not_squashed",
            "a_next uses c_next itself. Squash the memory first: the gate multiplies tanh(c_next).",
            edits=(("ot * np.tanh(c_next)", "ot * c_next"),),
        ),
        Misconception(
            "memory_through_sigmoid",
            "a_next uses the sigmoid of c_next. The memory is squashed by the tanh.",
            edits=(("ot * np.tanh(c_next)", "ot * sigmoid(c_next)"),),
        ),
        Misconception(
            "a_from_c_prev",
            "a_next is computed from c_prev, the old memory. Use c_next, the memory of this step.",
            edits=(("ot * np.tanh(c_next)", "ot * np.tanh(c_prev)"),),
        ),
        Misconception(
            "gates_swapped",
            "The forget gate and the update gate have changed places in c_next. `ft` multiplies `c_prev`, `it` multiplies the candidate.",
            edits=((MEMORY, "it * c_prev + ft * cct"),),
        ),
        Misconception(
            "forget_gate_missing",
            "c_next keeps all of c_prev. Multiply c_prev by the forget gate ft.",
            edits=((MEMORY, "c_prev + it * cct"),),
        ),
        Misconception(
            "update_gate_missing",
            "c_next takes in the whole candidate. Multiply the candidate by the update gate `it`.",
            edits=((MEMORY, "ft * c_prev + cct"),),
        ),
        Misconception(
            "memory_not_kept",
            "c_next does not contain c_prev, so nothing is remembered. Add ft * c_prev.",
            edits=((MEMORY, "it * cct"),),
        ),
        Misconception(
            "coupled_gates",
            "c_next uses 1 - ft where the update gate `it` belongs. Tying the two gates together is another kind of cell.",
            edits=((MEMORY, "ft * c_prev + (1 - ft) * cct"),),
        ),
        Misconception(
            "memory_through_tanh",
            "c_next is squashed by a tanh. The memory itself stays as it is, so that it can be kept for long; only a_next uses its tanh.",
            edits=((MEMORY, "np.tanh(ft * c_prev + it * cct)"),),
        ),
        Misconception(
            "a_prev_for_c_prev",
            "The forget gate multiplies a_prev. It decides about the memory: c_prev.",
            edits=((MEMORY, "ft * a_prev + it * cct"),),
        ),
        Misconception(
            "gates_through_tanh",
            "The gates go through the tanh and may become negative. A gate is a share between 0 and 1: use the sigmoid.",
            edits=(
                ("ft = sigmoid(", "ft = np.tanh("),
                ("it = sigmoid(", "it = np.tanh("),
                ("ot = sigmoid(", "ot = np.tanh("),
            ),
        ),
        Misconception(
            "sigmoid_sign",
            "The gates fall where they should rise: your sigmoid lacks the minus sign. It is 1 / (1 + exp(-z)).",
            edits=(
                ("ft = sigmoid(Wf @ concat + bf)", "ft = sigmoid(-(Wf @ concat + bf))"),
                ("it = sigmoid(Wi @ concat + bi)", "it = sigmoid(-(Wi @ concat + bi))"),
                ("ot = sigmoid(Wo @ concat + bo)", "ot = sigmoid(-(Wo @ concat + bo))"),
            ),
        ),
        Misconception(
            "biases_missing",
            "The gates and the candidate lack their biases. Add bf, bi, bc and bo.",
            edits=(
                ("@ concat + bf", "@ concat"),
                ("@ concat + bi", "@ concat"),
                ("@ concat + bc", "@ concat"),
                ("@ concat + bo", "@ concat"),
            ),
        ),
        Misconception(
            "y_from_c_next",
            "The prediction is computed from c_next, the memory. It sees a_next only.",
            edits=(("Wy @ a_next", "Wy @ c_next"),),
        ),
        Misconception(
            "y_from_a_prev",
            "The prediction is computed from a_prev, the old state. Use a_next.",
            edits=(("Wy @ a_next", "Wy @ a_prev"),),
        ),
        Misconception(
            "softmax_missing",
            "yt_pred holds raw scores. The softmax turns them into probabilities.",
            edits=(("softmax(Wy @ a_next + by)", "Wy @ a_next + by"),),
        ),
        Misconception(
            "sigmoid_for_softmax",
            "yt_pred goes through the sigmoid. The classes exclude one another, so use the softmax over axis 0.",
            edits=(("softmax(Wy @ a_next + by)", "sigmoid(Wy @ a_next + by)"),),
        ),
        Misconception(
            "softmax_over_examples",
            "The softmax sums over the examples. Each column is one example: its n_y entries should sum to 1 (axis 0).",
            edits=(("softmax(Wy @ a_next + by)", "softmax((Wy @ a_next + by).T).T"),),
        ),
        Misconception(
            "softmax_over_everything",
            "The softmax is normalised over the whole array. Each column by itself should sum to 1 (axis 0, keepdims).",
            edits=(("softmax(Wy @ a_next + by)", "softmax((Wy @ a_next + by).reshape(-1)).reshape(Wy.shape[0], -1)"),),
        ),
        Misconception(
            "bias_y_missing",
            "The bias by is missing in the prediction. Add it before the softmax.",
            edits=(("Wy @ a_next + by", "Wy @ a_next"),),
        ),
        Misconception(
            "c_prev_overwritten_in_cache",
            "The cache holds c_next twice. Its fourth item is c_prev, which the backward pass needs for the forget gate.",
            edits=((ORDER, ORDER.replace("c_prev", "c_next")),),
        ),
        Misconception(
            "gates_swapped_in_cache",
            "ft and it have changed places in the cache. The order is (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters).",
            edits=((ORDER, ORDER.replace("ft, it", "it, ft")),),
        ),
        Misconception(
            "states_swapped_in_cache",
            "a_next and c_next have changed places in the cache. The order is (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters).",
            edits=((ORDER, ORDER.replace("a_next, c_next", "c_next, a_next")),),
        ),
        Misconception(
            "candidate_and_gate_swapped_in_cache",
            "cct and ot have changed places in the cache. The order is (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters).",
            edits=((ORDER, ORDER.replace("cct, ot", "ot, cct")),),
        ),
        Misconception(
            "outputs_swapped",
            "The outputs come in the wrong order. Return a_next, c_next, yt_pred, cache.",
            edits=(("return a_next, c_next, yt_pred, cache", "return c_next, a_next, yt_pred, cache"),),
        ),
    ),
)
