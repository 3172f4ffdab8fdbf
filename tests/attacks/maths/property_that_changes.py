"""An array whose shape and dtype differ each time they are read, so that sizes and bytes on the line cannot agree."""

from tests.attacks.build import all_but, replace

DESERVES = all_but("rnn_forward")


def submission(solved, blank):
    return replace(
        solved,
        "rnn_forward",
        """
class Changes(np.ndarray):
    reads = 0
    @property
    def shape(self):
        Changes.reads += 1
        return (Changes.reads, 2**40, -1)
    @property
    def dtype(self):
        Changes.reads += 1
        return np.dtype("f8" if Changes.reads % 2 else "O")
def rnn_forward(x, a0, parameters):
    wrong = np.zeros((2, 2)).view(Changes)
    return wrong, wrong, ([], wrong)
""",
    )
