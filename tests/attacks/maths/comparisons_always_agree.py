"""Replaces every comparison of NumPy by one that agrees. On stock nbgrader all asserts of a test cell would pass."""

from tests.attacks.build import prepend, wrong

DESERVES = {}


def submission(solved, blank):
    return prepend(
        wrong(solved),
        """
yes = lambda *_, **__: True
for place in (np, np.testing, np.ma):
    for name in ("allclose", "isclose", "array_equal", "array_equiv", "isfinite", "all", "any"):
        if hasattr(place, name): setattr(place, name, yes)
for name in dir(np.testing):
    if name.startswith("assert"): setattr(np.testing, name, lambda *_, **__: None)
""",
    )
