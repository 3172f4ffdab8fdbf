"""The sandbox: outcomes come back as they were, and whatever a submission does stays with that submission."""

import gc
import math
import os
import socket
import time

import numpy as np
import pytest

from grader import exercises, grading, intake
from grader.grading import Settings
from grader.sandbox import client, walls
from grader.sandbox.client import Dependency, Sandbox
from grader.sandbox.walls import Limits
from kit.outcome import Died, Missing, Raised, Returned, TimedOut
from tests.conftest import ROOT

LIMITS = Limits(call_seconds=1.5, notebook_seconds=3.0, exercise_seconds=8.0)
STRONGEST = walls.strongest().rung
RUNGS = sorted({STRONGEST, 3})


@pytest.fixture(scope="module", params=RUNGS, ids=lambda rung: f"rung {rung}")
def sandbox(request):
    """One warm sandbox for all tests of a rung, which is itself a test that none spoils the next."""
    with Sandbox(LIMITS, walls.ON_RUNG[request.param]) as started:
        yield started


@pytest.fixture(scope="module", params=range(STRONGEST, 3), ids=lambda rung: f"rung {rung}")
def walled(request):
    """A warm sandbox on a rung with real walls: 1 and 2, as far as they work here."""
    with Sandbox(LIMITS, walls.ON_RUNG[request.param]) as started:
        yield started


@pytest.fixture(params=RUNGS, ids=lambda rung: f"rung {rung}")
def own_sandbox(request):
    """A sandbox that a test may break."""
    with Sandbox(LIMITS, walls.ON_RUNG[request.param]) as started:
        yield started


def cells(*sources, mode="whole"):
    return [(f"cell {number}", source, mode) for number, source in enumerate(sources, 1)]


def value(sandbox, source, *args):
    """What f returns, where `source` defines f."""
    with sandbox.session(cells(source)) as session:
        (outcome,) = session.call("f", [args])
    assert isinstance(outcome, Returned), outcome
    return outcome.value


def outcome(sandbox, source, *args):
    with sandbox.session(cells(source)) as session:
        return session.call("f", [args])[0]


# --- values --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sent", [None, True, -3, 2**62, 0.1, math.inf, "∂ \x00", [1, [2, ()]], {"a": {"b": None}}, ()], ids=repr
)
def test_plain_values_make_the_round_trip(sandbox, sent):
    got = value(sandbox, "def f(x): return x", sent)
    assert got == sent and type(got) is type(sent)


def test_arrays_make_the_round_trip(sandbox):
    for array in (
        np.random.default_rng(1).standard_normal((2, 3, 4)),
        np.zeros((0, 2)),
        np.array(7),
        np.array([math.nan]),
    ):
        got = value(sandbox, "def f(x): return {'x': (x, x.T)}", array)["x"]
        assert np.array_equal(got[0], array, equal_nan=True) and np.array_equal(got[1], array.T, equal_nan=True)
        assert got[0].dtype == array.dtype


def test_arguments_come_back_as_the_call_left_them(sandbox):
    found = outcome(sandbox, "def f(x, d):\n    x += 1\n    d['new'] = 2", np.zeros(2), {})
    assert np.array_equal(found.args_after[0], [1, 1]) and found.args_after[1] == {"new": 2}


def test_an_exception_comes_back_with_the_student_s_line(sandbox):
    found = outcome(sandbox, "def f(x):\n    y = x\n    return np.dot(y, np.zeros(9))", np.zeros(2))
    assert (found.type_name, found.line, found.number) == ("ValueError", "return np.dot(y, np.zeros(9))", 3)


def test_what_cannot_cross_arrives_as_foreign(sandbox):
    assert value(sandbox, "def f(): return [len, object()]")[0].type_name == "builtin_function_or_method"


def test_a_value_without_end_is_an_exception_not_a_crash(sandbox):
    found = outcome(sandbox, "def f():\n    x = []\n    x.append(x)\n    return x")
    assert isinstance(found, Raised)


def test_functions_are_listed_with_their_arguments_and_imports_are_not(sandbox):
    source = "from textwrap import dedent\nimport math\ndef f(a, b=1, *c, d=2): pass\ng = lambda x: x\n"
    with sandbox.session(cells(source, "def h(): pass")) as session:
        assert session.functions == {"f": ["a", "b"], "g": ["x"], "h": []}


