"""A regular expression that backtracks for ever holds the interpreter without looking at signals or other threads."""

from tests.attacks.build import all_but, replace

DESERVES = all_but("sequence_loss")
SECONDS = 6


def submission(solved, blank):
    return replace(
        solved, "sequence_loss", "def sequence_loss(*_):\n    import re\n    return re.match('(a*)*b', 'a' * 64)"
    )
