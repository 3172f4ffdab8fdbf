"""Reads address 0 through ctypes, in a cell and in a function. An in-process grader, or a kernel with its results, is gone."""

from tests.attacks.build import append, wrong

DESERVES = {"rnn_cell_forward": 10.0, "rnn_forward": 10.0}


def submission(solved, blank):
    return append(
        wrong(solved, "sequence_loss", "rnn_cell_backward", "rnn_backward"), "import ctypes\nctypes.string_at(0)"
    )
