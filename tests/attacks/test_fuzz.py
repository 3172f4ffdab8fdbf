"""Arbitrary and damaged bytes at every door of the grader: only the declared exceptions, and bounded memory.

The quick profile runs always; the slow one makes 100,000 examples over all doors.
"""

import contextlib
import io
import json
import random
import re
import socket
import tempfile
import time
import tracemalloc
import zipfile
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("hypothesis")

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader import intake
from grader.collect import collect as collect_all
from grader.sandbox import channel
from kit import outcome, sheet, wire
from tests.conftest import ROOT

ASSIGNMENT = "1_recurrent_cells"
RELEASED = ROOT / "assignments" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
RELEASE = intake.read_release(RELEASED)
NOTEBOOK = RELEASED.read_bytes()
BOOK = (RELEASED.parent / sheet.FILE_NAME).read_bytes()
STATES = {
    "Wax": np.arange(6.0).reshape(2, 3),
    "ba": np.ones((2, 1), dtype=np.float32),
    "odd": [None, True, -1, 0.5, "x", (np.int8(3),)],
}
FRAMES = [
    wire.encode({"outcome": outcome.to_plain(outcome.Returned((np.zeros((3, 2)), STATES, 1.5), (STATES,)))}),
    wire.encode({"outcome": outcome.to_plain(outcome.Raised("ValueError", "no", "a @ b", 3, "f"))}),
    wire.encode({"ask": "rnn_cell_forward", "args": [STATES, np.ones((2, 2))], "named": {}}),
    wire.encode({"problems": {"cell 1": [outcome.to_plain(outcome.Raised("A", "b"))]}, "functions": {"f": ["x"]}}),
]
LIMITS = wire.Limits(header=2**16, body=2**16, items=2000)  # small, so that a frame over the limit is soon made
MEMORY = 16 * 2**20  # bytes that reading one small input may take: many times its size, far below harm
TOKENS = [b"9" * 30, b"-1", b"1e999", b"NaN", b"null", b'"', b"{", b"]", b"[" * 500, b"\\ud800", b"\xff", b"\x00", b'{"r":0}', b'{"d":[[1,2]]}',
          b'"a"', b'"float64"', b"[0,9223372036854775807]", b"4294967296", b'"cells":[', b'"source":5,', b"true"]  # fmt: skip


def quick(examples):
    return settings(
        max_examples=examples, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )


@st.composite
def damaged(draw, originals):
    """A real input with a few changes: cuts, flips, odd tokens, other numbers, parts moved. Cheap: one seed is drawn."""
    seed, which = draw(st.integers(0, 2**64)), draw(st.integers(0, len(originals) - 1))
    rng, data = random.Random(seed), bytearray(originals[which])
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
        rng.choice(CHANGES)(data, rng)
    return bytes(data)


def _cut(data, rng):
    del data[rng.randrange(len(data) + 1) :]


def _remove(data, rng):
    start = rng.randrange(len(data) + 1)
    del data[start : start + rng.choice((1, 2, 8, 100))]


def _flip(data, rng):
    if data:
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def _insert(data, rng):
    place = rng.randrange(len(data) + 1)
    data[place:place] = rng.choice(TOKENS)


def _number(data, rng):
    numbers = list(re.finditer(rb"\d+", bytes(data[:4000])))
    if numbers:
        start, stop = rng.choice(numbers).span()
        data[start:stop] = rng.choice([*TOKENS[:6], b"0", b"7", b"65536"])


def _move(data, rng):
    start, place = rng.randrange(len(data) + 1), rng.randrange(len(data) + 1)
    data[place:place] = data[start : start + rng.choice((4, 40, 400))]


CHANGES = (_cut, _remove, _flip, _flip, _insert, _number, _number, _move)


def relengthed(frame, rng_seed):
    """A damaged frame whose prefix announces what it holds, so that damage gets past the first check."""
    if len(frame) < wire.PREFIX.size:
        return frame
    size = len(frame) - wire.PREFIX.size
    header = min(int.from_bytes(frame[4:8], "little"), size) if rng_seed % 4 else rng_seed % (size + 1)
    return wire.PREFIX.pack(wire.MAGIC, header, size - header) + frame[wire.PREFIX.size :]


def bounded(n, read, *args):
    """Run `read`; what it may raise is the caller's to say. Proves at every eighth time that it took little memory."""
    if n % 8:
        return read(*args)
    tracemalloc.start()
    try:
        return read(*args)
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < MEMORY, f"{peak} bytes of memory"


# --- the doors ------------------------------------------------------------------------------------------------


def decode(data, known=()):
    """A value that encodes again, or WireError. An outcome, or ValueError."""
    try:
        value = wire.decode(data, known, LIMITS)
    except wire.WireError:
        return
    wire.decode(wire.encode(value))
    try:
        found = outcome.from_plain(value["outcome"] if isinstance(value, dict) and "outcome" in value else value)
    except ValueError:
        return
    json.dumps([str(item) for item in vars(found).values()]).encode("utf-8")