def test_a_function_that_is_not_there_is_missing(sandbox):
    with sandbox.session(cells("x = 1")) as session:
        assert session.call("f", [(), ()]) == [Missing(), Missing()]


# --- cells ---------------------------------------------------------------------------------------------------


def test_a_cell_that_fails_leaves_the_rest_running(sandbox):
    with sandbox.session(cells("x = 1", "1 / 0", "def g(:", "import sys; sys.exit(3)", "def f(): return x")) as session:
        assert {label: [each.type_name for each in found] for label, found in session.problems.items()} == {
            "cell 2": ["ZeroDivisionError"],
            "cell 3": ["SyntaxError"],
            "cell 4": ["SystemExit"],
        }
        assert session.call("f", [()]) == [Returned(1)]


def test_definitions_of_a_broken_file_are_saved(sandbox):
    source = "import nothing_of_this_name\ndata = open('none').read()\ndef f(): return 8\nprint 'python 2'\n"
    with sandbox.session(cells(source, mode="definitions")) as session:
        assert session.call("f", [()]) == [Returned(8)]


MAGICS = """
%matplotlib inline
!touch made_by_shell
files = !ls
%cd /
?f
def f():
    %time x = 5
    return x
"""


def test_magics_are_inert_and_code_in_them_runs(sandbox):
    with sandbox.session(cells("%%time\nx = 7", "%%bash\nexit 1", MAGICS)) as session:
        assert session.problems == {}
        assert session.call("f", [()]) == [Returned(5)]
    source = "!touch made_by_shell\nimport os\ndef f(): return os.path.exists('made_by_shell')"
    assert value(sandbox, source) is False


def test_printing_disturbs_nothing(sandbox):
    loud = (
        "import os, sys\nprint('x' * 10**6)\nprint('e', file=sys.stderr)\nos.write(1, b'KIT1')\nos.write(2, b'KIT1')\n"
    )
    assert value(sandbox, f"{loud}def f():\n    print('y' * 10**6)\n    os.write(1, b'KIT1')\n    return 5") == 5


def test_warnings_fail_nobody(sandbox):
    assert (
        value(sandbox, "import warnings\ndef f():\n    warnings.warn('careful')\n    return float(np.log(0.0))")
        == -math.inf
    )


# --- harm stays inside ---------------------------------------------------------------------------------------


def test_an_endless_loop_is_timed_out_once_for_all_its_calls(sandbox):
    began = time.monotonic()
    with sandbox.session(cells("def f():\n    while True: pass\ndef g(): return 1")) as session:
        assert session.call("f", [(), (), ()]) == [TimedOut(1.5)] * 3
        assert time.monotonic() - began < 2 * LIMITS.call_seconds + 1
        assert session.call("g", [()]) == [Returned(1)]


def test_cells_that_do_not_end_are_timed_out(sandbox):
    with sandbox.session(cells("while True: pass", "def f(): pass")) as session:
        assert isinstance(session.ended, (TimedOut, Died))
        assert session.call("f", [()]) == [session.ended]


def test_sleeping_is_timed_out_too(sandbox):
    assert outcome(sandbox, "import time\ndef f(): time.sleep(1000)") == TimedOut(1.5)


def test_leaving_the_process_is_died_and_spares_the_other_exercises(sandbox):
    with sandbox.session(cells("import os\ndef f(): os._exit(0)\ndef g(): return 1")) as session:
        assert [type(each) for each in session.call("f", [(), ()])] == [Died, Died]
        assert session.call("g", [()]) == [Returned(1)]


def test_leaving_the_process_in_a_cell_is_died(sandbox):
    with sandbox.session(cells("import os; os._exit(0)")) as session:
        assert isinstance(session.ended, Died) and session.call("f", [()]) == [session.ended]


@pytest.mark.parametrize("bomb", ["np.ones(2**40)", "bytearray(2**42)", "[np.ones(2**24) for _ in range(10**6)]"])
def test_a_memory_bomb_is_contained(sandbox, bomb):
    found = outcome(sandbox, f"def f(): return {bomb}")
    assert isinstance(found, (Died, TimedOut)) or found.type_name in ("MemoryError", "_ArrayMemoryError")


