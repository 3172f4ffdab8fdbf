"""Terminal escapes, NUL, right-to-left marks, lone surrogates and HTML in an exception's type and text, to reach logs, pages and databases."""

from tests.attacks.build import all_but, replace

DESERVES = all_but("sequence_loss", "rnn_backward")


def submission(solved, blank):
    nb = replace(
        solved,
        "sequence_loss",
        r"""
def sequence_loss(*_):
    raise type("<script>alert(1)</script>", (Exception,), {})("\x00\x1b]0;owned\x07\x1b[2J\u202e\ud800</pre><img src=x onerror=alert(1)>")
""",
    )
    return replace(
        nb,
        "rnn_backward",
        r"""
def rnn_backward(*_):
    raise ValueError("\r\n\x08\x7f\x9b31m\u2028" * 100)
""",
    )
