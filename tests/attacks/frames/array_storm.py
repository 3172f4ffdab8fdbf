"""One frame that describes 500,000 empty arrays: small to send, dear to decode."""

from tests.attacks.build import LINE, all_but, replace

DESERVES = all_but("sequence_loss")
SECONDS = 8


def submission(solved, blank):
    return replace(
        solved,
        "sequence_loss",
        LINE
        + """
def sequence_loss(*_):
    write_all(frame(None, header=b'{"tree":null,"arrays":[' + b'["bool",[0]],' * 500_000 + b'["bool",[0]]]}'))
""",
    )
