"""No JSON at all: the run of stock nbgrader stops here for everyone."""

DESERVES = "attention"


def submission(solved, blank):
    return b"{'cells': [,,,] this is no notebook"
