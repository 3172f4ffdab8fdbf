"""kill(-1, SIGKILL) by raw call, in a cell and a call, ends every process of this user. Only tried where it has a process space of its own."""

from tests.attacks.build import RAW, all_but, if_escaped

DESERVES = all_but("sequence_loss")
RUNGS = (1,)


def submission(solved, blank):
    return if_escaped(
        solved,
        RAW
        + """
def escaped():
    return any(call(62, -1, number) >= 0 for number in (19, 15, 9))
""",
    )