def test_a_file_without_end_is_contained(sandbox):
    source = "def f():\n    with open('big', 'wb') as file:\n        for _ in range(10**4): file.write(bytes(2**20))"
    assert isinstance(outcome(sandbox, source), (Raised, Died))


def test_a_fork_bomb_is_contained(sandbox):
    source = "import os\ndef f():\n    made = 0\n    while os.fork() and made < 2000: made += 1\n    os._exit(0)"
    assert isinstance(outcome(sandbox, source), (Raised, Died, TimedOut))
    assert value(sandbox, "def f(): return 1") == 1


def test_an_oversized_answer_is_died(sandbox):
    found = outcome(sandbox, "def f(): return np.zeros(2**24)")
    assert isinstance(found, Died) and "limit" in found.reason


def test_each_exercise_has_a_fork_of_its_own(sandbox):
    source = "count = [0]\ndef f():\n    count[0] += 1\n    np.tanh = None\n    return count[0]\n"
    with sandbox.session(cells(source, "def g(): return count[0], float(np.tanh(0.0))")) as session:
        assert session.call("f", [(), ()]) == [Returned(1), Returned(2)]
        assert session.call("g", [()]) == [Returned((0, 0.0))]


def test_submissions_share_nothing(sandbox):
    value(sandbox, "import sys\nnp.leak = sys.leak = 1\nsecret = 2\ndef f(): return 1")
    source = "import sys\ndef f(): return hasattr(np, 'leak'), hasattr(sys, 'leak'), 'secret' in globals()"
    assert value(sandbox, source) == (
        False, False, False,
    )  # fmt: skip


def test_random_numbers_start_alike_for_everyone(sandbox):
    source = "np.random.seed(7)\ndef f(): return float(np.random.rand())"
    assert value(sandbox, source) == value(sandbox, "def f(): return float(np.random.rand())")


def test_a_student_is_never_root(sandbox):
    got = value(sandbox, "import os\ndef f(): return list(os.getresuid() + os.getresgid()) + os.getgroups()")
    assert 0 not in got
    assert outcome(sandbox, "import os\ndef f(): os.setuid(0)").type_name == "PermissionError"


def test_the_grader_cannot_be_imported(sandbox):
    for name in ("grader", "grader.reference.rnn", "grader.exercises"):
        found = outcome(sandbox, f"def f():\n    import {name}")
        assert isinstance(found, Raised) and found.type_name in ("ModuleNotFoundError", "ImportError")
    loaded = value(
        sandbox, "import sys\ndef f(): return [name for name in sys.modules if 'grader' in name or 'reference' in name]"
    )
    assert loaded == []


def test_the_environment_tells_nothing_of_the_grader_s(sandbox):
    assert set(value(sandbox, "import os\ndef f(): return dict(os.environ)")) <= set(walls.ENVIRONMENT) | {
        "PWD",
        "LC_CTYPE",
    }


def test_a_call_holds_one_socket_and_no_file_of_the_grader_s(sandbox):
    source = """
import os, stat
def f():
    kinds = []
    for number in range(256):
        try: kinds.append(stat.S_IFMT(os.fstat(number).st_mode))
        except OSError: pass
    return [kind == stat.S_IFSOCK for kind in kinds if kind != stat.S_IFCHR]
"""
    assert value(sandbox, source) == [True]


def test_the_repository_cannot_be_read(walled):
    source = "import os\ndef f(path): return os.listdir(path)"
    for path in (ROOT, ROOT / "grader", ROOT / "tests"):
        assert outcome(walled, source, str(path)).type_name in ("FileNotFoundError", "PermissionError")


def test_there_is_no_network(walled):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        source = "import socket\ndef f(port): socket.create_connection(('127.0.0.1', port), timeout=1)"
        assert isinstance(outcome(walled, source, port), Raised)


def test_processes_of_others_cannot_be_seen(walled):
    source = "import os\ndef f(pid): return open(f'/proc/{pid}/cmdline').read(), os.listdir('/proc')"
    assert isinstance(outcome(walled, source, os.getpid()), Raised)


LEAVE = """
import os
os.makedirs("top/sub")
open("top/sub/left_here", "w").write("answer")
{}
def f(): return os.getcwd()
"""
LOOK = """
import os
def reached(path):
    try: os.chmod(path, 0o777)
    except OSError: pass
    try: return [os.path.join(path, name) for name in os.listdir(path)]
    except OSError: return []
def f(waiting):
    seen = []
    while waiting:
        seen.append(waiting.pop())
        if not os.path.islink(seen[-1]): waiting += reached(seen[-1])
    return [path for path in seen if "left_here" in path]
"""


