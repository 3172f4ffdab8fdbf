"""Makes hostile notebooks out of the course's own: what attack files share.

PLACES is filled by the tests before a submission is made: where canaries lie and which port listens on loopback.
"""

import copy
import json

POINTS = {
    "rnn_cell_forward": 10.0,
    "rnn_forward": 10.0,
    "sequence_loss": 10.0,
    "rnn_cell_backward": 15.0,
    "rnn_backward": 15.0,
}
MARK = "kit-attack-mark"  # in every name that an attack leaves on a disk or in a process's arguments
PLACES = {"root": "/nowhere", "course": "/nowhere", "home": "/nowhere", "port": 9}

# Each runs, gives the right shapes, and is wrong.
WRONG = {
    "rnn_cell_forward": """
def rnn_cell_forward(xt, a_prev, parameters):
    a_next = np.zeros_like(a_prev) + 0.25
    yt_pred = np.full((parameters["Wya"].shape[0], xt.shape[1]), 1 / parameters["Wya"].shape[0])
    return a_next, yt_pred, (a_next, a_prev, xt, parameters)
""",
    "rnn_forward": """
def rnn_forward(x, a0, parameters):
    a = np.full((a0.shape[0], x.shape[1], x.shape[2]), 0.25)
    y_pred = np.full((parameters["Wya"].shape[0], x.shape[1], x.shape[2]), 0.5)
    return a, y_pred, ([(a0, a0, x[:, :, t], parameters) for t in range(x.shape[2])], x)
""",
    "sequence_loss": """
def sequence_loss(y_pred, y):
    losses = np.full(y.shape[2], 0.25)
    return float(np.sum(losses)), losses
""",
    "rnn_cell_backward": """
def rnn_cell_backward(da_next, cache):
    a_next, a_prev, xt, p = cache
    given = {"dxt": xt, "da_prev": a_prev, "dWax": p["Wax"], "dWaa": p["Waa"], "dba": p["ba"]}
    return {name: np.full(value.shape, 0.25) for name, value in given.items()}
""",
    "rnn_backward": """
def rnn_backward(da, caches):
    steps, x = caches
    p = steps[0][3]
    given = {"dx": x[:, :, :da.shape[2]], "da0": da[:, :, 0], "dWax": p["Wax"], "dWaa": p["Waa"], "dba": p["ba"]}
    return {name: np.full(value.shape, 0.25) for name, value in given.items()}
""",
}


def all_but(*names):
    """What is deserved if everything is right except these exercises."""
    return {name: points for name, points in POINTS.items() if name not in names}


def solution(nb, name):
    """The cell in which an exercise is written."""
    return next(cell for cell in nb["cells"] if cell.get("id") == name)


def replace(nb, name, source):
    """The notebook with other code in an exercise's cell."""
    nb = copy.deepcopy(nb)
    solution(nb, name)["source"] = source
    return nb


def wrong(nb, *names):
    """The notebook with a wrong but running implementation of these exercises, of all if none is named."""
    for name in names or POINTS:
        nb = replace(nb, name, WRONG[name])
    return nb


def prepend(nb, source):
    """The notebook with one more code cell at its beginning."""
    return nb | {"cells": [_cell(source, "attack-first"), *copy.deepcopy(nb["cells"])]}


def append(nb, source):
    """The notebook with one more code cell at its end."""
    return nb | {"cells": [*copy.deepcopy(nb["cells"]), _cell(source, "attack-last")]}


def to_bytes(nb):
    """The notebook as the bytes of a file."""
    return nb if isinstance(nb, bytes) else json.dumps(nb).encode()


def _cell(source, identity):
    return {
        "cell_type": "code",
        "id": identity,
        "metadata": {},
        "execution_count": None,
        "outputs": [],
        "source": source,
    }


# Code that attacks share: writing to the line to the grader without asking anybody.
LINE = '''
import os, stat, struct, json
def sockets():
    """The descriptors of this process that are sockets."""
    found = []
    for number in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(number).st_mode): found.append(number)
        except OSError: pass
    return found
def write_all(data):
    """Write to the grader, whatever it makes of it."""
    for number in sockets():
        view = memoryview(data)
        while view:
            view = view[os.write(number, view):]
def frame(tree, arrays=(), body=b"", header=None, size=None):
    """A frame made by hand; header and size may lie about the lengths."""
    text = json.dumps({"tree": tree, "arrays": list(arrays)}).encode() if header is None else header
    return struct.pack("<4sIQ", b"KIT1", len(text), len(body) if size is None else size) + text + body
'''


def if_escaped(nb, code):
    """The notebook with a sequence_loss that is right only if `escaped()`, defined in the code, succeeds in a cell or a call."""
    return replace(
        nb,
        "sequence_loss",
        code
        + """
def tried():
    try: return bool(escaped())
    except BaseException: return False
IN_CELL = tried()
def sequence_loss(y_pred, y):
    losses = -np.sum(y * np.log(y_pred), axis=(0, 1)) / y.shape[1]
    return (np.sum(losses), losses) if IN_CELL or tried() else (0.0, np.zeros(1))
""",
    )


# Code for raw system calls (x86-64 numbers); others than this architecture simply fail.
RAW = '''
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def call(number, *args):
    """What the kernel answers, or -1."""
    return libc.syscall(ctypes.c_long(number), *[ctypes.c_long(arg) if isinstance(arg, int) else arg for arg in args])
'''
