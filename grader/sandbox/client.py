"""The grader's side of the sandbox: sessions, calls, and answers to what a function depends on."""

import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from grader.sandbox import channel, folders, probes, walls
from kit import outcome, wire
from kit.outcome import Died, Missing, Raised, Returned, TimedOut

START_SECONDS = 60.0
SWEEP_SECONDS = 20.0
LONGEST_AXIS = 100  # of an array in a question to the grader
MOST_QUESTIONS = 10_000  # that one call may ask of what it depends on


@dataclass(frozen=True)
class Dependency:
    """A function that the grader answers for: its name and the callable that computes the answer."""

    name: str
    function: object


class Sandbox:
    """A warm process that runs one submission after the other, walled in. Use as a context manager."""

    def __init__(self, limits=walls.Limits(), surrounding=None):
        self.limits = limits
        self.walls = walls.strongest() if surrounding is None else surrounding
        self.control = self.process = self.folder = None

    def __enter__(self):
        self._start()
        escaped = probes.escapes_at_start(self) and probes.escapes_at_start(self)  # a hiccup is no leak
        if escaped:
            self.close()
            found = ", ".join(probe.what for probe in escaped)
            raise walls.SandboxError(
                f"the sandbox leaks: student code could {found}. Nothing was graded. Run `grader doctor`"
            )
        return self

    def __exit__(self, *_):
        self.close()

    def _start(self):
        self.control, theirs = socket.socketpair()
        with theirs:
            self.process, self.folder = walls.start(self.limits, theirs, self.walls)
        try:
            channel.receive(self.control, time.monotonic() + START_SECONDS)
        except (channel.Closed, TimeoutError, wire.WireError) as error:
            self.process.kill()
            told = self.process.stderr.read().decode(errors="replace")[-800:]
            self.close()
            raise walls.SandboxError(f"the sandbox did not start. Run `grader doctor`. It said: {told}") from error

    def close(self):
        """End the process and everything in it."""
        self.control.close()
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stderr.close()
        if self.folder:
            folders.remove(self.folder)

    @contextmanager
    def session(self, cells):
        """Execute cells in a child of their own, and offer its functions. A broken sandbox is started anew.

        cells: (label, source, mode) each, where mode is `whole` or `definitions` (see grader.sandbox.cells).
        """
        ours = self._line()
        try:
            yield Session(ours, cells, self.limits)
        finally:
            ours.close()
            self._sweep()

    def _line(self):
        """A socket to a new child."""
        if self.process.poll() is not None:
            self._restart()
        try:
            return self._new_child()
        except channel.Closed:
            self._restart()
            return self._new_child()

    def _new_child(self):
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                channel.send(self.control, "start", descriptor=theirs.fileno())
            except channel.Closed:
                ours.close()
                raise
        return ours

    def _sweep(self):
        """Have everything ended that the session left behind; if the sandbox does not answer, end it whole."""
        try:
            channel.send(self.control, "stop")
            channel.receive(self.control, time.monotonic() + SWEEP_SECONDS)
        except (channel.Closed, TimeoutError, wire.WireError):
            self._restart()

    def _restart(self):
        self.process.kill()
        self.close()
        self._start()


class Session:
    """One submission's executed cells.

    problems: {label: [Raised, ...]} of cells that failed. functions: {name: argument names} that the cells defined.
    ended: why nothing can be called, or None.
    """

    def __init__(self, sock, cells, limits):
        self.sock, self.limits = sock, limits
        self.sources = {label: source for label, source, _ in cells}
        self.problems, self.functions, self.ended = {}, {}, None
        try:
            channel.send(sock, list(cells))
            answer = _as_dict(channel.receive(sock, time.monotonic() + limits.notebook_seconds))
            self.problems = _problems(answer, self.sources)
            self.functions = _functions(answer)
        except TimeoutError:
            self.ended = TimedOut(limits.notebook_seconds)
        except (channel.Closed, wire.WireError, ValueError, TypeError, KeyError):
            self.ended = Died("the notebook's process ended while its cells ran")

    def cell_source(self, label):
        """The code of a cell, by its label."""
        return self.sources.get(label, "")

    def call(self, name, calls, dependencies=()):
        """The outcomes of calling a function, in a fork of its own; after a call without an answer the rest share it."""
        if self.ended is not None:
            return [self.ended] * len(calls)
        if name not in self.functions:
            return [Missing()] * len(calls)
        ours, theirs = socket.socketpair()
        request = {"exercise": name, "depends_on": [item.name for item in dependencies]}
        with ours:
            try:
                channel.send(self.sock, request, descriptor=theirs.fileno())
            except channel.Closed:
                self.ended = Died("the notebook's process ended")
                return [self.ended] * len(calls)
            finally:
                theirs.close()
            return self._outcomes(ours, calls, {item.name: item.function for item in dependencies})

    def _outcomes(self, sock, calls, functions):
        found = []
        for args in calls:
            found.append(_one_call(sock, args, functions, self.limits))
            if isinstance(found[-1], (TimedOut, Died)):
                return found + [found[-1]] * (len(calls) - len(found))
        return found


def _one_call(sock, args, functions, limits):
    deadline = time.monotonic() + limits.call_seconds
    try:
        channel.send(sock, args)
        for _ in range(MOST_QUESTIONS):
            message = _as_dict(channel.receive(sock, deadline))
            if "outcome" in message:
                return _answered(message["outcome"])
            if time.monotonic() > deadline:
                return TimedOut(float(limits.call_seconds))
            _answer(sock, message, functions)
    except TimeoutError:
        return TimedOut(float(limits.call_seconds))
    except channel.Closed:
        return Died("the Python process ended during the call")
    except wire.WireError as error:
        return Died(f"what came back could not be read: {error}")
    except (TypeError, KeyError, ValueError):
        return Died("what came back is not an outcome")
    return Died("the call asked too many questions")


def _as_dict(message):
    if not isinstance(message, dict):
        raise ValueError("a message is a dictionary")
    return message


def _answered(plain):
    found = outcome.from_plain(plain)
    if not isinstance(found, (Returned, Raised)):
        raise ValueError("only Returned and Raised come from inside")
    return found


def _answer(sock, message, functions):
    """Compute what a function depends on. Its own arguments come back as themselves, by reference."""
    function, args, named = functions[message["ask"]], message["args"], message["named"]
    try:
        _prove_small([args, named])
        with np.errstate(all="ignore"):
            answer = {"answer": function(*args, **named)}
    except Exception as error:  # noqa: BLE001 - a wrong argument is the student's, told as an exception
        answer = {"error": [type(error).__name__, str(error)[:300]]}
    channel.send(sock, answer, known=wire.leaves([args, named]))


def _prove_small(value):
    """Refuse questions whose answer could be huge: no case has an axis this long."""
    for array in wire.leaves(value):
        if isinstance(array, np.ndarray) and (array.ndim > 3 or max(array.shape, default=0) > LONGEST_AXIS):
            raise ValueError(f"an array of shape {array.shape} is too large for this function")


def _problems(answer, labels):
    """What went wrong in which cell: a few problems each, and only for cells that there are."""
    problems = {}
    for label, plain in _as_dict(answer["problems"]).items():
        found = [outcome.from_plain(item) for item in plain[:3]]
        if label in labels:
            problems[label] = [problem for problem in found if isinstance(problem, Raised)]
    return problems


def _functions(answer):
    functions = _as_dict(answer["functions"])
    if not all(isinstance(names, list) for names in functions.values()):
        raise ValueError("not a list of argument names")
    return functions
