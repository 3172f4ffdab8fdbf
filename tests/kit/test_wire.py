"""Frames: every allowed value survives the trip, nothing else crosses, and no bytes do more than raise WireError."""

import json
import math
import random

import numpy as np
import pytest

from kit import wire
from kit.wire import Foreign, Limits, WireError

ALLOWED = {
    "none": None,
    "true": True,
    "false": False,
    "zero": 0,
    "big_int": 2**63 - 1,
    "negative_int": -(2**63) + 1,
    "float": 0.1,
    "nan": math.nan,
    "inf": -math.inf,
    "negative_zero": -0.0,
    "text": "naïve ∂L/∂x \x00",
    "empty_text": "",
    "list": [1, [2.5, []], ()],
    "tuple": (1, (None, "x"), [()]),
    "dict": {"Wax": np.eye(2), "größe": {"": 1}},
    "array": np.arange(24.0).reshape(2, 3, 4),
    "empty_array": np.zeros((0, 3)),
    "zero_axes": np.array(3.5),
    "reversed": np.arange(5)[::-1],
    "transposed": np.arange(6.0).reshape(2, 3).T,
    "nonfinite_array": np.array([math.nan, math.inf, -math.inf]),
    "other_byte_order": np.array([1.5, -2.0], dtype=">f8"),
    "cells": [("cell 1", "x = 1\n", "whole")],
    **{f"array_{name}": np.array([0, 1], dtype=name) for name in wire.DTYPES},
    **{f"scalar_{name}": np.dtype(name).type(1) for name in wire.DTYPES},
}
FOREIGN = {
    "function": len,
    "module": math,
    "bytes": b"x",
    "set": {1},
    "complex": 1j,
    "object_array": np.array([None, {}]),
    "text_array": np.array(["a"]),
    "dates": np.array(["2026-01-01"], dtype="datetime64[D]"),
    "records": np.zeros(2, dtype=[("a", "f8")]),
    "int_too_big": 2**63,
    "int_too_small": -(2**63),
    "dict_with_number_keys": {1: 2},
    "exception": ValueError("x"),
}


def alike(one, two):
    """Equal in type and value, where nan equals nan and a byte order is no difference."""
    if type(one) is not type(two):
        return False
    if isinstance(one, (np.ndarray, np.generic)):
        numbers = one.dtype.name == two.dtype.name and one.shape == two.shape
        return numbers and np.array_equal(one, two, equal_nan=one.dtype.kind in "fc")
    if isinstance(one, dict):
        return list(one) == list(two) and all(alike(one[key], two[key]) for key in one)
    if isinstance(one, (list, tuple)):
        return len(one) == len(two) and all(map(alike, one, two))
    if isinstance(one, float):
        return one.hex() == two.hex()
    return one == two


def frame(tree, arrays=(), body=b""):
    """A frame whose lengths are right, whatever its header says."""
    return raw(json.dumps({"tree": tree, "arrays": list(arrays)}).encode(), body)


def raw(header, body=b""):
    return wire.PREFIX.pack(wire.MAGIC, len(header), len(body)) + header + body


def nested(depth):
    value = 1
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize("name", sorted(ALLOWED))
def test_every_allowed_value_comes_back_as_it_was(name):
    assert alike(wire.decode(wire.encode(ALLOWED[name])), ALLOWED[name])


@pytest.mark.parametrize("name", sorted(ALLOWED))
def test_sharing_equal_arrays_changes_no_value(name):
    pair = [ALLOWED[name], ALLOWED[name]]
    assert alike(wire.decode(wire.encode(pair, share_equal=True)), pair)


@pytest.mark.parametrize("name", sorted(FOREIGN))
def test_anything_else_arrives_as_foreign(name):
    inside = wire.decode(wire.encode({"value": (FOREIGN[name], 1)}))
    assert isinstance(inside["value"][0], Foreign) and inside["value"][1] == 1


