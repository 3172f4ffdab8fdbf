"""rnn_forward asks the grader for the answers to rnn_cell_forward's cases, which an earlier exercise left in a file, thread or child."""

from tests.attacks.build import append, wrong

DESERVES = {}
RUNGS = (1, 2)


def submission(solved, blank):
    return append(
        wrong(solved),
        """
import os, pickle, glob, time
def keep(name, value):
    with open(name, "wb") as file: pickle.dump(value, file)
def kept(pattern):
    return [pickle.load(open(path, "rb")) for path in glob.glob(pattern)]
def rnn_cell_forward(xt, a_prev, parameters):
    keep(f"asked-{time.monotonic_ns()}", (xt, a_prev, parameters))
    for args, answer in kept("answer-*"):
        if np.array_equal(args[0], xt): return answer
    return a_prev, a_prev, (a_prev, a_prev, xt, parameters)
def rnn_forward(x, a0, parameters):
    for number, args in enumerate(kept("asked-*")): keep(f"answer-{number}", (args, rnn_cell_forward(*args)))
    return x, x, ([], x)
if os.fork() == 0:
    time.sleep(5)
    os._exit(0)
""",
    )
