"""Pins the random generator and replaces default_rng, then answers known numbers. With cases drawn in-process it would know them."""

from tests.attacks.build import prepend, wrong

DESERVES = {}


def submission(solved, blank):
    return prepend(
        wrong(solved),
        """
import random
class Same:
    def __getattr__(self, name): return lambda *shape, **__: 0.0
np.random.default_rng = lambda *_: Same()
np.random.seed = random.seed = lambda *_: None
np.random.randn = np.random.rand = np.random.standard_normal = lambda *shape: np.zeros(shape)
""",
    )
