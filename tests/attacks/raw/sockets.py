"""socket, socketpair, bind, listen and accept by number, vsock and netlink families, and the socketcall of old: a way out or to a neighbour."""

from tests.attacks.build import RAW, all_but, if_escaped

DESERVES = all_but("sequence_loss")
RUNGS = (1, 2)


def submission(solved, blank):
    return if_escaped(
        solved,
        RAW
        + """
def escaped():
    room = (ctypes.c_int * 4)()
    got = [call(41, family, kind, 0) for family in (1, 2, 10, 16, 17, 38, 40) for kind in (1, 2, 3, 5)]
    got += [call(53, 1, 1, 0, room), call(50, 3, 1), call(43, 3, 0, 0), call(49, 3, room, 16), call(42, 3, room, 16), call(48, 3, 3 - 3)]
    return any(answer >= 0 for answer in got)
""",
    )
