"""Headers that are no JSON, nested 100,000 deep, of a million items, with numbers without end or references to nothing."""

from tests.attacks.build import LINE, all_but, replace

DESERVES = all_but("rnn_cell_forward", "rnn_forward", "sequence_loss", "rnn_cell_backward", "rnn_backward")


def submission(solved, blank):
    lies = {
        "rnn_cell_forward": 'frame(0, header=b"[" * 10**6)',
        "rnn_forward": 'frame(0, header=b\'{"arrays":[],"tree":\' + b"9" * 10**6 + b"}")',
        "sequence_loss": 'frame({"l": [None] * 10**6})',
        "rnn_cell_backward": 'frame({"r": 10**9}) + frame({"g": -1}) + frame({"d": [[[], None]]})',
        "rnn_backward": 'frame({"d": [["outcome", {"f": "0x1p9999"}]]})',
    }
    for name, data in lies.items():
        solved = replace(solved, name, LINE + f"def {name}(*_): write_all({data})")
    return solved
