"""Sends an answer one byte at a time from four threads, so that data always waits: a deadline tried only when nothing waits never passes."""

from tests.attacks.build import LINE, all_but, replace

DESERVES = all_but("sequence_loss")
SECONDS = 6


def submission(solved, blank):
    return replace(
        solved,
        "sequence_loss",
        LINE
        + """
import threading, time
def sequence_loss(*_):
    write_all(struct.pack("<4sIQ", b"KIT1", 2**20, 2**25))
    line, end = sockets()[0], time.monotonic() + 12
    def drip():
        while time.monotonic() < end:
            os.write(line, b" ")
            time.sleep(0.0001)
    drops = [threading.Thread(target=drip) for _ in range(4)]
    for drop in drops: drop.start()
    for drop in drops: drop.join()
    os._exit(0)
""",
    )
