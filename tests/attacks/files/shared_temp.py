"""Leaves a marked file in every temporary folder for an accomplice to find: answers could travel from student to student."""

from tests.attacks.build import MARK, all_but, if_escaped

DESERVES = all_but("sequence_loss")
RUNGS = (1, 2)  # rung 3 promises no walls around what its user may write


def submission(solved, blank):
    return if_escaped(
        solved,
        f"""
import os
def escaped():
    done = []
    for place in ("/tmp", "/var/tmp", "/dev/shm", "/run", "/run/lock", "/dev/mqueue", "/", "..", "../..", "/dev", "/sandbox", "/var/lock"):
        try:
            with open(place + "/{MARK}", "w") as file: done.append(file.write("answers"))
        except OSError: pass
        try: done.append(os.mkdir(place + "/{MARK}.d") is None)
        except OSError: pass
    return done
""",
    )
