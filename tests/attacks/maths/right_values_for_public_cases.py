"""Looks the answer up in the public cases beside the notebook. A grader that re-used the students' cases would pay for it."""

from tests.attacks.build import all_but, replace

DESERVES = all_but("rnn_cell_forward")


def submission(solved, blank):
    return replace(
        solved,
        "rnn_cell_forward",
        """
def rnn_cell_forward(xt, a_prev, parameters):
    import glob
    from kit import sheet
    for path in glob.glob("**/public_cases.bin", recursive=True) + glob.glob("/**/public_cases.bin", recursive=False):
        for case in sheet.Book(path)["rnn_cell_forward"].cases:
            if case.args[0].shape == xt.shape: return case.expected
    return xt, xt, (xt, xt, xt, parameters)
""",
    )
