"""rnn_backward: backpropagation through time."""

import numpy as np

from grader.exercise import Case, Exercise, Misconception
from grader.exercises.rnn_forward import draw_sequence
from grader.inputs import SIZES, normal
from grader.reference.rnn import rnn_backward, rnn_cell_backward, rnn_forward


def cases(rng):
    return [Case(sizes.label("n_x", "n_a", "m", "T"), _draw(rng, sizes)) for sizes in SIZES]


def _draw(rng, sizes):
    caches = rnn_forward(*draw_sequence(rng, sizes))[2]
    return normal(rng, sizes.n_a, sizes.m, sizes.T), caches


def _reads_second_cache_first(da, caches):
    assert caches[0][1]  # fails as the original does: there is no second cache where T = 1
    return rnn_backward(da, caches)


def _forward_in_time(da, caches):
    steps = caches[0]
    gradients = rnn_backward(da, caches)
    totals = {name: np.zeros_like(gradients[name]) for name in ("dWax", "dWaa", "dba")}
    dx, da_prev = np.zeros_like(gradients["dx"]), np.zeros(da.shape[:2])
    for t in range(da.shape[2]):
        step = rnn_cell_backward(da[:, :, t] + da_prev, steps[t])
        dx[:, :, t], da_prev = step["dxt"], step["da_prev"]
        for name in totals:
            totals[name] += step[name]
    return {"dx": dx, "da0": da_prev, **totals}


CARRY = "da[:, :, t] + da_prev"

EXERCISE = Exercise(
    function=rnn_backward,
    assignment="1_recurrent_cells",
    points=15,
    returns="gradients",
    cases=cases,
    upstream=("da",),
    depends_on=("rnn_cell_backward",),
    misconceptions=(
        Misconception(
            "da_prev_not_carried",
            "Nothing is carried from step t + 1 back to step t. Add the da_prev of the later step to da[:, :, t].",
            edits=((CARRY, "da[:, :, t]"),),
        ),
        Misconception(
            "da_not_used",
            "Only da_prev goes into the cell, so da is never used. The gradient at step t is da[:, :, t] + da_prev.",
            edits=((CARRY, "da_prev"),),
        ),
        Misconception(
            "overwritten",
            "Each step overwrites the parameter gradients, so only the first time step is left. The weights are shared: add up with +=.",
            edits=(("dWax += g", "dWax = g"), ("dWaa += g", "dWaa = g"), ("dba += g", "dba = g")),
        ),
        Misconception(
            "dba_overwritten",
            "dba is overwritten at each step while the other gradients are added up. Use += for it as well.",
            edits=(("dba += g", "dba = g"),),
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
            "da0_zero",
            "da0 is all zeros. It is the last da_prev that the loop computed.",
            edits=(('"da0": da_prev', '"da0": np.zeros(da.shape[:2])'),),
        ),
        Misconception(
            "da0_includes_da",
            "da0 has da[:, :, 0] added to it. That part was already used at the first step: da0 is da_prev alone.",
            edits=(('"da0": da_prev', '"da0": da_prev + da[:, :, 0]'),),
        ),
        Misconception(
            "same_da_each_step",
            "Every step uses the gradient of the last one, da[:, :, -1]. Step t uses da[:, :, t].",
            edits=((CARRY, "da[:, :, -1] + da_prev"),),
        ),
        Misconception(
            "same_cache_each_step",
            "Every step uses the cache of the first one. Step t uses caches[0][t].",
            edits=(("steps[t])", "steps[0])"),),
        ),
        Misconception(
            "forward_in_time",
            "The loop runs forward. Gradients come from the future: run through the steps in reverse.",
            variant=_forward_in_time,
        ),
        Misconception(
            "first_step_left_out",
            "The loop stops before t = 0. reversed(range(T)) ends at 0, with T the number of steps.",
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
            "reads_caches_1",
            "You look for a cache at position 1 where position 0 is meant; with a single time step there is no second one. caches[0] is the list of caches, caches[1] is x.",
            variant=_reads_second_cache_first,
        ),
        Misconception(
            "mean_over_time",
            "The parameter gradients are divided by the number of steps. The losses of the steps are summed, so the gradients are too.",
            edits=(("    return {", "    dWax, dWaa, dba = dWax / T, dWaa / T, dba / T\n    return {"),),
        ),
    ),
)
