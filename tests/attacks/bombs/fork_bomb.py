"""Forks in a cell and in a call until the kernel refuses (at most ten generations). A grader without a process limit is drowned."""

from tests.attacks.build import all_but, append, replace

DESERVES = all_but("sequence_loss")
RUNGS = (1, 2)


def submission(solved, blank):
    nb = append(
        solved,
        """
import os, time
home = os.getpid()
for _ in range(10):
    try: os.fork()
    except OSError: break
if os.getpid() != home:
    time.sleep(0.2)
    os._exit(0)
""",
    )
    return replace(
        nb,
        "sequence_loss",
        """
def sequence_loss(*_):
    import os
    for _ in range(8): os.fork()
    return 0.0, np.zeros(1)
""",
    )
