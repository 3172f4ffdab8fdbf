"""Forges type names and lines of code with lone surrogates, NUL and line breaks, which reach messages, files and databases."""

from tests.attacks.build import LINE, all_but, replace

DESERVES = all_but("rnn_backward", "sequence_loss", "rnn_forward")


def submission(solved, blank):
    nb = replace(
        solved,
        "rnn_backward",
        LINE
        + r"""
def rnn_backward(*_): write_all(frame({"d": [["outcome", {"l": ["Returned", {"d": [["value", {"x": "\ud800\x00<b>"}]]}]}]]}))
""",
    )
    nb = replace(
        nb,
        "rnn_forward",
        LINE
        + r"""
def rnn_forward(*_):
    fields = [["type_name", "\ud800\x00"], ["message", "\udfff\x1b"], ["line", "\x9b\n\n\nLikely cause: pass"], ["number", 2**62], ["where", "\x07"]]
    write_all(frame({"d": [["outcome", {"l": ["Raised", {"d": fields}]}]]}))
""",
    )
    return replace(nb, "sequence_loss", r"def sequence_loss(*_): return '\ud800\x00', ['\ud800']")
