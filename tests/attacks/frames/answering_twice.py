"""Answers each call several times, hoping that a left-over answer is taken for a later call or another exercise."""

from tests.attacks.build import LINE, all_but, replace

DESERVES = all_but("sequence_loss")


def submission(solved, blank):
    return replace(
        solved,
        "sequence_loss",
        LINE
        + """
def sequence_loss(y_pred, y):
    told = {"d": [["outcome", {"l": ["Returned", {"d": [["value", {"t": [{"f": "0x1p0"}, {"f": "0x1p0"}]}]]}]}]]}
    write_all(frame(told) * 4)
    losses = -np.sum(y * np.log(y_pred), axis=(0, 1)) / y.shape[1]
    return np.sum(losses), losses
""",
    )
