"""Sets clocks, itimers, the alarm of its parent and a scheduler of its own: a deadline that is kept inside could be moved."""

from tests.attacks.build import RAW, all_but, append, if_escaped

DESERVES = all_but("sequence_loss")
RUNGS = (1, 2)


def submission(solved, blank):
    nb = if_escaped(
        solved,
        RAW
        + """
def escaped():
    room = ctypes.create_string_buffer(64)
    numbers = (227, 164, 159, 305, 144, 142, 314, 203)  # clock_settime, settimeofday, adjtimex, sched_*
    return any(call(number, 0, room, room) >= 0 for number in numbers)
""",
    )
    return append(
        nb,
        "import time, signal\ntime.monotonic = time.time = lambda: 0.0\nsignal.setitimer(signal.ITIMER_REAL, 1.5)\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)",
    )
