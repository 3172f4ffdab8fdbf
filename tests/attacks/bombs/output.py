"""Prints 300 MB in a cell and in a call, and writes to descriptors 1 and 2. Stock nbgrader stores all of it in the notebook."""

from tests.attacks.build import append

DESERVES = "full"


def submission(solved, blank):
    loud = """
import os, sys
def shout():
    for _ in range(30):
        os.write(1, b"x" * 10**7), os.write(2, b"x" * 10**6)
        print("y" * 10**5), print("z" * 10**5, file=sys.stderr)
"""
    return append(solved, loud + "shout()")
