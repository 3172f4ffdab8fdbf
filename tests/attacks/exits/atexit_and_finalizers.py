"""Registers atexit handlers, __del__ and faulthandler tricks that write full marks at the end. Stock nbgrader's kernel would run them."""

from tests.attacks.build import append, wrong

DESERVES = {}


def submission(solved, blank):
    return append(
        wrong(solved),
        """
import atexit, os, weakref
def last(*_):
    for number in range(3, 64):
        try: os.write(number, b"KIT1" + bytes(12))
        except OSError: pass
atexit.register(last)
class Late:
    __del__ = last
late = Late()
weakref.finalize(late, last)
del late
""",
    )
