"""Overwrites CPython's own tables through ctypes: None becomes 1, True and False trade places, ob_refcnt 0. In-process judges go mad."""

from tests.attacks.build import append, wrong

DESERVES = {}


def submission(solved, blank):
    return append(
        wrong(solved),
        """
import ctypes, sys
def swap(a, b):
    size = min(sys.getsizeof(a), sys.getsizeof(b), 28)
    kept = ctypes.string_at(id(a), size)
    ctypes.memmove(id(a), ctypes.string_at(id(b), size), size)
    ctypes.memmove(id(b), kept, size)
swap(True, False)
swap(0.0, 1.0)
swap(1, 2)
""",
    )
