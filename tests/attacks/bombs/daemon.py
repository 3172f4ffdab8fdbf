"""Leaves a daemon (two forks, own session, signals ignored, another name) that outlives its submission to meddle with the next."""

from tests.attacks.build import append

DESERVES = "full"
RUNGS = (1, 2)


def submission(solved, blank):
    return append(
        solved,
        """
import ctypes, os, signal, time
if os.fork() == 0:
    try: os.setsid()
    except OSError: pass
    if os.fork() == 0:
        ctypes.CDLL(None).prctl(15, b"kitattack", 0, 0, 0)
        for number in range(1, 32):
            try: signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError): pass
        time.sleep(20)
    os._exit(0)
""",
    )
