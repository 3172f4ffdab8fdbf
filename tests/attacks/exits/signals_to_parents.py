"""Sends SIGKILL, SIGSTOP and SIGTERM to its parent, its group and pid 1, from cells and calls. Stock nbgrader's own process dies of it."""

from tests.attacks.build import all_but, append, replace

DESERVES = all_but("sequence_loss")
RUNGS = (1, 2)  # rung 3 lets it end the sandbox (engine restarts); tests/grader/test_sandbox.py tries that


def submission(solved, blank):
    code = """
def strike():
    import os, signal
    for number in (signal.SIGSTOP, signal.SIGTERM, signal.SIGKILL):
        for pid in (os.getppid(), os.getsid(0), 1):
            try: os.kill(pid, number) if pid != os.getpid() else None
            except OSError: pass
    return 0.0, np.zeros(1)
"""
    return append(replace(solved, "sequence_loss", code + "def sequence_loss(*_): return strike()"), "strike()")
