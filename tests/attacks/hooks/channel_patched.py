"""Patches channel.send and wire.encode in the process to send `passed` whatever was computed, and ask for no input at all."""

from tests.attacks.build import append, wrong

DESERVES = {}


def submission(solved, blank):
    return append(
        wrong(solved),
        """
import sys, kit.wire
encode = kit.wire.encode
def lie(value, *args, **named):
    if isinstance(value, dict) and "outcome" in value: value = {"outcome": ["Passed", {"points": 15.0, "value": True}]}
    return encode(value, *args, **named)
kit.wire.encode = lie
for module in list(sys.modules.values()):
    if getattr(module, "__name__", "") == "channel": module.wire.encode = lie
""",
    )
