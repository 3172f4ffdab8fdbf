"""Random inputs for cases. The data, not the tolerance, is what catches a wrong formula.

All sizes differ from one another, one case has m = 1, one T = 1, one m < n_a; states, inputs, biases and gradients
are non-zero together, and their scale keeps units away from saturation.
"""

from dataclasses import dataclass, fields

import numpy as np


@dataclass(frozen=True)
class Sizes:
    """n_x inputs, n_a state units, n_y classes, m examples, T time steps."""

    n_x: int
    n_a: int
    n_y: int
    m: int
    T: int

    def label(self, *names):
        """The sizes as text; all of them, or those named."""
        names = names or [field.name for field in fields(self)]
        return ", ".join(f"{name}={getattr(self, name)}" for name in names)


SIZES = (
    Sizes(n_x=3, n_a=4, n_y=2, m=5, T=6),  # all different
    Sizes(n_x=4, n_a=3, n_y=5, m=1, T=2),  # a single example
    Sizes(n_x=2, n_a=5, n_y=3, m=4, T=1),  # a single step; fewer examples than units
    Sizes(n_x=5, n_a=6, n_y=4, m=3, T=7),  # m < n_a < T
)


def normal(rng, *shape, scale=None):
    """Normal numbers of a scale between 0.3 and 1, drawn unless given."""
    return rng.standard_normal(shape) * (rng.uniform(0.3, 1.0) if scale is None else scale)


def rnn_parameters(rng, sizes):
    """Weights and biases of the basic RNN, none of them zero."""
    n_x, n_a, n_y = sizes.n_x, sizes.n_a, sizes.n_y
    shapes = {"Wax": (n_a, n_x), "Waa": (n_a, n_a), "Wya": (n_y, n_a), "ba": (n_a, 1), "by": (n_y, 1)}
    return {name: normal(rng, *shape) for name, shape in shapes.items()}


def lstm_parameters(rng, sizes):
    """Weights and biases of the LSTM, none of them zero."""
    n_a, n_y, stacked = sizes.n_a, sizes.n_y, sizes.n_a + sizes.n_x
    shapes = {"W" + gate: (n_a, stacked) for gate in "fico"} | {"Wy": (n_y, n_a)}
    shapes |= {"b" + gate: (n_a, 1) for gate in "fico"} | {"by": (n_y, 1)}
    return {name: normal(rng, *shape) for name, shape in shapes.items()}


def one_hot(rng, n, *shape):
    """Random one-hot targets (n, *shape)."""
    classes = rng.integers(n, size=shape)
    return np.moveaxis(np.eye(n)[classes], -1, 0)
