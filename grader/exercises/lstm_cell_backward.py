"""lstm_cell_backward: gradients of one LSTM step, the function most often wrong in published solutions."""

import numpy as np

from grader.exercise import Case, Exercise, Misconception
from grader.exercises.lstm_cell_forward import draw_step
from grader.inputs import SIZES, normal
from grader.reference.lstm import lstm_cell_backward, lstm_cell_forward


def cases(rng):
    return [Case(sizes.label("n_x", "n_a", "m"), _draw(rng, sizes)) for sizes in SIZES]


def _draw(rng, sizes):
    cache = lstm_cell_forward(*draw_step(rng, sizes))[3]
    return normal(rng, sizes.n_a, sizes.m), normal(rng, sizes.n_a, sizes.m), cache


def _gradients(cache, dzf, dzi, dzc, dzo, **replaced):
    """The dictionary of gradients from those before the gates, some of its entries replaced."""
    a_next, _, a_prev, _, _, _, _, _, xt, parameters = cache
    concat = np.concatenate((a_prev, xt), axis=0)
    gates = {"f": dzf, "i": dzi, "c": dzc, "o": dzo}
    dconcat = sum(parameters["W" + gate].T @ dz for gate, dz in gates.items())
    found = {"dxt": dconcat[a_next.shape[0] :], "da_prev": dconcat[: a_next.shape[0]]}
    for gate, dz in gates.items():
        found |= {"dW" + gate: dz @ concat.T, "db" + gate: np.sum(dz, axis=1, keepdims=True)}
    return found | replaced


def _raw(da_next, dc_next, cache):
    """Gradients at the outputs of the gates, before their own derivatives: f, i, c, o."""
    _, c_next, _, c_prev, ft, it, cct, ot, _, _ = cache
    dc = dc_next + da_next * ot * (1 - np.tanh(c_next) ** 2)
    return dc, dc * c_prev, dc * cct, dc * it, da_next * np.tanh(c_next)


def _gate_derivatives_missing(da_next, dc_next, cache):
    dc, df, di, dcct, do = _raw(da_next, dc_next, cache)
    return _gradients(cache, df, di, dcct, do, dc_prev=dc * cache[4])


def _gate_derivatives_only_in_weights(da_next, dc_next, cache):
    raw = _gate_derivatives_missing(da_next, dc_next, cache)
    return lstm_cell_backward(da_next, dc_next, cache) | {"da_prev": raw["da_prev"], "dxt": raw["dxt"]}


def _gate_derivatives_only_in_states(da_next, dc_next, cache):
    right = lstm_cell_backward(da_next, dc_next, cache)
    raw = _gate_derivatives_missing(da_next, dc_next, cache)
    return raw | {"da_prev": right["da_prev"], "dxt": right["dxt"]}


def _misprinted_candidate(da_next, dc_next, cache):
    dc, df, di, dcct, do = _raw(da_next, dc_next, cache)
    _, _, _, _, ft, it, cct, ot, _, _ = cache
    dzc = dcct * cct * (1 - np.tanh(cct) ** 2)
    return _gradients(cache, df * ft * (1 - ft), di * it * (1 - it), dzc, do * ot * (1 - ot), dc_prev=dc * ft)


def _states_use(rows_of):
    """A variant whose da_prev and dxt multiply by `rows_of(gradients, cache)[gate]` in place of the weights."""

    def variant(da_next, dc_next, cache):
        right = lstm_cell_backward(da_next, dc_next, cache)
        dc, df, di, dcct, do = _raw(da_next, dc_next, cache)
        _, _, _, _, ft, it, cct, ot, _, _ = cache
        dz = {"f": df * ft * (1 - ft), "i": di * it * (1 - it), "c": dcct * (1 - cct**2), "o": do * ot * (1 - ot)}
        n_a = da_next.shape[0]
        matrices = rows_of(right, cache)
        right["da_prev"] = sum(matrices[gate][:, :n_a].T @ dz[gate] for gate in dz)
        if matrices["f"].shape[1] > n_a:
            right["dxt"] = sum(matrices[gate][:, n_a:].T @ dz[gate] for gate in dz)
        return right

    return variant


def _gradient_of_weights(right, cache):
    return {gate: right["dW" + gate] for gate in "fico"}


