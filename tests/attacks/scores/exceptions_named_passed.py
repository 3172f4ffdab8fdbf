"""Raises exceptions named Passed, Returned and NotImplementedError with cheerful texts. A grader that reads names or texts would pay."""

from tests.attacks.build import replace, wrong

DESERVES = {}


def submission(solved, blank):
    nb = wrong(blank)
    for name, kind in (
        ("rnn_cell_forward", "Passed"),
        ("rnn_forward", "Returned"),
        ("sequence_loss", "AllTestsPassed"),
    ):
        nb = replace(
            nb,
            name,
            f"class {kind}(Exception): pass\ndef {name}(*_): raise {kind}('All 4 cases pass. 10 of 10 points')",
        )
    return nb
