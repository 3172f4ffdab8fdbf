"""Class bodies, decorators and defaults that never end, so that even reading definitions alone takes for ever."""

from tests.attacks.build import append

DESERVES = {}


def submission(solved, blank):
    return append(
        solved,
        """
class Endless:
    while True: pass
def never(x=[_ for _ in iter(int, 1)]): pass
""",
    )
