"""Removes and renames its own working folder, then closes every descriptor, so that a clean-up or chdir of the grader fails."""

from tests.attacks.build import append

DESERVES = "full"


def submission(solved, blank):
    return append(
        solved,
        """
import os, shutil
here = os.getcwd()
for act in (lambda: os.rename(here, here + "-moved"), lambda: shutil.rmtree(here), lambda: os.rmdir(here), lambda: os.chdir("/")):
    try: act()
    except OSError: pass
""",
    )
