"""unshare, clone and clone3 with namespace flags, setns, chroot, pivot_root and mount: a world of its own with rights of its own."""

from tests.attacks.build import RAW, all_but, if_escaped

DESERVES = all_but("sequence_loss")
RUNGS = (1, 2)


def submission(solved, blank):
    return if_escaped(
        solved,
        RAW
        + """
import struct
def escaped():
    got = [call(272, flag) for flag in (0x10000000, 0x00020000, 0x20000000, 0x40000000, 0x08000000, 0x04000000, 0x02000000, 0x80)]
    got += [call(308, 0, 0), call(161, ctypes.c_char_p(b".")), call(155, ctypes.c_char_p(b"."), ctypes.c_char_p(b"."))]
    got += [call(165, ctypes.c_char_p(b"none"), ctypes.c_char_p(b"."), ctypes.c_char_p(b"tmpfs"), 0, 0), call(428, -100, ctypes.c_char_p(b"."), 0)]
    for number, *args in ((56, 0x10000000 | 17, 0, 0, 0, 0), (435, ctypes.create_string_buffer(struct.pack("8Q", 0x10000000, 0, 0, 0, 17, 0, 0, 0)), 64)):
        pid = call(number, *args)
        if pid == 0: os._exit(0)
        got.append(pid)
    return any(answer >= 0 for answer in got)
""",
    )
