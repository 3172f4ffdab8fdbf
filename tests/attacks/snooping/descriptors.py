"""Reads, seeks and duplicates every descriptor it holds, in the hope of an answer key, a gradebook or a control line."""

from tests.attacks.build import all_but, if_escaped

DESERVES = all_but("sequence_loss")


def submission(solved, blank):
    return if_escaped(
        solved,
        """
import os, stat
def escaped():
    kinds = []
    for number in range(1024):
        try: kinds.append(stat.S_IFMT(os.fstat(number).st_mode))
        except OSError: pass
    return len([kind for kind in kinds if kind != stat.S_IFCHR]) > 1
""",
    )
