"""Values as bytes: how data crosses a process border, and how public cases are stored.

A frame is MAGIC, two lengths, a JSON header and raw array bytes. The header holds a tree of plain values
(None, bool, int, float, str, list, tuple, dict) whose arrays are given by number. Nothing executable is
encoded, and decoding never builds anything but these types: no pickle, no eval. What cannot be encoded
arrives as `Foreign`, which only tells its type's name.

Objects that both sides already have (`known`) cross as references, so that identity survives the trip: an
answer that contains the caller's own array is decoded to that very array.
"""

import json
import struct
from dataclasses import dataclass

import numpy as np

MAGIC = b"KIT1"
PREFIX = struct.Struct("<4sIQ")
DTYPES = frozenset("bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex128".split())


class WireError(ValueError):
    """The bytes are no well-formed frame, or they exceed a limit."""


@dataclass(frozen=True)
class Limits:
    """What a receiver accepts. Bytes for header and body, levels of nesting, nodes in the tree, arrays and their axes."""

    header: int = 8 * 2**20
    body: int = 64 * 2**20
    depth: int = 16
    items: int = 200_000
    arrays: int = 20_000
    axes: int = 8


LIMITS = Limits()


@dataclass(frozen=True)
class Foreign:
    """Stands for an object that does not cross: `type_name` says what it was."""

    type_name: str


def leaves(value, found=None):
    """The arrays and dicts in a value that cross as such, in a fixed order: what an answer may refer back to."""
    found = [] if found is None else found
    if _is_array(value) or _is_dict(value):
        found.append(value)
    if _is_dict(value):
        value = value.values()
    elif not isinstance(value, (tuple, list)):
        return found
    for item in value:
        leaves(item, found)
    return found


def _is_array(value):
    return isinstance(value, np.ndarray) and value.dtype.name in DTYPES


def _is_dict(value):
    return isinstance(value, dict) and all(isinstance(key, str) for key in value)


# --- encoding ---------------------------------------------------------------------------------------------


class _Encoder:
    """Collects the arrays of one value while its tree is built."""

    def __init__(self, known, share_equal):
        self.references = {id(item): number for number, item in enumerate(known)}
        self.share_equal = share_equal
        self.numbers = {}
        self.described = []
        self.chunks = []
        self.alive = []  # keeps ids unique while encoding

    def node(self, value):
        if id(value) in self.references:
            return {"r": self.references[id(value)]}
        if value is None or isinstance(value, (bool, str)):
            return value
        if isinstance(value, (np.ndarray, np.generic)):
            return self.array_node(value)
        if isinstance(value, int):
            return value if abs(value) < 2**63 else {"x": "int beyond 64 bits"}
        if isinstance(value, float):
            return {"f": float(value).hex()}
        if isinstance(value, (tuple, list)):
            return {"t" if isinstance(value, tuple) else "l": [self.node(item) for item in value]}
        if _is_dict(value):
            return {"d": [[str(key), self.node(item)] for key, item in value.items()]}
        return {"x": type(value).__name__[:80]}

    def array_node(self, value):
        array = np.asarray(value)
        array = array.astype(array.dtype.newbyteorder("="), copy=False)
        if array.dtype.name not in DTYPES:
            return {"x": f"{type(value).__name__} of dtype {array.dtype}"[:80]}
        return {"g" if isinstance(value, np.generic) else "a": self.number(value, array)}

    def number(self, value, array):
        data = np.ascontiguousarray(array).tobytes()
        key = (array.dtype.name, array.shape, data) if self.share_equal else id(value)
        if key not in self.numbers:
            self.alive.append(value)
            self.numbers[key] = len(self.described)
            self.described.append([array.dtype.name, list(array.shape)])
            self.chunks.append(data)
        return self.numbers[key]


def encode(value, known=(), share_equal=False):
    """A value as one frame of bytes.

    known: objects that the receiver has too; they cross as references.
    share_equal: store arrays of equal content once (smaller files; the decoded arrays are then shared).
    """
    encoder = _Encoder(known, share_equal)
    tree = encoder.node(value)
    header = json.dumps({"tree": tree, "arrays": encoder.described}, separators=(",", ":")).encode()
    body = b"".join(encoder.chunks)
    return PREFIX.pack(MAGIC, len(header), len(body)) + header + body


# --- decoding ---------------------------------------------------------------------------------------------


def sizes(prefix, limits=LIMITS):
    """The lengths of header and body that a frame's first PREFIX.size bytes announce."""
    magic, header, body = PREFIX.unpack(prefix)
    if magic != MAGIC:
        raise WireError("not a frame of this kit")
    if header > limits.header or body > limits.body:
        raise WireError(f"a frame of {header + body} bytes is over the limit of {limits.header + limits.body}")
    return header, body


