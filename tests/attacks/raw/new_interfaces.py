"""io_uring, bpf, userfaultfd, perf, keyrings, kexec, modules, fanotify, quotas: doors that a list of bad calls forgets."""

from tests.attacks.build import RAW, all_but, if_escaped

DESERVES = all_but("sequence_loss")
RUNGS = (1, 2)


def submission(solved, blank):
    return if_escaped(
        solved,
        RAW
        + """
def escaped():
    room = ctypes.create_string_buffer(256)
    numbers = (425, 426, 427, 321, 323, 248, 249, 250, 246, 175, 313, 300, 301, 179, 304, 303, 169, 170, 171, 164, 227, 305, 159, 163, 212, 153)
    return any(call(number, room, room, 1, 0, 0) >= 0 for number in numbers)
""",
    )
