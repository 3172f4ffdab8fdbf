"""Sends the report of its cells byte by byte for a quarter of a minute: the run would wait for this student alone."""

from tests.attacks.build import LINE, prepend, wrong

DESERVES = {"rnn_cell_forward": 10.0}
SECONDS = 9


def submission(solved, blank):
    return prepend(
        wrong(solved, "rnn_forward", "sequence_loss", "rnn_cell_backward", "rnn_backward"),
        LINE
        + """
import threading, time
write_all(struct.pack("<4sIQ", b"KIT1", 2**20, 2**25))
line, end = sockets()[0], time.monotonic() + 15
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