@pytest.mark.parametrize("lock", ["", "os.chmod('top/sub', 0)", "os.chmod('top', 0)", "os.chmod('top', 0o555)"])
def test_nothing_is_left_behind_for_the_next_submission(walled, lock):
    where = value(walled, LEAVE.format(lock))
    assert value(walled, LOOK, [where, os.path.dirname(where), "."]) == []


def test_only_the_work_folder_can_be_written_to(walled):
    source = "import os\ndef f(place):\n    open(place + '/new', 'w').close()\n    os.unlink(place + '/new')"
    for place in ("/dev/shm", "/sandbox", "/sandbox/lib", "/var/tmp", "/run", "/home", "/usr/lib", "/dev", "", ".."):
        assert isinstance(outcome(walled, source, place), Raised), place
    assert isinstance(outcome(walled, source, "."), Returned)


# --- dependencies --------------------------------------------------------------------------------------------


def asked(sandbox, source, function, *args):
    """The outcome of f, whose calls of g are answered from outside by `function`."""
    with sandbox.session(cells("def g(*_): return 'own'", source)) as session:
        return session.call("f", [args], [Dependency("g", function)])[0]


def test_dependencies_are_answered_from_outside(sandbox):
    found = asked(sandbox, "def f(x): return g(x, scale=3.0)", lambda x, scale: scale * x, np.ones(2))
    assert np.array_equal(found.value, [3, 3])


def test_the_caller_s_own_arrays_come_back_as_themselves(sandbox):
    source = "def f(x, p):\n    a, (b, c), d = g(x, p)\n    return a is x, b is p, c is p['W'], d is x"
    found = asked(sandbox, source, lambda x, p: (x, (p, p["W"]), x + 0), np.ones(2), {"W": np.eye(2)})
    assert found.value == (True, True, True, False)


def test_what_a_dependency_raises_is_raised_inside(sandbox):
    def refuse(x):
        raise KeyError("Wax")

    source = "def f(x):\n    try: return g(x)\n    except KeyError as error: return str(error)"
    assert "Wax" in asked(sandbox, source, refuse, 1).value
    assert asked(sandbox, "def f(x): return g()", lambda x: x, 1).type_name == "TypeError"


def test_too_many_questions_end_the_call(sandbox):
    found = asked(sandbox, "def f():\n    while True: g()", lambda: None)
    assert isinstance(found, (Died, TimedOut))


def test_every_reference_passes_as_a_student_s_answer_through_dependencies(sandbox):
    for name in exercises.names():
        exercise = exercises.load(name)
        for case in exercise.cases(np.random.default_rng(1))[:1]:
            listed = ", ".join(exercise.arguments)
            found = asked(sandbox, f"def f({listed}): return g({listed})", exercise.function, *case.args)
            assert isinstance(found, Returned), (name, found)


# --- attacks on the grader itself ------------------------------------------------------------------------------

FORGE = """
import os, stat
from kit import wire
def forge(value):
    for number in range(3, 64):
        try:
            if stat.S_ISSOCK(os.fstat(number).st_mode): os.write(number, wire.encode(value))
        except OSError: pass
"""
FORGERIES = ["np.zeros(3)", "[]", "'outcome'", "3", "{'outcome': 3}", "{'outcome': ['Passed', {}]}", "{'ask': 'x'}"]
FORGERIES += ["{'ask': 'rnn_forward', 'args': 3, 'named': []}", "{'outcome': ['TimedOut', {'seconds': 0.0}]}"]
STARTS = [
    "{'problems': [], 'functions': {}}",
    "{'problems': {'c': [3]}, 'functions': {}}",
    "{'problems': {}, 'functions': []}",
]


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_answer_is_died(sandbox, forgery):
    found = outcome(sandbox, f"{FORGE}def f():\n    forge({forgery})\n    return 1")
    assert isinstance(found, Died), found
    assert value(sandbox, "def f(): return 1") == 1


@pytest.mark.parametrize("forgery", FORGERIES + STARTS)
def test_a_forged_report_of_the_cells_ends_that_submission_only(sandbox, forgery):
    with sandbox.session(cells(f"{FORGE}forge({forgery})", "def f(): return 1")) as session:
        assert isinstance(session.ended, Died)
    assert value(sandbox, "def f(): return 1") == 1