def test_foreign_tells_the_name_of_the_type_only():
    assert wire.decode(wire.encode(len)) == Foreign("builtin_function_or_method")
    assert wire.decode(wire.encode(np.array([None]))) == Foreign("ndarray of dtype object")
    assert len(wire.decode(wire.encode(type("T" * 999, (), {})())).type_name) == 80


def test_decoded_arrays_can_be_written_to():
    wire.decode(wire.encode(np.zeros(3)))[0] = 1.0


def test_known_arrays_and_dicts_come_back_as_the_very_same_objects():
    x, parameters = np.arange(3.0), {"Wax": np.eye(2)}
    known = wire.leaves([(x, parameters), {}])
    cache = wire.decode(wire.encode((x, parameters, x + 1), known), known)
    assert cache[0] is x and cache[1] is parameters and cache[2] is not x


def test_known_objects_of_both_sides_are_counted_alike():
    args = [np.arange(3.0), {1: np.zeros(2)}, np.array([None]), {np.float64(2).item()}, {"W": np.ones(2)}]
    theirs = wire.decode(wire.encode(args))
    last = wire.decode(wire.encode(theirs[-1]["W"], wire.leaves(theirs)), wire.leaves(args))
    assert last is args[-1]["W"]


def test_leaves_takes_nothing_from_a_generator():
    numbers = (number for number in range(3))
    wire.leaves([numbers])
    assert list(numbers) == [0, 1, 2]


def test_an_array_that_occurs_twice_is_one_array_afterwards():
    x = np.arange(4.0)
    outer, inner = wire.decode(wire.encode((x, [x])))
    assert inner[0] is outer is not x


def test_equal_arrays_are_stored_once_only_where_asked():
    pair = [np.zeros(1000), np.zeros(1000)]
    assert len(wire.encode(pair, share_equal=True)) < 8_500 < 16_000 < len(wire.encode(pair))


def test_equal_bytes_of_another_dtype_or_shape_are_not_shared():
    values = [np.zeros(4), np.zeros((2, 2)), np.zeros(4, dtype=np.int64)]
    assert alike(wire.decode(wire.encode(values, share_equal=True)), values)


