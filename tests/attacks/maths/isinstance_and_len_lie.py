"""Functions that, once called, make isinstance and len lie to whoever judges. In-process type checks would pass."""

from tests.attacks.build import all_but, replace

DESERVES = all_but("sequence_loss")


def submission(solved, blank):
    return replace(
        solved,
        "sequence_loss",
        """
def sequence_loss(y_pred, y):
    import builtins
    builtins.len = lambda *_: 2
    builtins.isinstance = lambda *_: True
    return 0.0
""",
    )
