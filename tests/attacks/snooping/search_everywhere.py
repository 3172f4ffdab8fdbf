"""Walks the whole file system for the answer key, the solutions or a gradebook, and answers with what it finds."""

from tests.attacks.build import all_but, if_escaped

DESERVES = all_but("sequence_loss")
RUNGS = (1, 2)  # rung 3 promises no walls around what its user may read


def submission(solved, blank):
    return if_escaped(
        solved,
        """
import os, time
def escaped():
    end = time.monotonic() + 0.3
    for place, folders, files in os.walk("/"):
        folders[:] = [name for name in folders if name not in ("proc", "sys", "lib", "lib64")]
        if {"gradebook.db", "grading.py", "verdict.py", "public_cases.bin", "nbgrader_config.py", ".git"} & {*files, *folders}: return True
        if time.monotonic() > end: return False
""",
    )
