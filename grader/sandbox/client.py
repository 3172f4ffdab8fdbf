"""The grader's side of the sandbox: sessions, calls, and answers to what a function depends on."""

import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from grader.sandbox import channel, probes, walls
from kit import outcome, wire
from kit.outcome import Died, Missing, Raised, Returned, TimedOut

START_SECONDS = 60.0
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
        self.control = None

    def __enter__(self):
        self.control, theirs = socket.socketpair()
        self.process, self.folder = walls.start(self.limits, theirs, self.walls)
        theirs.close()
        try:
            channel.receive(self.control, time.monotonic() + START_SECONDS)
        except (channel.Closed, TimeoutError, wire.WireError) as error:
            self.process.kill()
            told = self.process.communicate()[1].decode(errors="replace")[-800:]
            raise walls.SandboxError(f"the sandbox did not start. Run `grader doctor`. It said: {told}") from error
        escaped = probes.escapes_at_start(self)
        if escaped:
            self.__exit__()
            found = ", ".join(probe.what for probe in escaped)
            raise walls.SandboxError(f"the sandbox leaks: student code could {found}. Nothing was graded. Run `grader doctor`")
        return self

    def __exit__(self, *_):
        self.control.close()
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stderr.close()
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)

    @contextmanager
    def session(self, cells):
        """Execute cells in a child of their own, and offer its functions.

        cells: (label, source, mode) each, where mode is `whole` or `definitions` (see grader.sandbox.cells).
        """
        ours, theirs = socket.socketpair()
        channel.send(self.control, "start", descriptor=theirs.fileno())
        theirs.close()
        try:
            yield Session(ours, cells, self.limits)
        finally:
            ours.close()
            channel.send(self.control, "stop", descriptor=None)
            channel.receive(self.control, time.monotonic() + START_SECONDS)


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
            answer = channel.receive(sock, time.monotonic() + limits.notebook_seconds)
            self.problems = _problems(answer)
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
            message = channel.receive(sock, deadline)
            if "outcome" in message:
                return _answered(message["outcome"])
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


def _problems(answer):
    problems = {}
    for label, plain in answer["problems"].items():
        problems[label] = [found for found in map(outcome.from_plain, plain) if isinstance(found, Raised)]
    return problems


def _functions(answer):
    functions = answer["functions"]
    if not all(isinstance(names, list) for names in functions.values()):
        raise ValueError("not a list of argument names")
    return functions
