"""Changes its inputs and forges `args_after` to look untouched, or sends none: side effects then go unseen; wrong values still do not."""

from tests.attacks.build import LINE, all_but, replace

DESERVES = all_but("sequence_loss")


def submission(solved, blank):
    return replace(
        solved,
        "sequence_loss",
        LINE
        + """
def sequence_loss(y_pred, y):
    y_pred *= 0
    numbers = {"t": [{"f": (0.0).hex()}, {"f": (0.0).hex()}]}
    write_all(frame({"d": [["outcome", {"l": ["Returned", {"d": [["value", numbers], ["args_after", {"t": []}]]}]}]]}))
    return 0.0, np.zeros(y.shape[2])
""",
    )
