"""lstm_backward: backpropagation through time, carrying da and dc; wrong in two published solutions of three."""

import numpy as np

from grader.exercise import Case, Exercise, Misconception
from grader.exercises.lstm_forward import draw_sequence
from grader.inputs import SIZES, normal
from grader.reference.lstm import lstm_backward, lstm_cell_backward, lstm_forward


def cases(rng):
    whole = [Case(sizes.label("n_x", "n_a", "m", "T"), _draw(rng, sizes, sizes.T)) for sizes in SIZES]
    shorter = SIZES[0].T - 2
    label = f"{SIZES[0].label('n_x', 'n_a', 'm', 'T')}, of which da covers {shorter}"
    return [*whole, Case(label, _draw(rng, SIZES[0], shorter))]


def _draw(rng, sizes, T):
    caches = lstm_forward(*draw_sequence(rng, sizes))[3]
    return normal(rng, sizes.n_a, sizes.m, T), caches


def _forward_in_time(da, caches):
    steps, x = caches
    n_a, m, T = da.shape
    names = [name for name in lstm_backward(da, caches) if name not in ("dx", "da0")]
    totals = dict.fromkeys(names, 0)
    dx, da_prev, dc_prev = np.zeros((x.shape[0], m, T)), np.zeros((n_a, m)), np.zeros((n_a, m))
    for t in range(T):
        step = lstm_cell_backward(da[:, :, t] + da_prev, dc_prev, steps[t])
        dx[:, :, t], da_prev, dc_prev = step["dxt"], step["da_prev"], step["dc_prev"]
        totals = {name: totals[name] + step[name] for name in names}
    return {"dx": dx, "da0": da_prev, **totals}


CARRY = "da[:, :, t] + da_prev, dc_prev"
NO_DA = (CARRY, "da[:, :, t], dc_prev")
NOTHING = (CARRY, "da[:, :, t], np.zeros(da.shape[:2])")
OVERWRITE = ("totals[name] += gradients[name]", "totals[name] = gradients[name]")
ZERO_DA0 = ('"da0": da_prev', '"da0": np.zeros(da.shape[:2])')
RETURN = '    return {"dx": dx'
DBO_FROM_DBC = (RETURN, '    totals["dbo"] = totals["dbc"]\n' + RETURN)

NOTHING_SAYS = (
    "Neither da_prev nor dc_prev travels back: each step sees only its own da[:, :, t]. Add da_prev of the later step to it, "
    "pass its dc_prev along, and update both in the loop."
)
DA_SAYS = "da_prev is not carried back. Give each step da[:, :, t] + da_prev, with da_prev from the later step."
OVERWRITTEN_SAYS = "Each step overwrites the parameter gradients, so only the first time step is left. The weights are shared: add up with +=."

