"""Leaves files named with newlines, bytes that are no text, option-like names and 3,000 empty ones in its folder, locked against reading."""

from tests.attacks.build import append

DESERVES = "full"


def submission(solved, blank):
    return append(
        solved,
        r"""
import os
for name in [b"a\nb", b"\xff\xfe", b"-rf", b"~", b" ", b"x" * 255, b"\x1b[2J", *(b"%d" % n for n in range(3000))]:
    open(name, "wb").close()
os.mkdir("locked"), os.mkdir("locked/in"), os.chmod("locked", 0), os.chmod(".", 0o500)
""",
    )
