"""ptrace, process_vm_readv and writev, pidfd_open with pidfd_getfd, kcmp and perf events on parents: their memory and descriptors."""

from tests.attacks.build import RAW, all_but, if_escaped

DESERVES = all_but("sequence_loss")
RUNGS = (1, 2)


def submission(solved, blank):
    return if_escaped(
        solved,
        RAW
        + """
def escaped():
    room, got = ctypes.create_string_buffer(64), []
    for pid in (os.getppid(), os.getsid(0), 1):
        if pid == os.getpid(): continue
        got += [call(101, 16, pid, 0, 0), call(101, 0x4206, pid, 0, 0), call(310, pid, room, 1, room, 1, 0), call(311, pid, room, 1, room, 1, 0)]
        got += [call(434, pid, 0), call(438, call(434, pid, 0), 3, 0), call(312, os.getpid(), pid, 0, 3, 3), call(440, call(434, pid, 0), room, 1, 4, 0)]
        got += [call(298, room, pid, -1, -1, 0), call(302, pid, 7, room, None)]
    return any(answer >= 0 for answer in got)
""",
    )
