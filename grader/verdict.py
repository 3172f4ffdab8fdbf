"""From outcomes to verdicts. Makes the sheet that says what is right and what each known mistake gives.

Knows the exercises and the reference; never sees student code.
"""

import zlib

import numpy as np

from grader.exercise import wrong_variant
from kit.outcome import call, fresh
from kit.sheet import JudgedCase, Sheet

UPSTREAM_SHARE = 1e-3  # of the largest upstream gradient: keeps the bar fair where a gradient happens to be tiny


def make_sheet(exercise, seed, public=False):
    """The judged cases of an exercise. The same seed gives the same sheet; every exercise draws its own numbers."""
    rng = np.random.default_rng([seed, zlib.crc32(exercise.name.encode())])
    wrong = {item.slug: wrong_variant(exercise, item) for item in exercise.misconceptions}
    return Sheet(
        exercise=exercise.name,
        points=exercise.points,
        arguments=exercise.arguments,
        returns=exercise.returns,
        says={item.slug: item.says for item in exercise.misconceptions},
        cases=tuple(_judged(exercise, case, wrong) for case in exercise.cases(rng)),
        depends_on=exercise.depends_on,
        public=public,
    )


def _judged(exercise, case, wrong):
    return JudgedCase(
        label=case.label,
        args=case.args,
        scale=UPSTREAM_SHARE * _upstream_size(exercise, case),
        expected=exercise.function(*fresh(case.args)),
        wrong={slug: call(variant, fresh(case.args)) for slug, variant in wrong.items()},
    )


def _upstream_size(exercise, case):
    arrays = [value for name, value in zip(exercise.arguments, case.args, strict=True) if name in exercise.upstream]
    return max((float(np.max(np.abs(array))) for array in arrays), default=0.0)
