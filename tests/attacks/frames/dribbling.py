"""Sends an answer one byte at a time, each before the last one is forgotten: a deadline per read would never pass."""

from tests.attacks.build import LINE, all_but, replace

DESERVES = all_but("sequence_loss")
SECONDS = 6


def submission(solved, blank):
    return replace(solved, "sequence_loss", LINE + """
import time
def sequence_loss(*_):
    write_all(struct.pack("<4sIQ", b"KIT1", 2**20, 2**25))
    line, end = sockets()[0], time.monotonic() + 15
    while time.monotonic() < end:
        os.write(line, b" " * 2)
        time.sleep(0.0003)
    os._exit(0)
""")
