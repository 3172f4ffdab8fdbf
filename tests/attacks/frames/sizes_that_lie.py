"""Frames with oversized, negative and contradictory lengths, to make the grader reserve memory or wait for ever."""

from tests.attacks.build import LINE, all_but, replace

DESERVES = all_but("rnn_cell_forward", "rnn_forward", "sequence_loss", "rnn_cell_backward")


def submission(solved, blank):
    lies = {
        "rnn_cell_forward": 'struct.pack("<4sIQ", b"KIT1", 2**32 - 1, 2**64 - 1)',
        "rnn_forward": 'frame({"a": 0}, [["float64", [-1, -8]]], bytes(64))',
        "sequence_loss": 'frame({"a": 0}, [["float64", [2**26, 2**26, 0]]])',
        "rnn_cell_backward": 'frame({"a": 0}, [["float64", [2**26]]], bytes(8), size=64 * 2**20)',
    }
    for name, data in lies.items():
        solved = replace(
            solved, name, LINE + f"def {name}(*_):\n    write_all({data})\n    import time\n    time.sleep(9)"
        )
    return solved
