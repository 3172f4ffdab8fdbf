"""Returns tuple and list subclasses whose length and items change between two readings: checked once, used differently."""

from tests.attacks.build import all_but, replace

DESERVES = all_but("sequence_loss")


def submission(solved, blank):
    return replace(
        solved,
        "sequence_loss",
        """
class Turns(tuple):
    count = 0
    def __len__(self):
        Turns.count += 1
        return Turns.count % 4
    def __iter__(self):
        Turns.count += 1
        return iter([0.0] * (Turns.count % 4))
    def __getitem__(self, index): return Turns((0.0, 0.0))
    __eq__ = lambda self, other: True
def sequence_loss(y_pred, y): return Turns((Turns(), [Turns()]))
""",
    )
