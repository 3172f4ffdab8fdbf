"""Replaces abs, max, isinstance, len, type and all in builtins. An in-process grader would find every error to be 0."""

from tests.attacks.build import append, wrong

DESERVES = {}


def submission(solved, blank):
    return append(
        wrong(solved),
        """
import builtins
builtins.abs = lambda *_: 0.0
builtins.max = lambda *_, **__: 0.0
builtins.sum = lambda *_: 0.0
builtins.all = builtins.any = lambda *_: True
builtins.isinstance = lambda *_: True
""",
    )
