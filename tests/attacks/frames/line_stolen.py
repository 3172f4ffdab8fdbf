"""A forked child of the cells reads the submission's line in place of its parent and answers the grader's requests itself."""

from tests.attacks.build import LINE, append, wrong

DESERVES = {}
RUNGS = (1, 2)


def submission(solved, blank):
    return append(
        wrong(solved),
        LINE
        + """
import socket, time
if os.fork() == 0:
    line, end = socket.socket(fileno=sockets()[0]), time.monotonic() + 5
    while time.monotonic() < end:
        data, theirs, _, _ = socket.recv_fds(line, 2**16, 4)
        for number in theirs: os.write(number, frame({"d": [["outcome", {"l": ["Returned", {"d": [["value", True]]}]}]]}) * 9)
    os._exit(0)
""",
    )


SECONDS = 12
