"""Stops itself with SIGSTOP and blocks all signals, so that a grader waits for ever for an answer."""

from tests.attacks.build import all_but, replace

DESERVES = all_but("rnn_cell_forward")


def submission(solved, blank):
    return replace(
        solved,
        "rnn_cell_forward",
        """
def rnn_cell_forward(*_):
    import signal
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 64))
    signal.alarm(1)
    try: signal.raise_signal(signal.SIGSTOP)
    except OSError: pass
    signal.pause()
""",
    )