def _gates_swapped(da_next, dc_next, cache):
    right = lstm_cell_backward(da_next, dc_next, cache)
    swapped = {"dWf": right["dWi"], "dWi": right["dWf"], "dbf": right["dbi"], "dbi": right["dbf"]}
    return right | swapped


def _forget_activation(da_next, dc_next, cache):
    """da_prev multiplies by ft[:, :n_a] where Wf[:, :n_a] belongs: runs only where m >= n_a."""
    right = lstm_cell_backward(da_next, dc_next, cache)
    dc, df, _, _, _ = _raw(da_next, dc_next, cache)
    ft, parameters = cache[4], cache[9]
    n_a = da_next.shape[0]
    dzf = df * ft * (1 - ft)
    right["da_prev"] = right["da_prev"] - parameters["Wf"][:, :n_a].T @ dzf + ft[:, :n_a].T @ dzf
    return right


DC = "dc_next + da_next * ot * (1 - np.tanh(c_next) ** 2)"
DZO = "da_next * np.tanh(c_next) * ot * (1 - ot)"
DZF = "dc * c_prev * ft * (1 - ft)"
DZI = "dc * cct * it * (1 - it)"
DZC = "dc * it * (1 - cct**2)"
KEEP = 'np.sum(dz{0}, axis=1, keepdims=True)'

