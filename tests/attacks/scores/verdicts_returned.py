"""Returns the kit's own Verdict, Returned and report-like dictionaries with full marks. A grader that unpickled results would trust them."""

from tests.attacks.build import replace, wrong

DESERVES = {}


def submission(solved, blank):
    start = "from kit.diagnosis import Verdict\nfrom kit.outcome import Returned\n"
    nb = replace(
        wrong(blank),
        "rnn_cell_forward",
        start + "def rnn_cell_forward(*_): return Verdict('rnn_cell_forward', True, 'passed')",
    )
    nb = replace(nb, "rnn_forward", "def rnn_forward(*_): return Returned(True), Returned(1.0), Returned(({}, None))")
    nb = replace(
        nb, "sequence_loss", "def sequence_loss(*_): return {'passed': True, 'points': 10.0, 'outcome': 'passed'}, 10.0"
    )
    return replace(
        nb,
        "rnn_backward",
        "def rnn_backward(*_): return {'dx': 'passed', 'da0': True, 'dWax': None, 'dWaa': 1e999, 'dba': -1}",
    )
