"""Writes files of any size until the disk is full (here at most 160 MB in 16 MB files), sparse ones and memory files too."""

from tests.attacks.build import append

DESERVES = "full"


def submission(solved, blank):
    return append(
        solved,
        """
import os
for number in range(10):
    try:
        with open(f"big{number}", "wb") as file:
            for _ in range(15): file.write(bytes(2**20))
    except OSError: break
for size in (2**24 + 1, 2**40):
    try: os.truncate("big0", size)
    except OSError: pass
    try: os.ftruncate(os.memfd_create("big"), size)
    except OSError: pass
""",
    )
