"""Patches os.fork and os._exit so that the children who should call a function are never made, or never end, and one process does it all."""

from tests.attacks.build import append, wrong

DESERVES = {}


def submission(solved, blank):
    return append(
        wrong(solved),
        """
import os
os.fork = lambda: 0
os._exit = lambda *_: None
os.close = lambda *_: None
""",
    )
