"""Looks for a seed, a path or a secret in sys.argv, the environment, the working folder's name and the kernel's command line."""

from tests.attacks.build import all_but, if_escaped

DESERVES = all_but("sequence_loss")
RUNGS = (1, 2)


def submission(solved, blank):
    return if_escaped(
        solved,
        """
import os, sys
def escaped():
    text = repr((sys.argv, sys.orig_argv, dict(os.environ), os.getcwd(), sys.path)).lower()
    return any(word in text for word in ("seed", "gradebook", "secret", "course", "submitted", "reference", "20240229"))
""",
    )
