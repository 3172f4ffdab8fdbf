"""The inside of the sandbox. Started as a script, never imported by the grader.

    server.py CONTROL_FD LIMITS_JSON

A warm parent imports everything once, gives up its rights, and forks a child per submission. The child executes the
cells and forks once more for each exercise, so that no exercise can spoil another. Inputs come in and values go
out as frames; there is no verdict, no expected value and no reference in this process.
"""

import ctypes
import importlib
import json
import os
import resource
import shutil
import signal
import socket
import sys

import channel
import matplotlib.pyplot  # noqa: F401 - warm, so that a submission need not wait for it
import numpy as np
from cells import new_namespace, provide_lab_modules, run
from kit import plots, wire  # noqa: F401 - warm
from kit.outcome import Raised, call, to_plain

NOBODY = 65534
# What notebooks import: loaded before rights are given up, because Python may live where an unprivileged user cannot read.
WARM = "abc collections copy csv dataclasses datetime enum fractions functools glob heapq io itertools math operator"
WARM += " pathlib pprint random re secrets statistics string textwrap time timeit traceback types typing warnings"
WARM += " numpy.fft numpy.linalg numpy.ma numpy.polynomial numpy.random numpy.testing IPython.display"
PR_SET_NO_NEW_PRIVS, PR_SET_CHILD_SUBREAPER = 38, 36
ERRORS = {kind.__name__: kind for kind in (ValueError, TypeError, KeyError, IndexError, AttributeError)}


def main():
    control = socket.socket(fileno=int(sys.argv[1]))
    limits = json.loads(sys.argv[2])
    for name in WARM.split():
        importlib.import_module(name)
    give_up_rights()
    channel.send(control, {"ready": os.getuid()})
    child = None
    while True:
        try:
            message, descriptor = channel.receive_with_descriptor(control)
        except channel.Closed:
            sweep(child, limits)
            return
        if message == "stop":
            sweep(child, limits)
            channel.send(control, "stopped")
            continue
        child = os.fork()
        if child == 0:
            control.close()
            serve_submission(socket.socket(fileno=descriptor), limits)
        os.close(descriptor)


def give_up_rights():
    """Never run a student as uid 0; never gain rights again."""
    prctl = ctypes.CDLL(None).prctl
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)


def sweep(child, limits):
    """End everything that a submission left behind, and empty its folder."""
    if child is not None:
        if limits["own_process_space"]:
            _quietly(os.kill, -1, signal.SIGKILL)
        else:
            _quietly(os.killpg, child, signal.SIGKILL)
            for orphan in _children():
                _quietly(os.kill, orphan, signal.SIGKILL)
        _reap()
    for name in os.listdir("."):
        shutil.rmtree(name, ignore_errors=True) if os.path.isdir(name) else _quietly(os.unlink, name)


def _children():
    """The processes that this one is, or has become, the parent of."""
    with open(f"/proc/self/task/{os.getpid()}/children") as file:
        return [int(pid) for pid in file.read().split()]


def _reap():
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def _quietly(action, *args):
    try:
        action(*args)
    except OSError:
        pass


# --- a submission -----------------------------------------------------------------------------------------


def serve_submission(sock, limits):
    """Execute the cells, then fork one child per exercise asked for. Never returns."""
    os.setsid()
    _set_limits(limits, limits["notebook_seconds"])
    _silence()
    cells = channel.receive(sock)
    namespace = new_namespace()
    if all(mode == "definitions" for _, _, mode in cells):
        provide_lab_modules()
    problems = {}
    for label, source, mode in cells:
        found = run(source, label, namespace, mode)
        if found:
            problems[label] = [to_plain(problem) for problem in found]
    channel.send(sock, {"problems": problems, "functions": _functions(namespace, {label for label, _, _ in cells})})
    _serve_exercises(sock, namespace, limits)
    os._exit(0)


def _serve_exercises(sock, namespace, limits):
    while True:
        try:
            request, descriptor = channel.receive_with_descriptor(sock)
        except channel.Closed:
            return
        if os.fork() == 0:
            sock.close()
            _set_limits(limits, limits["exercise_seconds"])
            serve_calls(socket.socket(fileno=descriptor), namespace, request)
            os._exit(0)
        os.close(descriptor)


def _functions(namespace, labels):
    """The functions that the cells defined themselves: {name: their argument names}."""
    found = {}
    for name, value in list(namespace.items()):
        code = getattr(value, "__code__", None)
        if code is not None and code.co_filename in labels:
            found[name] = list(code.co_varnames[: code.co_argcount])
    return found


def _silence():
    """What a submission prints goes nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


def _set_limits(limits, seconds):
    for kind, value in (
        (resource.RLIMIT_CPU, int(seconds)),
        (resource.RLIMIT_AS, limits["memory_bytes"]),
        (resource.RLIMIT_FSIZE, limits["file_bytes"]),
        (resource.RLIMIT_NOFILE, limits["files"]),
        (resource.RLIMIT_NPROC, limits["processes"]),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (value, hard if kind == resource.RLIMIT_CPU else value))


# --- an exercise ------------------------------------------------------------------------------------------


def serve_calls(sock, namespace, request):
    """Call one function as often as asked; what it depends on is answered from outside."""
    np.random.seed(0)
    for name in request["depends_on"]:
        namespace[name] = _proxy(sock, name)
    function = namespace.get(request["exercise"])
    while True:
        try:
            args = channel.receive(sock)
        except channel.Closed:
            return
        outcome = call(function, args)
        _send_outcome(sock, outcome)


def _send_outcome(sock, outcome):
    try:
        channel.send(sock, {"outcome": to_plain(outcome)})
    except (RecursionError, MemoryError, ValueError, TypeError) as error:
        refused = Raised(type(error).__name__, "the result could not be sent to the grader")
        channel.send(sock, {"outcome": to_plain(refused)})


def _proxy(sock, name):
    """A stand-in for a function that another exercise grades: the grader answers its calls."""

    def ask(*args, **named):
        channel.send(sock, {"ask": name, "args": args, "named": named})
        reply = channel.receive(sock, known=wire.leaves([args, named]))
        if "error" in reply:
            kind, text = reply["error"]
            raise ERRORS.get(kind, ValueError)(text)
        return reply["answer"]

    ask.__name__ = name
    return ask


if __name__ == "__main__":
    main()
