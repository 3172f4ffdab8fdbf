"""The inside of the sandbox. Started as a script, never imported by the grader.

    server.py CONTROL_FD LIMITS_JSON

A warm parent imports everything once, gives up its rights, and forks a child per submission. The child executes the
cells and forks once more for each exercise, so that no exercise can spoil another. Inputs come in and values go
out as frames; there is no verdict, no expected value and no reference in this process.
"""

import contextlib
import importlib
import json
import os
import signal
import socket
import sys
import tempfile
import time

import channel
import folders
import matplotlib.pyplot  # noqa: F401 - warm, so that a submission need not wait for it
import numpy as np
import rights
from cells import new_namespace, provide_lab_modules, run

from kit import plots, wire  # noqa: F401 - warm
from kit.outcome import Raised, call, to_plain

# What notebooks import: loaded before rights are given up, because Python may live where an unprivileged user cannot read.
WARM = "abc collections copy csv dataclasses datetime enum fractions functools glob heapq io itertools math operator"
WARM += " pathlib pprint random re secrets statistics string textwrap time timeit traceback types typing warnings"
WARM += " numpy.fft numpy.linalg numpy.ma numpy.polynomial numpy.random numpy.testing IPython.display"
ERRORS = {kind.__name__: kind for kind in (ValueError, TypeError, KeyError, IndexError, AttributeError)}
SWEEP_SECONDS = 10.0
FORK_ATTEMPTS = 30
FILTERS = {"cells": rights.call_filter(may_fork=True), "exercise": rights.call_filter(may_fork=False)}


def main():
    control = socket.socket(fileno=int(sys.argv[1]))
    settings = json.loads(sys.argv[2])
    for name in WARM.split():
        importlib.import_module(name)
    rights.offer_to_the_memory_killer()
    rights.become_nobody(settings["user"])
    channel.send(control, {"ready": os.getuid(), **rights.available()})
    child = folder = None
    while True:
        try:
            message, descriptor = channel.receive_with_descriptor(control)
        except channel.Closed:
            sweep(child, folder, settings)
            return
        if message == "stop":
            sweep(child, folder, settings)
            channel.send(control, "stopped")
            continue
        folder = tempfile.mkdtemp(dir=".")
        child = os.fork()
        if child == 0:
            control.close()
            serve_submission(socket.socket(fileno=descriptor), os.path.abspath(folder), settings)
        os.close(descriptor)


def sweep(child, folder, settings):
    """End everything that a submission left behind, and remove its folder."""
    if child is None:
        return
    end = time.monotonic() + SWEEP_SECONDS
    while _alive() and time.monotonic() < end:
        if settings["own_process_space"]:
            _quietly(os.kill, -1, signal.SIGKILL)
        else:
            for pid in _children():
                _kill(pid)
        _reap()
    folders.remove(folder)


def _alive():
    try:
        return os.waitpid(-1, os.WNOHANG)[0] >= 0
    except ChildProcessError:
        return False


def _kill(pid):
    """By descriptor, so that a number that was given to another process meanwhile is never hit."""
    try:
        descriptor = os.pidfd_open(pid)
    except OSError:
        return
    _quietly(signal.pidfd_send_signal, descriptor, signal.SIGKILL)
    os.close(descriptor)


def _children():
    """The processes that this one is, or has become, the parent of."""
    with open(f"/proc/self/task/{os.getpid()}/children") as file:
        return [int(pid) for pid in file.read().split()]


def _reap():
    """Take leave of those that have ended, and wait a moment for the others."""
    time.sleep(0.001)
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def _quietly(action, *args):
    with contextlib.suppress(OSError):
        action(*args)


# --- a submission -----------------------------------------------------------------------------------------


def serve_submission(sock, folder, settings):
    """Execute the cells, then fork one child per exercise asked for. Never returns."""
    os.setsid()
    os.chdir(folder)
    _silence(sock)
    rights.limit(settings, settings["notebook_seconds"])
    if settings["landlock"]:
        rights.keep_to_folder(folder, settings["readable"])
    if settings["seccomp"]:
        FILTERS["cells"].load()
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
    _serve_exercises(sock, namespace, settings)
    os._exit(0)


def _serve_exercises(sock, namespace, settings):
    while True:
        try:
            request, descriptor = channel.receive_with_descriptor(sock)
        except channel.Closed:
            return
        if _fork() == 0:
            sock.close()
            rights.limit(settings, settings["exercise_seconds"])
            if settings["seccomp"]:
                FILTERS["exercise"].load()
            serve_calls(socket.socket(fileno=descriptor), namespace, request)
            os._exit(0)
        os.close(descriptor)


def _fork():
    """Fork, waiting a little if the cells have left so many processes behind that there is no room."""
    for _ in range(FORK_ATTEMPTS):
        with contextlib.suppress(BlockingIOError):
            return os.fork()
        _reap()  # children of the cells that have ended still count
        time.sleep(0.1)
    return None


def _functions(namespace, labels):
    """The functions that the cells defined themselves: {name: their argument names}."""
    found = {}
    for name, value in list(namespace.items()):
        code = getattr(value, "__code__", None)
        if code is not None and code.co_filename in labels:
            found[name] = list(code.co_varnames[: code.co_argcount])
    return found


def _silence(sock):
    """What a submission prints goes nowhere, and it holds no descriptor but its line to the grader."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.closerange(3, sock.fileno())
    os.closerange(sock.fileno() + 1, 4096)


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
        _send_outcome(sock, call(function, args))


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
