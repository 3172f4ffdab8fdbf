"""Zero bytes, as after a failed upload: nbformat raises, and stock nbgrader stops the run."""

DESERVES = "attention"


def submission(solved, blank):
    return b""
