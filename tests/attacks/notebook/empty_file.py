"""Zero bytes."""

DESERVES = "attention"


def submission(solved, blank):
    return b""
