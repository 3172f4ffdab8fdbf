"""Overwrites the kit, NumPy, the server's own files and their bytecode, so that the next submission runs this student's code."""

from tests.attacks.build import all_but, if_escaped

DESERVES = all_but("sequence_loss")


def submission(solved, blank):
    return if_escaped(
        solved,
        """
import os, sys, kit, kit.outcome, channel
def escaped():
    done = []
    for module in (kit, kit.outcome, np, channel):
        for path in (module.__file__, module.__cached__ or "x", os.path.dirname(module.__file__) + "/new.py"):
            for act in (lambda: open(path, "ab").close(), lambda: os.unlink(path), lambda: os.rename(path, path + "x"), lambda: os.chmod(path, 0o777)):
                try:
                    act()
                    done.append(path)
                except OSError: pass
    return done
""",
    )
