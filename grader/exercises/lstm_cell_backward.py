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
    _, c_next, _, c_prev, _, it, cct, ot, _, _ = cache
    dc = dc_next + da_next * ot * (1 - np.tanh(c_next) ** 2)
    return dc, dc * c_prev, dc * cct, dc * it, da_next * np.tanh(c_next)


def _squashed(cache, df, di, dcct, do):
    """The derivatives of the gates applied: f, i, c, o."""
    _, _, _, _, ft, it, cct, ot, _, _ = cache
    return df * ft * (1 - ft), di * it * (1 - it), dcct * (1 - cct**2), do * ot * (1 - ot)


def _gate_derivatives_missing(da_next, dc_next, cache):
    dc, *raw = _raw(da_next, dc_next, cache)
    return _gradients(cache, *raw, dc_prev=dc * cache[4])


def _gate_derivatives_halved(candidate):
    """A variant with the factor of each gate but not 1 minus it; with or without the candidate's derivative."""

    def variant(da_next, dc_next, cache):
        dc, df, di, dcct, do = _raw(da_next, dc_next, cache)
        _, _, _, _, ft, it, cct, ot, _, _ = cache
        dzc = dcct * (1 - cct**2) if candidate else dcct
        return _gradients(cache, df * ft, di * it, dzc, do * ot, dc_prev=dc * ft)

    return variant


def _gate_derivatives_only_in_weights(da_next, dc_next, cache):
    raw = _gate_derivatives_missing(da_next, dc_next, cache)
    return lstm_cell_backward(da_next, dc_next, cache) | {"da_prev": raw["da_prev"], "dxt": raw["dxt"]}


def _gate_derivatives_only_in_states(da_next, dc_next, cache):
    right = lstm_cell_backward(da_next, dc_next, cache)
    raw = _gate_derivatives_missing(da_next, dc_next, cache)
    return raw | {"da_prev": right["da_prev"], "dxt": right["dxt"]}


def _misprinted_candidate(both, parentheses, tanh):
    """A variant of the misprinted equation: the extra factor cct in both terms or in the second one only."""

    def variant(da_next, dc_next, cache):
        dc, df, di, dcct, do = _raw(da_next, dc_next, cache)
        cct, it = cache[6], cache[5]
        first, second = dc_next * it, (dc - dc_next) * it * cct
        slope = 1 - np.tanh(cct) ** 2 if tanh else 1 - cct**2
        first = first * cct if both else first
        dzc = (first + second) * slope if parentheses else first + second * slope
        dzf, dzi, _, dzo = _squashed(cache, df, di, dcct, do)
        return _gradients(cache, dzf, dzi, dzc, dzo, dc_prev=dc * cache[4])

    return variant


def _parentheses_missing(gates):
    """A variant in which the derivative of each of `gates` multiplies the second of two terms only."""

    def variant(da_next, dc_next, cache):
        dc, df, di, dcct, do = _raw(da_next, dc_next, cache)
        _, _, _, c_prev, ft, it, cct, _, _, _ = cache
        dz = dict(zip("fico", _squashed(cache, df, di, dcct, do), strict=True))
        for gate, factor, slope in (("f", c_prev, ft * (1 - ft)), ("i", cct, it * (1 - it)), ("c", it, 1 - cct**2)):
            if gate in gates:
                dz[gate] = dc_next * factor + (dc - dc_next) * factor * slope
        return _gradients(cache, *dz.values(), dc_prev=dc * ft)

    return variant


def _gradient_for_weight(da_next, dc_next, cache):
    right = lstm_cell_backward(da_next, dc_next, cache)
    _, *raw = _raw(da_next, dc_next, cache)
    dconcat = sum(right["dW" + gate].T @ dz for gate, dz in zip("fico", _squashed(cache, *raw), strict=True))
    n_a = da_next.shape[0]
    return right | {"da_prev": dconcat[:n_a], "dxt": dconcat[n_a:]}


def _activation_for_weight(gates):
    """da_prev multiplies by ft[:, :n_a] where Wf[:, :n_a] belongs, and so on for `gates`: runs only where m >= n_a."""

    def variant(da_next, dc_next, cache):
        right = lstm_cell_backward(da_next, dc_next, cache)
        _, *raw = _raw(da_next, dc_next, cache)
        n_a, parameters = da_next.shape[0], cache[9]
        activations = dict(zip("fico", cache[4:8], strict=True))
        da_prev = 0
        for gate, dz in zip("fico", _squashed(cache, *raw), strict=True):
            matrix = activations[gate] if gate in gates else parameters["W" + gate]
            da_prev = da_prev + matrix[:, :n_a].T @ dz
        return right | {"da_prev": da_prev}

    return variant


