"""Exceptions whose __str__, __repr__, __name__ and __traceback__ raise, exit or never end: whoever describes them is caught."""

from tests.attacks.build import all_but, replace

DESERVES = all_but("sequence_loss", "rnn_backward", "rnn_forward")


def submission(solved, blank):
    nb = replace(
        solved,
        "sequence_loss",
        """
class Strikes(BaseException):
    def __str__(self): raise SystemExit(0)
    __repr__ = __str__
def sequence_loss(*_): raise Strikes
""",
    )
    nb = replace(
        nb,
        "rnn_backward",
        """
class Meta(type):
    __name__ = property(lambda self: 10**6)
class Odd(Exception, metaclass=Meta):
    __str__ = lambda self: "x" * 10**8
def rnn_backward(*_): raise Odd
""",
    )
    return replace(
        nb,
        "rnn_forward",
        """
class Endless(Exception):
    def __str__(self):
        while True: pass
def rnn_forward(*_): raise Endless
""",
    )
