"""kill, tkill, tgkill, rt_sigqueueinfo, pidfd_send_signal and SIGIO by F_SETOWN and F_SETSIG at its parents: nine ways to end the grader's warm process."""

from tests.attacks.build import RAW, all_but, if_escaped

DESERVES = all_but("sequence_loss")
RUNGS = (1, 2)


def submission(solved, blank):
    return if_escaped(
        solved,
        RAW
        + """
import fcntl, time
def escaped():
    room, got = ctypes.create_string_buffer(128), []
    for pid in {os.getppid(), os.getsid(0)} - {os.getpid()}:
        got += [call(62, pid, 9), call(200, pid, 9), call(234, pid, pid, 9), call(129, pid, 9, room), call(297, pid, pid, 9, room), call(424, 3, 9, 0, 0)]
        for owner in (pid, -pid):
            reading, writing = os.pipe()
            try:
                fcntl.fcntl(reading, 10, 9)  # F_SETSIG, SIGKILL
                fcntl.fcntl(reading, 8, owner)  # F_SETOWN
                fcntl.fcntl(reading, fcntl.F_SETFL, fcntl.fcntl(reading, fcntl.F_GETFL) | 0o20000)  # O_ASYNC
                os.write(writing, b"x")
            except OSError: pass
    time.sleep(0.02)
    return any(answer >= 0 for answer in got)
""",
    )
