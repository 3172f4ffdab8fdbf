"""Sets its own inputs to zero in place, so that a reference run on the same arrays afterwards agrees with the zeros returned."""

from tests.attacks.build import all_but, replace

DESERVES = all_but("rnn_cell_forward", "sequence_loss")


def submission(solved, blank):
    nb = replace(
        solved,
        "rnn_cell_forward",
        """
def rnn_cell_forward(xt, a_prev, parameters):
    for array in (xt, a_prev, *parameters.values()): array[...] = 0
    y = np.full((parameters["by"].shape[0], xt.shape[1]), 1 / parameters["by"].shape[0])
    return a_prev, y, (a_prev, a_prev, xt, parameters)
""",
    )
    return replace(
        nb,
        "sequence_loss",
        """
def sequence_loss(y_pred, y):
    y[...] = 0
    y_pred[...] = 1
    return 0.0, np.zeros(y.shape[2])
""",
    )
