"""Tries to escape, really: what student code could do here, and which walls should prevent it.

Some probes run at every start of a sandbox, all of them in `grader doctor`.
"""

import os
import socket
from dataclasses import dataclass
from pathlib import Path

from kit.outcome import Raised, Returned, TimedOut

OUTSIDE = Path(__file__).parent.parent / "reference" / "rnn.py"  # a file that student code must never read


@dataclass(frozen=True)
class Probe:
    """One attempt. code: a function `attempt(target)` that returns True if it succeeded.

    held_by: names of layers, each of which alone prevents it; `always` for resource limits.
    """

    slug: str
    what: str
    code: str
    held_by: tuple
    at_start: bool = False


PROBES = (
    Probe(
        "read",
        "read a file outside, such as the reference",
        "return bool(open(target['file']).read(1))",
        ("bubblewrap", "landlock"),
        at_start=True,
    ),
    Probe(
        "write",
        "write a file outside",
        "open(target['new_file'], 'w').close(); return True",
        ("bubblewrap", "landlock"),
        at_start=True,
    ),
    Probe(
        "processes",
        "see or signal other processes",
        "import os\n    own = {os.getpid(), os.getppid()}\n"
        "    return any(_signalled(pid) for pid in range(1, 70000) if pid not in own)",
        ("bubblewrap", "landlock", "seccomp"),
    ),
    Probe(
        "kill_parent",
        "kill the process it was forked from",
        "import os; os.kill(os.getppid(), 0); return True",
        ("seccomp",),
        at_start=True,
    ),
    Probe(
        "run_program",
        "run another program",
        "import os, sys; return os.posix_spawn(sys.executable, ['-V'], {}) > 0",
        ("seccomp",),
    ),
    Probe(
        "fork",
        "start processes while a function is graded",
        "import os\n    if os.fork() == 0: os._exit(0)\n    return True",
        ("seccomp",),
        at_start=True,
    ),
    Probe(
        "connect",
        "connect to a server on this machine",
        "import socket; socket.create_connection(('127.0.0.1', target['port']), 2); return True",
        ("bubblewrap", "landlock", "seccomp"),
    ),
    Probe("memory", "use more memory than allowed", "return bool(len(bytearray(target['memory'])))", ("always",)),
    Probe(
        "disk",
        "fill the disk",
        "block = bytes(2**20)\n    for n in range(64):\n        with open(f'f{n}', 'wb') as file:\n"
        "            for _ in range(target['disk'] // 2**20 // 16): file.write(block)\n    return True",
        ("bubblewrap",),
    ),
    Probe("time", "run for ever", "\n    while True: pass", ("always",)),
)

HELPER = """
def _signalled(pid):
    import os
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True
"""


def promised(probe, walls):
    """Whether these walls should hold a probe back."""
    return any(layer == "always" or getattr(walls, layer) for layer in probe.held_by)


def escapes_at_start(sandbox):
    """The probes that should have been held back and were not, tried in one session."""
    chosen = [probe for probe in PROBES if probe.at_start and promised(probe, sandbox.walls)]
    return [probe for probe, escaped in _attempts(sandbox, chosen).items() if escaped]


def results(sandbox):
    """{probe: whether it escaped} for all probes, and whether a left-behind process outlives its session."""
    return _attempts(sandbox, PROBES), outlives(sandbox)


def _attempts(sandbox, chosen):
    code = HELPER + "\n".join(f"def attempt_{probe.slug}(target):\n    {probe.code}" for probe in chosen)
    new_file = OUTSIDE.parent / f".escape-{os.getpid()}"
    with socket.create_server(("127.0.0.1", 0)) as listener, sandbox.session([("probe", code, "whole")]) as session:
        target = {"file": str(OUTSIDE), "new_file": str(new_file), "port": listener.getsockname()[1]}
        target |= {"memory": sandbox.limits.memory_bytes + 1, "disk": sandbox.limits.disk_bytes}
        outcomes = {probe: session.call(f"attempt_{probe.slug}", [(target,)])[0] for probe in chosen}
    new_file.unlink(missing_ok=True)
    return {probe: not _held(outcome) for probe, outcome in outcomes.items()}


def _held(outcome):
    """Held back is what raised, ran into a limit or came back without success; a process that merely broke proves nothing."""
    if isinstance(outcome, Returned):
        return outcome.value is not True
    return isinstance(outcome, (Raised, TimedOut))


def outlives(sandbox):
    """Whether a process that a cell leaves behind still holds the session's line after the session has ended."""
    code = "import os, time\nif os.fork() == 0:\n    time.sleep(60)\n    os._exit(0)"
    with sandbox.session([("probe", code, "whole")]) as session:
        line = session.sock.dup()
    with line:
        line.settimeout(2)
        try:
            return bool(line.recv(1))
        except TimeoutError:
            return True
        except OSError:
            return False