def split(data, limits=LIMITS):
    """The frames of a file that holds several, one after the other."""
    frames = []
    while data:
        if len(data) < PREFIX.size:
            raise WireError("the frame is cut short")
        end = PREFIX.size + sum(sizes(data[: PREFIX.size], limits))
        if end > len(data):
            raise WireError("the frame is cut short")
        frames.append(data[:end])
        data = data[end:]
    return frames


def decode(frame, known=(), limits=LIMITS):
    """The value in a frame. Raises WireError for anything malformed or over a limit."""
    if len(frame) < PREFIX.size:
        raise WireError("the frame is cut short")
    header_size, body_size = sizes(frame[: PREFIX.size], limits)
    if len(frame) != PREFIX.size + header_size + body_size:
        raise WireError("the frame's length is not the announced one")
    body_start = PREFIX.size + header_size
    header = _parse_header(frame[PREFIX.size : body_start])
    arrays = _decode_arrays(header["arrays"], frame[body_start:], limits)
    return _Decoder(arrays, known, limits).value(header["tree"], 0)


def _parse_header(data):
    try:
        header = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise WireError("the frame's header is not JSON") from error
    if not isinstance(header, dict) or "tree" not in header or not isinstance(header.get("arrays"), list):
        raise WireError("the frame's header lacks its tree or its arrays")
    return header


def _decode_arrays(described, body, limits):
    if len(described) > limits.arrays:
        raise WireError(f"a frame holds {len(described)} arrays; at most {limits.arrays} are read")
    arrays, start = [], 0
    for entry in described:
        dtype, shape = _describe(entry, limits)
        count = 1
        for length in shape:
            count *= length
        stop = start + count * dtype.itemsize
        if stop > len(body):
            raise WireError("the frame's body is shorter than its arrays")
        try:
            arrays.append(np.frombuffer(body[start:stop], dtype=dtype).reshape(shape).copy())
        except ValueError as error:  # a shape with a zero in it may still be too large for NumPy
            raise WireError("an array has an impossible shape") from error
        start = stop
    if start != len(body):
        raise WireError("the frame's body is longer than its arrays")
    return arrays


def _describe(entry, limits):
    if not (isinstance(entry, list) and len(entry) == 2 and isinstance(entry[1], list)):
        raise WireError("an array is badly described")
    name, shape = entry
    if not isinstance(name, str) or name not in DTYPES:
        raise WireError("an array has a dtype that is not allowed")
    sound = all(type(length) is int and 0 <= length <= limits.body for length in shape)
    if not sound or len(shape) > limits.axes:
        raise WireError("an array has an impossible shape")
    return np.dtype(name), tuple(shape)


def _encodable(text):
    """The text without halves of characters, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


class _Decoder:
    def __init__(self, arrays, known, limits):
        self.arrays, self.known, self.limits = arrays, known, limits
        self.seen = 0

    def value(self, node, depth):
        self.seen += 1
        if self.seen > self.limits.items or depth > self.limits.depth:
            raise WireError("a value is nested too deeply or has too many items")
        if node is None or type(node) is bool or (type(node) is int and abs(node) < 2**63):
            return node
        if type(node) is str:
            return _encodable(node)
        if not (isinstance(node, dict) and len(node) == 1):
            raise WireError("a node of the tree is malformed")
        ((kind, content),) = node.items()
        if kind in ("t", "l", "d"):
            return self.container(kind, content, depth + 1)
        return self.leaf(kind, content)

    def container(self, kind, content, depth):
        if not isinstance(content, list):
            raise WireError("a container is malformed")
        if kind == "d":
            return {self.key(pair): self.value(pair[1], depth) for pair in content}
        items = [self.value(item, depth) for item in content]
        return tuple(items) if kind == "t" else items

    @staticmethod
    def key(pair):
        if not (isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str)):
            raise WireError("a dictionary entry is malformed")
        return _encodable(pair[0])

    def leaf(self, kind, content):
        if kind == "x" and isinstance(content, str):
            return Foreign(_encodable(content[:80]))
        if kind == "f" and isinstance(content, str):
            try:
                return float.fromhex(content)
            except (ValueError, OverflowError) as error:
                raise WireError("a number is malformed") from error
        table = {"a": self.arrays, "g": self.arrays, "r": self.known}.get(kind)
        if table is None or type(content) is not int or not 0 <= content < len(table):
            raise WireError("a node of the tree refers to nothing")
        return table[content][()] if kind == "g" else table[content]