EXERCISE = Exercise(
    function=lstm_cell_backward,
    assignment="2_gated_cells",
    points=20,
    returns="gradients",
    cases=cases,
    upstream=("da_next", "dc_next"),
    misconceptions=(
        Misconception(
            "leaked_global",
            "Your function reads Wf, Wi, Wc or Wo from the notebook. Take them from parameters, the last item of the cache.",
            edits=(('parameters["Wf"]', "Wf"), ('parameters["Wi"]', "Wi"), ('parameters["Wc"]', "Wc"), ('parameters["Wo"]', "Wo")),
        ),
        Misconception(
            "gate_derivatives_missing",
            "The derivatives of the gates are missing. Multiply by ft * (1 - ft), it * (1 - it), ot * (1 - ot), and by 1 - cct**2 for the candidate.",
            variant=_gate_derivatives_missing,
        ),
        Misconception(
            "gate_derivatives_only_in_weights",
            "The derivatives of the gates are in dW and db, but not in da_prev and dxt. All of them start from the same gradients before the gates.",
            variant=_gate_derivatives_only_in_weights,
        ),
        Misconception(
            "gate_derivatives_only_in_states",
            "The derivatives of the gates are in da_prev and dxt, but not in dW and db. All of them start from the same gradients before the gates.",
            variant=_gate_derivatives_only_in_states,
        ),
        Misconception(
            "gradient_for_weight",
            "da_prev and dxt multiply by dWf, dWi, dWc, dWo, the gradients. Going back through a product needs the weights: Wf.T and so on.",
            variant=_states_use(_gradient_of_weights),
        ),
        Misconception(
            "activation_for_weight",
            "da_prev multiplies by the gate's value ft where the weight Wf belongs. Use Wf[:, :n_a].T.",
            variant=_forget_activation,
        ),
        Misconception(
            "misprinted_candidate",
            "The candidate's gradient has an extra factor cct and 1 - tanh(cct)**2. cct is already a tanh: the factor is 1 - cct**2, and nothing else.",
            variant=_misprinted_candidate,
        ),
        Misconception(
            "candidate_tanh_twice",
            "You use 1 - tanh(cct)**2, but cct is already a tanh. The factor is 1 - cct**2.",
            edits=((DZC, "dc * it * (1 - np.tanh(cct) ** 2)"),),
        ),
        Misconception(
            "output_gate_from_a_next",
            "The output gate's gradient uses tanh(a_next). The gate multiplied tanh(c_next) in the forward pass.",
            edits=((DZO, "da_next * np.tanh(a_next) * ot * (1 - ot)"),),
        ),
        Misconception(
            "output_gate_from_a_next_db_flat",
            "The output gate's gradient uses tanh(a_next); the gate multiplied tanh(c_next). The biases have also lost an axis: sum with keepdims=True.",
            edits=(
                (DZO, "da_next * np.tanh(a_next) * ot * (1 - ot)"),
                *((KEEP.format(gate), f"np.sum(dz{gate}, axis=1)") for gate in "fico"),
            ),
        ),
        Misconception(
            "biases_without_keepdims",
            "The bias gradients have lost an axis. Sum over axis 1 with keepdims=True, which gives shape (n_a, 1).",
            edits=tuple((KEEP.format(gate), f"np.sum(dz{gate}, axis=1)") for gate in "fico"),
        ),
        Misconception(
            "dc_next_ignored",
            "dc_next is not used. What reaches c_next is the sum of dc_next and of what comes through a_next.",
            edits=((DC, "da_next * ot * (1 - np.tanh(c_next) ** 2)"),),
        ),
        Misconception(
            "path_through_a_next_missing",
            "c_next also feeds a_next, and that path is missing. Add da_next * ot * (1 - tanh(c_next)**2) to dc_next.",
            edits=((DC, "dc_next"),),
        ),
        Misconception(
            "output_gate_missing_in_dc",
            "The path from a_next to c_next lacks the factor ot. The output gate scales what passes, backward too.",
            edits=((DC, "dc_next + da_next * (1 - np.tanh(c_next) ** 2)"),),
        ),
        Misconception(
            "memory_tanh_derivative_missing",
            "The path from a_next to c_next lacks the factor 1 - tanh(c_next)**2, the derivative of the tanh.",
            edits=((DC, "dc_next + da_next * ot"),),
        ),
        Misconception(
            "memory_not_squashed",
            "The factor reads 1 - c_next**2. c_next is no tanh yet: write 1 - tanh(c_next)**2.",
            edits=((DC, "dc_next + da_next * ot * (1 - c_next**2)"),),
        ),
        Misconception(
            "dc_prev_without_forget",
            "dc_prev lacks the factor ft. The old memory entered through the forget gate.",
            edits=(('"dc_prev": dc * ft', '"dc_prev": dc'),),
        ),
        Misconception(
            "dc_prev_only_dc_next",
            "dc_prev uses dc_next alone. It needs all that reaches c_next, the part through a_next included.",
            edits=(('"dc_prev": dc * ft', '"dc_prev": dc_next * ft'),),
        ),
        Misconception(
            "forget_from_c_next",
            "The forget gate's gradient uses c_next. The gate multiplied c_prev in the forward pass.",
            edits=((DZF, "dc * c_next * ft * (1 - ft)"),),
        ),
        Misconception(
            "gates_swapped",
            "The gradients of the forget gate and of the update gate have changed places. ft multiplied c_prev, it multiplied the candidate.",
            variant=_gates_swapped,
        ),
        Misconception(
            "candidate_without_update_gate",
            "The candidate's gradient lacks the factor it, by which the candidate was multiplied.",
            edits=((DZC, "dc * (1 - cct**2)"),),
        ),
        Misconception(
            "candidate_as_sigmoid",
            "The candidate's derivative is that of a sigmoid. It went through a tanh: 1 - cct**2.",
            edits=((DZC, "dc * it * cct * (1 - cct)"),),
        ),
        Misconception(
            "output_gate_path_missing",
            "da_prev and dxt leave out the output gate. All four, f, i, c and o, read the stack [a_prev; xt].",
            edits=(('        + parameters["Wo"].T @ dzo\n', ""),),
        ),
        Misconception(
            "stack_swapped",
            "The stack holds xt above a_prev. In the forward pass it was [a_prev; xt].",
            edits=(("(a_prev, xt), axis=0", "(xt, a_prev), axis=0"),),
        ),
        Misconception(
            "da_prev_and_dxt_swapped",
            "da_prev and dxt are cut from the wrong ends. The first n_a rows of the stack belong to a_prev.",
            edits=(("dconcat[n_a:]", "dconcat[: -n_a]"), ("dconcat[:n_a]", "dconcat[-n_a:]")),
        ),
        Misconception(
            "biases_mean",
            "The bias gradients are means over the examples. Every example adds to them: take the sum.",
            edits=tuple((KEEP.format(gate), f"np.mean(dz{gate}, axis=1, keepdims=True)") for gate in "fico"),
        ),
    ),
)
