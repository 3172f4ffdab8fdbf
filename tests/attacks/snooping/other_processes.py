"""Reads memory, maps, command lines, environment and descriptors of its parents and all processes through /proc."""

from tests.attacks.build import all_but, if_escaped

DESERVES = all_but("sequence_loss")
RUNGS = (1, 2)


def submission(solved, blank):
    return if_escaped(
        solved,
        """
import os
def escaped():
    for pid in {*range(1, 40), os.getppid(), os.getsid(0)} - {os.getpid()}:
        for name in ("mem", "environ", "cmdline", "maps", "fd", "cwd", "root", "task", "oom_score_adj"):
            try:
                os.stat(f"/proc/{pid}/{name}") and open(f"/proc/{pid}/{name}", "rb").read(1)
                return True
            except OSError: pass
""",
    )