MALFORMED = {
    "nothing": b"",
    "wrong magic": b"KIT2" + wire.encode(1)[4:],
    "pickle": b"\x80\x04N." + bytes(16),
    "header lies": wire.PREFIX.pack(wire.MAGIC, 4, 0) + b"null" + b"x",
    "body lies": wire.PREFIX.pack(wire.MAGIC, 4, 9) + b"null",
    "header over limit": wire.PREFIX.pack(wire.MAGIC, 2**32 - 1, 0),
    "body over limit": wire.PREFIX.pack(wire.MAGIC, 2, 2**64 - 1) + b"{}",
    "not JSON": raw(b"{"),
    "not text": raw(b"\xff\xfe\xfa"),
    "no tree": raw(b'{"arrays":[]}'),
    "no arrays": raw(b'{"tree":1}'),
    "header is a list": raw(b"[]"),
    "arrays is a dict": raw(b'{"tree":1,"arrays":{}}'),
    "NaN literal": raw(b'{"tree":NaN,"arrays":[]}'),
    "Infinity literal": raw(b'{"tree":[-Infinity],"arrays":[]}'),
    "number literal": raw(b'{"tree":1.5,"arrays":[]}'),
    "5000 digits": raw(b'{"tree":' + b"9" * 5000 + b',"arrays":[]}'),
    "int over 64 bits": frame(2**64),
    "JSON nested 100,000 times": raw(b'{"arrays":[],"tree":' + b"[" * 100_000),
    "bare list": frame([1]),
    "two kinds": frame({"l": [], "t": []}),
    "no kind": frame({}),
    "unknown kind": frame({"z": 1}),
    "list is a number": frame({"l": 3}),
    "dict is a dict": frame({"d": {"a": 1}}),
    "pair of three": frame({"d": [["a", 1, 2]]}),
    "key is a number": frame({"d": [[1, 2]]}),
    "key is a list": frame({"d": [[["a"], 2]]}),
    "float is no number": frame({"f": "one"}),
    "float too big": frame({"f": "0x1p99999"}),
    "float is a list": frame({"f": []}),
    "foreign is a number": frame({"x": 1}),
    "dangling array": frame({"a": 0}),
    "negative index": frame({"a": -1}, [["float64", [1]]], bytes(8)),
    "index is true": frame({"a": True}, [["float64", [1]]] * 2, bytes(16)),
    "dangling reference": frame({"r": 0}),
    "bad dtype": frame(1, [["object", [1]]], bytes(8)),
    "dtype with code": frame(1, [["(1,)f8", [1]]], bytes(8)),
    "dtype is a list": frame(1, [[["float64"], [1]]], bytes(8)),
    "shape is a number": frame(1, [["float64", 1]], bytes(8)),
    "negative shape": frame(1, [["float64", [-1]]], bytes(8)),
    "two negative sizes": frame(1, [["float64", [-1, -1]]], bytes(8)),
    "shape of bools": frame(1, [["float64", [True]]], bytes(8)),
    "shape of floats": frame(1, [["float64", [1.0]]], bytes(8)),
    "huge shape": frame(1, [["float64", [2**62]]], bytes(8)),
    "shapes that overflow": frame(1, [["float64", [2**26] * 8]]),
    "shapes that overflow to nothing": frame(1, [["float64", [0] + [2**26] * 7]]),
    "too many axes": frame(1, [["float64", [1] * 9]], bytes(8)),
    "description of three": frame(1, [["float64", [1], 0]], bytes(8)),
    "body too short": frame(1, [["float64", [2]]], bytes(8)),
    "body too long": frame(1, [["float64", [1]]], bytes(9)),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_frames_raise_wire_error(name):
    with pytest.raises(WireError):
        wire.decode(MALFORMED[name])


def test_a_frame_cut_short_anywhere_raises_wire_error():
    whole = wire.encode({"a": np.arange(3.0), "b": [1, None, "x", 0.5]})
    for stop in range(len(whole)):
        with pytest.raises(WireError):
            wire.decode(whole[:stop])


def test_a_frame_with_any_wrong_byte_is_read_or_raises_wire_error():
    whole = wire.encode({"a": (np.arange(3.0), np.float32(2)), "b": [1, None, "x", 0.5]})
    drawn = random.Random(1)
    for place in range(len(whole)):
        for _ in range(8):
            damaged = bytearray(whole)
            damaged[place] = drawn.randrange(256)
            try:
                wire.decode(bytes(damaged))
            except WireError:
                continue


def test_duplicate_node_keys_build_nothing_but_plain_values():
    assert wire.decode(raw(b'{"tree":{"l":[1],"l":[2]},"arrays":[]}')) == [2]


@pytest.mark.parametrize(
    ("value", "limits"),
    [
        (nested(5), Limits(depth=4)),
        (list(range(10)), Limits(items=10)),
        ("x" * 100, Limits(header=100)),
        (np.zeros(4), Limits(body=31)),
        (np.zeros((1, 1, 1)), Limits(axes=2)),
    ],
)
def test_a_value_over_a_limit_is_refused_and_at_the_limit_is_read(value, limits):
    with pytest.raises(WireError):
        wire.decode(wire.encode(value), limits=limits)
    assert alike(wire.decode(wire.encode(value)), value)


def test_limits_are_met_exactly():
    assert wire.decode(wire.encode(nested(4)), limits=Limits(depth=4)) == nested(4)
    assert wire.decode(wire.encode([1, 2]), limits=Limits(items=3)) == [1, 2]
    assert alike(wire.decode(wire.encode(np.zeros(4)), limits=Limits(body=32)), np.zeros(4))