EXERCISE = Exercise(
    function=lstm_backward,
    assignment="2_gated_cells",
    points=20,
    returns="gradients",
    cases=cases,
    upstream=("da",),
    depends_on=("lstm_cell_backward",),
    misconceptions=(
        Misconception("nothing_carried", NOTHING_SAYS, edits=(NOTHING,)),
        Misconception(
            "nothing_carried_da0_zero", NOTHING_SAYS + " da0 is the last da_prev, not zeros.", edits=(NOTHING, ZERO_DA0)
        ),
        Misconception("da_prev_not_carried", DA_SAYS, edits=(NO_DA,)),
        Misconception(
            "da_prev_not_carried_da0_zero", DA_SAYS + " da0 is the last da_prev, not zeros.", edits=(NO_DA, ZERO_DA0)
        ),
        Misconception(
            "dc_prev_not_carried",
            "dc_prev is not carried back, so nothing flows along the memory. Pass the dc_prev of the later step to the cell.",
            edits=((CARRY, "da[:, :, t] + da_prev, np.zeros(da.shape[:2])"),),
        ),
        Misconception("overwritten", OVERWRITTEN_SAYS, edits=(OVERWRITE,)),
        Misconception("overwritten_nothing_carried", f"{OVERWRITTEN_SAYS} {NOTHING_SAYS}", edits=(OVERWRITE, NOTHING)),
        Misconception("overwritten_da_prev_not_carried", f"{OVERWRITTEN_SAYS} {DA_SAYS}", edits=(OVERWRITE, NO_DA)),
        Misconception(
            "overwritten_da_prev_not_carried_dbo_from_dbc",
            f"Three things: dbo holds dbc. {OVERWRITTEN_SAYS} {DA_SAYS}",
            edits=(OVERWRITE, NO_DA, DBO_FROM_DBC),
        ),
        Misconception(
            "overwritten_nothing_carried_dbo_from_dbc",
            f"Three things: dbo holds dbc. {OVERWRITTEN_SAYS} {NOTHING_SAYS}",
            edits=(OVERWRITE, NOTHING, DBO_FROM_DBC),
        ),
        Misconception("dbo_from_dbc", "dbo holds the values of dbc. Take it from the key dbo.", edits=(DBO_FROM_DBC,)),
        Misconception(
            "da_not_used",
            "Only da_prev goes into the cell, so da is never used. The gradient at step t is da[:, :, t] + da_prev.",
            edits=((CARRY, "da_prev, dc_prev"),),
        ),
        Misconception(
            "same_da_each_step",
            "Every step uses the gradient of the last one, da[:, :, -1]. Step t uses da[:, :, t].",
            edits=((CARRY, "da[:, :, -1] + da_prev, dc_prev"),),
        ),
        Misconception(
            "same_cache_each_step",
            "Every step uses the cache of the first one. Step t uses caches[0][t].",
            edits=(("steps[t])", "steps[0])"),),
        ),
        Misconception(
            "da0_is_da_at_0",
            "da0 is da[:, :, 0]. It is the gradient before the first step: the last da_prev that the loop computed.",
            edits=(('"da0": da_prev', '"da0": da[:, :, 0]'),),
        ),
        Misconception(
            "da0_of_last_step",
            "da0 is the da_prev of the last time step. Keep the one of the first step, which the loop computes at its end.",
            edits=(
                (
                    'da_prev = gradients["da_prev"]',
                    'da_prev = gradients["da_prev"]\n        da0 = da_prev if t == T - 1 else da0',
                ),
                ('"da0": da_prev', '"da0": da0'),
            ),
        ),
        Misconception(
            "da0_zero", "da0 is all zeros. It is the last da_prev that the loop computed.", edits=(ZERO_DA0,)
        ),
        Misconception(
            "da0_is_dc_prev",
            "da0 holds dc_prev. It is the gradient of the first state: the last da_prev.",
            edits=(('"da0": da_prev', '"da0": dc_prev'),),
        ),
        Misconception(
            "dc_prev_from_da_prev",
            "dc_prev takes over da_prev, so the memory's gradient is the state's. Take it from the key dc_prev.",
            edits=(('dc_prev = gradients["dc_prev"]', 'dc_prev = gradients["da_prev"]'),),
        ),
        Misconception(
            "da_prev_accumulated",
            "da_prev adds up over the steps. Each step's da_prev already contains all that came later: replace it.",
            edits=(('da_prev = gradients["da_prev"]', 'da_prev = da_prev + gradients["da_prev"]'),),
        ),
        Misconception(
            "dc_prev_accumulated",
            "dc_prev adds up over the steps. Each step's dc_prev already contains all that came later: replace it.",
            edits=(('dc_prev = gradients["dc_prev"]', 'dc_prev = dc_prev + gradients["dc_prev"]'),),
        ),
        Misconception(
            "forward_in_time",
            "The loop runs forward. Gradients come from the future: run through the steps in reverse.",
            variant=_forward_in_time,
        ),
        Misconception(
            "first_step_left_out",
            "The loop stops before t = 0. Run over reversed(range(T)), which ends at 0.",
            edits=(("reversed(range(T))", "reversed(range(1, T))"),),
        ),
        Misconception(
            "dx_reversed",
            "dx is filled from the wrong end. The gradient of step t belongs to dx[:, :, t].",
            edits=(("dx[:, :, t] =", "dx[:, :, T - 1 - t] ="),),
        ),
        Misconception(
            "dx_accumulated",
            "dx is added up over the steps. Every step has its own input: store dxt in dx[:, :, t].",
            edits=(('dx[:, :, t] = gradients["dxt"]', 'dx += gradients["dxt"][:, :, None]'),),
        ),
        Misconception(
            "biases_overwritten",
            "The bias gradients are overwritten at each step while the weights' are added up. Use += for all of them.",
            edits=(
                (
                    OVERWRITE[0],
                    'totals[name] = gradients[name] + (totals[name] if "W" in name else 0)',
                ),
            ),
        ),
        Misconception(
            "mean_over_time",
            "The parameter gradients are divided by the number of steps. The losses of the steps are summed, so the gradients are too.",
            edits=((RETURN, "    totals = {name: total / T for name, total in totals.items()}\n" + RETURN),),
        ),
        Misconception(
            "uses_all_caches",
            "The number of steps is taken from the caches. Take it from da, which may cover fewer steps than x has.",
            edits=(("T = da.shape[2]", "T = len(steps)"),),
        ),
        Misconception(
            "last_caches_used",
            "Where da covers fewer steps than x has, you pair it with the last caches. da[:, :, t] belongs to caches[0][t].",
            edits=(("steps[t])", "steps[t - T])"),),
        ),
    ),
)
