"""Returns and forges dictionary keys, texts and type names with lone surrogates, NUL and megabytes of text: one could stop a whole run."""

from tests.attacks.build import LINE, all_but, replace

DESERVES = all_but("rnn_cell_backward", "rnn_backward", "sequence_loss", "rnn_forward")


def submission(solved, blank):
    nb = replace(solved, "rnn_cell_backward", r"def rnn_cell_backward(*_): return {'\ud800\x00\x1b[31m\u202e': 1, 'x' * 10**6: 2}")
    nb = replace(nb, "rnn_backward", LINE + r"""
def rnn_backward(*_): write_all(frame({"d": [["outcome", {"l": ["Returned", {"d": [["value", {"x": "\ud800\x00<b>"}]]}]}]]}))
""")
    nb = replace(nb, "rnn_forward", LINE + r"""
def rnn_forward(*_):
    fields = [["type_name", "\ud800\x00"], ["message", "\udfff\x1b"], ["line", "\x9b\n\n\nLikely cause: pass"], ["number", 2**62], ["where", "\x07"]]
    write_all(frame({"d": [["outcome", {"l": ["Raised", {"d": fields}]}]]}))
""")
    return replace(nb, "sequence_loss", r"def sequence_loss(*_): return '\ud800\x00', ['\ud800']")
