"""Asks questions that cost the grader far more than the student, queued ahead so that no wait for data ever meets the deadline."""

from tests.attacks.build import LINE, all_but, replace

DESERVES = all_but("rnn_forward")
SECONDS = 6


def submission(solved, blank):
    return replace(solved, "rnn_forward", LINE + """
import threading
def rnn_forward(*_):
    weights = {"d": [[name, {"a": 0}] for name in ("Wax", "Waa", "Wya", "ba", "by")]}
    tree = {"d": [["ask", "rnn_cell_forward"], ["args", {"t": [{"a": 0}, {"a": 0}, weights]}], ["named", {"d": []}]]}
    ask = frame(tree, [["float64", [100, 100, 100]]], np.full(10**6, 0.01).tobytes())
    def drain():
        while True: os.read(sockets()[0], 2**20)
    threading.Thread(target=drain, daemon=True).start()
    for _ in range(40): write_all(ask)
""")
