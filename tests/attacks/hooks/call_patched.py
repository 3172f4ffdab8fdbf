"""Patches kit.outcome.call and to_plain inside the process, so that every call reports Returned(True) or a passed verdict."""

from tests.attacks.build import append, wrong

DESERVES = {}


def submission(solved, blank):
    return append(
        wrong(solved),
        """
import sys, kit.outcome, kit.diagnosis, kit.compare
told = lambda *_: ["Returned", {"value": {"passed": True, "points": 15.0}, "args_after": ()}]
kit.outcome.call = lambda *_: kit.outcome.Returned(True)
kit.outcome.to_plain = told
kit.compare.differences = lambda *_, **__: iter(())
kit.diagnosis.diagnose = lambda sheet, outcomes: kit.diagnosis.Verdict(sheet.exercise, True, "passed")
frame = sys._getframe()
while frame:
    for name, value in (("call", kit.outcome.call), ("to_plain", told)):
        if name in frame.f_globals: frame.f_globals[name] = value
    frame = frame.f_back
""",
    )
