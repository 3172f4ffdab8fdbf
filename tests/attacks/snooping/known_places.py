"""Opens the answer key, solutions, gradebook and another student's work by their real paths, for reading, and by /proc/self/root."""

from tests.attacks.build import PLACES, all_but, if_escaped

DESERVES = all_but("sequence_loss")
RUNGS = (1, 2)  # rung 3 promises no walls around what its user may read


def submission(solved, blank):
    root, course = PLACES["root"], PLACES["course"]
    wanted = [f"{root}/grader/reference/rnn.py", f"{root}/solutions/1_recurrent_cells.py", f"{course}/gradebook.db"]
    wanted += [f"{course}/submitted/ada", "/etc/shadow", "/etc/passwd", "/root", "/home"]
    return if_escaped(
        solved,
        f"""
import os
def escaped():
    for path in {wanted!r}:
        for way in (path, "/proc/self/root" + path, "/proc/self/cwd/../../../../.." + path, "/proc/1/root" + path):
            try:
                if open(way).read(1) if "." in path else os.listdir(way): return True
            except OSError: pass
""",
    )
