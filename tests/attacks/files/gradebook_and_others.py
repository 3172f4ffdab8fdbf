"""Rewrites the gradebook, another student's submission and the release, absolutely and upwards. Measured: stock nbgrader lets it."""

from tests.attacks.build import PLACES, all_but, if_escaped

DESERVES = all_but("sequence_loss")
RUNGS = (1, 2)  # on rung 3 the folder above is writable; canaries are still guarded by file rights


def submission(solved, blank):
    return if_escaped(
        solved,
        f"""
import os, glob
def escaped():
    course, done = {PLACES["course"]!r}, []
    for path in ("gradebook.db", "submitted/ada/1_recurrent_cells/1_recurrent_cells.ipynb", "nbgrader_config.py",
                 "assignments/1_recurrent_cells/1_recurrent_cells.ipynb", "submitted/ada/new"):
        for way in (course + "/" + path, "../" * 9 + course + "/" + path, "../" + path):
            for mode in ("r+b", "ab", "wb"):
                try:
                    with open(way, mode) as file: done.append(file.write(b"60 points"))
                except OSError: pass
            for act in (os.unlink, os.truncate, os.chmod):
                try: done.append(act(way, *([0] if act is not os.unlink else [])) is None)
                except OSError: pass
    return done
""",
    )