def receive(data, pieces):
    """The same over a socket, in pieces, and then closed: WireError, Closed or a value, before the deadline."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.setblocking(False)
        for start in range(0, len(data), pieces):
            theirs.send(data[start : start + pieces])
        theirs.close()
        with contextlib.suppress(wire.WireError, channel.Closed):
            channel.receive(ours, time.monotonic() + 2, limits=LIMITS)


def submit(data):
    """Never raises; what comes back is whole, and can be written anywhere."""
    found = intake.read_submission(data, RELEASE, "eve")
    assert bool(found.code) != bool(found.attention) or not found.attention
    json.dumps(found.notebook, ensure_ascii=False).encode("utf-8")
    wire.encode([(piece.label, piece.source, piece.mode) for piece in found.code])


def misshapen(seed):
    """A book whose frames are well-formed, and whose content is not: a part removed, renamed or of another type."""
    rng, frames = random.Random(seed), wire.split(BOOKS[0])
    plain = [wire.decode(frame) for frame in frames]
    for _ in range(rng.choice((1, 1, 2))):
        place, holder, key = plain, plain, 0
        while isinstance(place, (dict, list, tuple)) and place and rng.random() < 0.8:
            holder, key = place, rng.choice(list(place) if isinstance(place, dict) else range(len(place)))
            place = place[key]
        if isinstance(holder, dict) and rng.random() < 0.3:
            holder[f"odd {seed}" if rng.random() < 0.5 else "label"] = holder.pop(key)
        elif isinstance(holder, (dict, list)):
            holder[key] = rng.choice((None, 5, -1.5, "text", [], {}, (), [None], {"a": 1}, np.zeros(3), True))
    return b"".join(map(wire.encode, plain))


def read_loose(data, folder):
    for suffix in (".ipynb", ".py"):
        path = folder / f"x{suffix}"
        path.write_bytes(data)
        try:
            for piece in intake.read_file(path):
                piece.source.encode("utf-8")
        except intake.Unreadable:
            pass


def open_book(data, folder):
    """A book reads its sheets or raises ValueError, when opened or when asked."""
    path = folder / "public_cases.bin"
    path.write_bytes(data)
    try:
        book = sheet.Book(path)
        for name in book.names:
            assert isinstance(book[name], sheet.Sheet)
    except ValueError:
        pass


def collect(data, folder):
    """Bytes or a note for each student, or the exception that intake declares."""
    path = folder / "upload.zip"
    path.write_bytes(data)
    try:
        found = collect_all(path, ASSIGNMENT)
    except intake.Unreadable:
        return
    for item in found:
        f"{item.student} {item.note}".encode()
        assert isinstance(item.data, bytes) or item.note


def _zipped():
    kept = []
    for names in (
        [f"ada/{ASSIGNMENT}/{ASSIGNMENT}.ipynb"],
        ["Ada L_12345_assignsubmission_file_/x.ipynb", "lovelace_12_34_x.ipynb"],
    ):
        for way in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            packed = io.BytesIO()
            with zipfile.ZipFile(packed, "w", way) as archive:
                for name in names:
                    archive.writestr(name, b'{"cells": [], "nbformat": 4}')
            kept.append(packed.getvalue())
    return kept


def _small_notebook():
    """Three cells of the release: changes hit its structure rather than its long texts."""
    notebook = json.loads(NOTEBOOK)
    kept = [
        cell
        for cell in notebook["cells"]
        if cell["id"] in ("text-001", "setup-002", "rnn_cell_forward", "check_rnn_cell_forward")
    ]
    return json.dumps(notebook | {"cells": kept}).encode()


def _small_book():
    """The first sheet of the public cases, in a book of its own."""
    frames = wire.split(BOOK)
    return wire.encode(list(wire.decode(frames[0]))[:1]) + frames[1]


BOOKS, NOTEBOOKS, ZIPS = [_small_book()], [_small_notebook()], _zipped()
KNOWN = wire.leaves([STATES])
DOORS = {
    "wire.decode": (lambda data, n, folder: bounded(n, decode, data, KNOWN if n % 2 else ()), FRAMES, 40_000),
    "wire.decode, lengths right": (
        lambda data, n, folder: bounded(n, decode, relengthed(data, n), KNOWN),
        FRAMES,
        30_000,
    ),
    "channel.receive": (
        lambda data, n, folder: receive(relengthed(data, n) if n % 2 else data, 16 + n % 997),
        FRAMES,
        10_000,
    ),
    "read_submission": (lambda data, n, folder: bounded(n, submit, data), NOTEBOOKS, 10_000),
    "read_file": (lambda data, n, folder: read_loose(data, folder), NOTEBOOKS, 3_000),
    "sheet.Book": (
        lambda data, n, folder: open_book(misshapen(n) if n % 2 else relengthed(data, 0), folder),
        BOOKS,
        2_000,
    ),
    "collect": (lambda data, n, folder: bounded(n, collect, data, folder), ZIPS, 5_000),
}
QUICK = 300


def fuzz(name, examples):
    door, originals, _ = DOORS[name]
    inputs = st.one_of(damaged(originals), damaged(originals), damaged(originals), st.binary(max_size=64))

    with tempfile.TemporaryDirectory() as folder:

        @quick(examples)
        @given(inputs, st.integers(0, 10_000))
        def run(data, n):
            door(data, n, Path(folder))

        run()


def present(name):
    return pytest.param(
        name, marks=pytest.mark.skipif(name == "collect" and not hasattr(intake, "collect"), reason="to come")
    )


@pytest.mark.parametrize("name", DOORS)
def test_damaged_bytes_raise_only_what_is_declared(name):
    fuzz(name, QUICK)


@pytest.mark.slow
@pytest.mark.parametrize("name", DOORS)
def test_a_hundred_thousand_damaged_inputs(name):
    fuzz(name, DOORS[name][2])


def test_undamaged_inputs_pass_each_door(tmp_path):
    for frame in FRAMES:
        wire.decode(frame, limits=LIMITS)
    assert sheet.Book.__init__ and not intake.read_submission(NOTEBOOKS[0], RELEASE, "eve").attention
    (tmp_path / "book").write_bytes(BOOKS[0])
    assert isinstance(sheet.Book(tmp_path / "book")["rnn_cell_forward"], sheet.Sheet)
