"""Puts objects that agree in the place of kit, numpy, kit.wire, kit.outcome, channel and __main__ in sys.modules."""

from tests.attacks.build import append, wrong

DESERVES = {}


def submission(solved, blank):
    return append(
        wrong(solved),
        """
import sys, types
class Yes(types.ModuleType):
    def __getattr__(self, name): return lambda *_, **__: {"outcome": ["Returned", {"value": True, "args_after": ()}]}
for name in ("kit", "kit.wire", "kit.outcome", "kit.compare", "kit.diagnosis", "numpy", "channel", "rights", "__main__", "json"):
    sys.modules[name] = Yes(name)
""",
    )
