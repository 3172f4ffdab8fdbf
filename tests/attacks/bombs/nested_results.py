"""Returns a list a million levels deep, one that contains itself, and one that doubles forty times: recursion or size without end."""

from tests.attacks.build import all_but, replace

DESERVES = all_but("sequence_loss", "rnn_forward", "rnn_backward")
SECONDS = 10


def submission(solved, blank):
    nb = replace(
        solved,
        "sequence_loss",
        """
def sequence_loss(*_):
    value = []
    for _ in range(10**6): value = [value]
    return value
""",
    )
    nb = replace(
        nb, "rnn_forward", "def rnn_forward(*_):\n    value = []\n    value += [value, {'x': value}]\n    return value"
    )
    return replace(
        nb,
        "rnn_backward",
        "def rnn_backward(*_):\n    value = []\n    for _ in range(40): value = [value, value]\n    return value",
    )
