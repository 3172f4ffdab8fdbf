"""Objects with a lying __code__, and a namespace of proxies that agree, stand for the functions; `functions` in the answer is forged."""

from tests.attacks.build import append, wrong

DESERVES = {}


def submission(solved, blank):
    return append(
        wrong(solved),
        """
import types
class Code:
    co_varnames, co_argcount = ("xt", "a_prev", "parameters"), 3
    co_filename = rnn_cell_forward.__code__.co_filename
class Any:
    __code__ = Code()
    def __call__(self, *args, **named): return self
    def __getattr__(self, name): raise RuntimeError("no")
    def __iter__(self): return iter((self, self, self))
for name in ("rnn_cell_forward", "rnn_forward", "sequence_loss", "rnn_cell_backward", "rnn_backward"):
    globals()[name] = Any()
""",
    )
