"""Searches all frames and all living objects for expected values, sheets, seeds and sockets. In-process graders keep them there."""

from tests.attacks.build import all_but, if_escaped

DESERVES = all_but("sequence_loss")


def submission(solved, blank):
    return if_escaped(
        solved,
        """
import gc, sys
def escaped():
    wanted, frame = ("expected", "sheet", "seed", "cases", "reference", "misconceptions", "settings_seed"), sys._getframe()
    while frame:
        if any(name in frame.f_locals or name in frame.f_globals for name in wanted): return True
        frame = frame.f_back
    kinds = {type(thing).__name__ for thing in gc.get_objects()}
    return kinds & {"Sheet", "JudgedCase", "Exercise", "Misconception", "Case", "Engine", "Report"}
""",
    )
