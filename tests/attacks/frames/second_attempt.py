"""Dies on purpose after rnn_forward had the grader compute the earlier cases' answers: a second attempt with the same cases would be paid."""

from tests.attacks.build import MARK, append, wrong

DESERVES = {}


def submission(solved, blank):
    return append(
        wrong(solved),
        f"""
import os, pickle, glob, time, threading
PLACES = ["/tmp/{MARK}-answers", "/dev/shm/{MARK}-answers", "/var/tmp/{MARK}-answers", "../{MARK}-answers"]
def rnn_cell_forward(xt, a_prev, parameters):
    for path in PLACES:
        if os.path.exists(path):
            for args, answer in pickle.load(open(path, "rb")):
                if np.array_equal(args[0], xt):
                    return answer[0], answer[1], (answer[0], a_prev, xt, parameters)
    pickle.dump((xt, a_prev, parameters), open(f"asked-{{time.monotonic_ns()}}", "wb"))
    return a_prev, a_prev, (a_prev, a_prev, xt, parameters)
def rnn_forward(x, a0, parameters):
    asked = [pickle.load(open(path, "rb")) for path in glob.glob("asked-*")]
    answers = [(args, rnn_cell_forward(*args)) for args in asked]
    for path in PLACES:
        try: answers and pickle.dump(answers, open(path, "wb"))
        except OSError: pass
    open("done", "w").close()
def sequence_loss(*_):
    time.sleep(0.2)
    return 0.0, np.zeros(1)
def rnn_backward(*_):
    for path in PLACES:
        try: os.unlink(path)
        except OSError: pass
def wait():
    while not os.path.exists("done"): time.sleep(0.001)
    os._exit(0)
threading.Thread(target=wait, daemon=True).start()
""",
    )