def test_processes_left_behind_are_ended(own_sandbox, monkeypatch):
    monkeypatch.setattr(client, "START_SECONDS", 6.0)
    daemon = "import os, time\nif os.fork() == 0:\n    os.setsid()\n    os.fork() or os.setsid()\n    time.sleep(20)\n    os._exit(0)"
    with own_sandbox.session(cells(daemon, "def f(): return 1")) as session:
        assert session.call("f", [()]) == [Returned(1)]
    assert value(own_sandbox, "def f(): return 2") == 2


def code(source):
    return (intake.Code("cell 1", source),)


RIGHT = """
def rnn_cell_backward(da_next, cache):
    a_next, a_prev, xt, p = cache
    dz = da_next * (1 - a_next**2)
    return {"dxt": p["Wax"].T @ dz, "da_prev": p["Waa"].T @ dz, "dWax": dz @ xt.T, "dWaa": dz @ a_prev.T,
            "dba": dz.sum(axis=1, keepdims=True)}
"""


KILL_FROM_A_CALL = """
def rnn_cell_backward(*_):
    stat = open(f"/proc/{os.getppid()}/stat").read()
    os.kill(int(stat.rpartition(")")[2].split()[1]), 9)
"""


@pytest.mark.parametrize("rung", RUNGS)
@pytest.mark.parametrize("when", ["cells", "call"])
def test_a_submission_that_kills_the_sandbox_is_graded_and_so_is_the_next(when, rung):
    kill = "os.kill(os.getppid(), 9)" if when == "cells" else KILL_FROM_A_CALL
    settings = Settings(seed=1, limits=LIMITS, walls=walls.ON_RUNG[rung])
    names = ("rnn_cell_backward",)
    killer = intake.Submission("eve", "1_recurrent_cells", code(f"import os\n{kill}"), {})
    assert grading.grade(killer, names, settings).points == 0
    right = intake.Submission("ada", "1_recurrent_cells", code(RIGHT), {})
    assert grading.grade(right, names, settings).points == 15


# --- closing ---------------------------------------------------------------------------------------------------


def descendants(pid):
    """The processes below one, as {pid: parent} pairs found in /proc."""
    parents = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat") as file:
                parents[int(name)] = int(file.read().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found, size = {pid}, 0
    while len(found) > size:
        size = len(found)
        found |= {child for child, parent in parents.items() if parent in found}
    return found


@pytest.mark.parametrize("rung", RUNGS)
def test_no_descriptor_process_or_folder_is_left_after_closing(rung):
    gc.collect()  # what earlier tests left to be closed
    before = os.listdir("/proc/self/fd")
    with Sandbox(LIMITS, walls.ON_RUNG[rung]) as sandbox:
        value(sandbox, "def f(): return 1")
        processes, folder = descendants(sandbox.process.pid), sandbox.folder
    assert len(os.listdir("/proc/self/fd")) == len(before)
    assert not folder or not os.path.exists(folder)
    until = time.monotonic() + 5
    while time.monotonic() < until and any(os.path.exists(f"/proc/{pid}") for pid in processes):
        time.sleep(0.02)
    assert not [pid for pid in processes if os.path.exists(f"/proc/{pid}")]


def test_many_sessions_leave_no_descriptor(sandbox):
    value(sandbox, "def f(): return 1")
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(10):
        outcome(sandbox, "import os\ndef f(): os._exit(0)")
    assert len(os.listdir("/proc/self/fd")) == before


def test_every_rung_is_described_in_words():
    assert all(f"rung {rung}" in walls.describe(walls.ON_RUNG[rung]) for rung in RUNGS)


def test_without_bubblewrap_the_next_rung_is_taken(monkeypatch):
    monkeypatch.setattr(walls.shutil, "which", lambda _: None)
    assert walls.strongest().rung in (2, 3)


def test_a_sandbox_that_cannot_start_says_what_to_do(monkeypatch):
    monkeypatch.setattr(walls, "INSIDE", ("channel.py", "cells.py"))
    with pytest.raises(walls.SandboxError, match="grader doctor"), Sandbox(LIMITS, walls.ON_RUNG[3]):
        pass
