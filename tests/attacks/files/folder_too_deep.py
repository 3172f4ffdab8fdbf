"""Nests thousands of folders and locks some, so that whoever clears up after it recurses to death or leaves it lying."""

from tests.attacks.build import append

DESERVES = "full"


def submission(solved, blank):
    return append(
        solved,
        """
import os
def nest():
    start = os.getcwd()
    for number in range(1500):
        os.mkdir("d")
        open("f", "w").close()
        os.chdir("d")
    os.chmod(".", 0)
    os.chdir(start)
nest()
""",
    )