def _gates_swapped(da_next, dc_next, cache):
    right = lstm_cell_backward(da_next, dc_next, cache)
    return right | {"dWf": right["dWi"], "dWi": right["dWf"], "dbf": right["dbi"], "dbi": right["dbf"]}


MISPRINT_SAYS = (
    "The candidate's gradient has an extra factor cct, as in a misprint that is often copied. "
    "cct is already a tanh: its factor is 1 - cct**2, and nothing else."
)
PARENTHESES_SAYS = (
    "What reaches c_next is a sum of two terms, and the derivative of the {0} multiplies only the second. "
    "Put parentheses around the sum, or compute the sum first and give it a name."
)
ACTIVATION_SAYS = "da_prev multiplies by a gate's value where its weight belongs. Use Wf[:, :n_a].T and so on; the values only happen to fit if m >= n_a."
HALF_SAYS = (
    "The derivative of a gate is the gate times 1 minus the gate. The factors 1 - ft, 1 - it and 1 - ot are missing"
)

DC = "dc_next + da_next * ot * (1 - np.tanh(c_next) ** 2)"
DZO = "da_next * np.tanh(c_next) * ot * (1 - ot)"
DZF = "dc * c_prev * ft * (1 - ft)"
DZI = "dc * cct * it * (1 - it)"
DZC = "dc * it * (1 - cct**2)"
KEEP = "np.sum(dz{0}, axis=1, keepdims=True)"

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
            edits=(
                ('parameters["Wf"]', "Wf"),
                ('parameters["Wi"]', "Wi"),
                ('parameters["Wc"]', "Wc"),
                ('parameters["Wo"]', "Wo"),
            ),
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
        Misconception("one_minus_gate_missing", f"{HALF_SAYS}.", variant=_gate_derivatives_halved(candidate=True)),
        Misconception(
            "one_minus_gate_and_candidate_missing",
            f"{HALF_SAYS}, and so is 1 - cct**2 for the candidate.",
            variant=_gate_derivatives_halved(candidate=False),
        ),
        Misconception(
            "gradient_for_weight",
            "da_prev and dxt multiply by dWf, dWi, dWc, dWo, the gradients. Going back through a product needs the weights: Wf.T and so on.",
            variant=_gradient_for_weight,
        ),
        Misconception("activation_for_weight", ACTIVATION_SAYS, variant=_activation_for_weight("fico")),
        Misconception("activation_for_weight_forget", ACTIVATION_SAYS, variant=_activation_for_weight("f")),
        Misconception("misprinted_candidate", MISPRINT_SAYS, variant=_misprinted_candidate(True, True, True)),
        Misconception("misprinted_candidate_one_term", MISPRINT_SAYS, variant=_misprinted_candidate(False, True, True)),
        Misconception("misprinted_candidate_open", MISPRINT_SAYS, variant=_misprinted_candidate(False, False, True)),
        Misconception("extra_candidate_factor", MISPRINT_SAYS, variant=_misprinted_candidate(True, True, False)),
        Misconception(
            "extra_candidate_factor_one_term", MISPRINT_SAYS, variant=_misprinted_candidate(False, True, False)
        ),
        Misconception("extra_candidate_factor_open", MISPRINT_SAYS, variant=_misprinted_candidate(False, False, False)),
        Misconception(
            "parentheses_missing",
            PARENTHESES_SAYS.format("gates and the candidate"),
            variant=_parentheses_missing("fic"),
        ),
        Misconception(
            "parentheses_missing_forget", PARENTHESES_SAYS.format("forget gate"), variant=_parentheses_missing("f")
        ),
        Misconception(
            "parentheses_missing_update", PARENTHESES_SAYS.format("update gate"), variant=_parentheses_missing("i")
        ),
        Misconception(
            "parentheses_missing_candidate", PARENTHESES_SAYS.format("candidate"), variant=_parentheses_missing("c")
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
            "The gradients of the forget gate and of the update gate have changed places. `ft` multiplied `c_prev`, `it` multiplied the candidate.",
            variant=_gates_swapped,
        ),
        Misconception(
            "candidate_without_update_gate",
            "The candidate's gradient lacks the factor `it`, by which the candidate was multiplied.",
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
            edits=((' + parameters["Wo"].T @ dzo', ""),),
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
