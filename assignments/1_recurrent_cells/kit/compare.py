"""Is this value the right one? Type, keys, shape, finiteness and numbers, told apart and put into words.

The bar for an array y against x: max|x - y| <= RTOL * (max|y| + scale), in float64. The worst correct
implementation of an exercise differs by 8e-14 of that, the mildest wrong formula by 1e-3, float32 inside by 3e-8.
"""

from dataclasses import dataclass

import numpy as np

from kit.wire import Foreign

RTOL = 1e-9
FLOAT32_RTOL = 1e-5  # an error below this and above RTOL comes from single precision, not from a formula


@dataclass(frozen=True)
class Difference:
    """The first place where a value is not the expected one.

    path: the place, as in `cache[1] (a_prev)`. kind: none, type, length, key, shape, dtype, nonfinite, value or
    precision. got, expected: two short phrases. actual, right: the arrays themselves where kind is value.
    """

    path: str
    kind: str
    got: str
    expected: str
    actual: object = None
    right: object = None


def same(actual, expected, scale=0.0):
    """Whether two values agree within the bar, whatever they are."""
    return next(differences(actual, expected, "", scale), None) is None


def differences(actual, expected, names, scale=0.0, path=""):
    """Every place where `actual` differs from `expected`, in the order of the outputs.

    names: what the outputs are called: a name; a tuple (name, (names of the items ...)); or (name, [name of every
    item]). A plain tuple of names describes several return values.
    """
    name, items = _unfold(names)
    path = path or name
    if isinstance(expected, dict):
        yield from _in_dict(actual, expected, scale, path)
    elif isinstance(expected, (tuple, list)):
        yield from _in_sequence(actual, expected, items, scale, path, extra_allowed=bool(name))
    elif isinstance(expected, np.ndarray):
        yield from _in_array(actual, expected, scale, path)
    elif _is_number(expected):
        yield from _in_number(actual, expected, scale, path)
    elif type(actual) is not type(expected) or actual != expected:
        yield _wrong_type(actual, expected, path)


def _is_number(value):
    return isinstance(value, (int, float, np.integer, np.floating)) and not isinstance(value, bool)


def _unfold(names):
    if isinstance(names, str):
        return names, None
    if len(names) == 2 and isinstance(names[0], str) and not isinstance(names[1], str):
        return names
    return "", names


def kind_of(value):
    """A value's type and size in a few words, for messages."""
    if value is None:
        return "None"
    if isinstance(value, Foreign):
        return f"an object of type {value.type_name}"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if isinstance(value, (tuple, list)):
        return f"a {type(value).__name__} of {len(value)} items"
    if isinstance(value, dict):
        return f"a dictionary with {len(value)} keys"
    if isinstance(value, (bool, int, float, np.generic)):
        return "a single number"
    return f"a {type(value).__name__}"


def _wrong_type(actual, expected, path):
    kind = "none" if actual is None else "type"
    return Difference(path, kind, kind_of(actual), kind_of(expected))


def _in_dict(actual, expected, scale, path):
    if not isinstance(actual, dict):
        yield _wrong_type(actual, expected, path)
        return
    for key, right in expected.items():
        if key not in actual:
            keys = ", ".join(sorted(str(name)[:40] for name in actual)[:16]) or "none"
            yield Difference(f'{path}["{key}"]', "key", f"only the keys {keys}", f'the key "{key}"')
        else:
            yield from differences(actual[key], right, "", scale, f'{path}["{key}"]')


def _in_sequence(actual, expected, items, scale, path, extra_allowed):
    if not isinstance(actual, (tuple, list)):
        yield _wrong_type(actual, expected, path)
        return
    if len(actual) < len(expected) or (len(actual) > len(expected) and not extra_allowed):
        yield Difference(path, "length", kind_of(actual), kind_of(expected))
        return
    for number, right in enumerate(expected):
        names = items[number if isinstance(items, tuple) else 0] if items else ""
        yield from differences(actual[number], right, names, scale, _item_path(path, number, names, items))


def _item_path(path, number, names, items):
    name = _unfold(names)[0]
    if not path:
        return name
    place = f"{path.split(' (')[0]}[{number}]"
    return f"{place} ({name})" if name and isinstance(items, tuple) else place


def _in_array(actual, expected, scale, path):
    if not isinstance(actual, np.ndarray):
        yield _wrong_type(actual, expected, path)
    elif actual.shape != expected.shape:
        yield Difference(path, "shape", f"shape {actual.shape}", f"shape {expected.shape}", actual, expected)
    elif actual.dtype.kind not in "fiub":
        yield Difference(path, "dtype", f"entries of type {actual.dtype}", "real numbers (float64)")
    elif not np.all(np.isfinite(actual)):
        if not np.array_equal(actual, expected, equal_nan=True):
            yield Difference(path, "nonfinite", _nonfinite(actual), "finite numbers")
    elif not np.all(np.isfinite(expected)):
        yield Difference(path, "value", "finite numbers", _nonfinite(expected))
    else:
        yield from _in_values(actual, expected, scale, path)


def _nonfinite(actual):
    count = int(np.sum(~np.isfinite(actual)))
    kind = "nan" if np.any(np.isnan(actual)) else "inf"
    return f"{kind} in {count} of {actual.size} entries"


def _in_values(actual, expected, scale, path):
    if expected.size == 0:
        return
    error = np.abs(actual.astype(np.float64) - expected)
    size = np.max(np.abs(expected)) + scale
    if np.max(error) <= RTOL * size:
        return
    kind = "precision" if np.max(error) <= FLOAT32_RTOL * size else "value"
    wrong = error > RTOL * size
    place = tuple(int(i) for i in np.argwhere(wrong)[0])
    entry = f"[{', '.join(map(str, place))}]"
    one, other = apart(actual[place], expected[place])
    got = f"{entry} is {one} ({int(wrong.sum())} of {actual.size} entries differ)"
    yield Difference(path, kind, got, f"{entry} should be {other}", actual, expected)


def apart(one, other):
    """Two numbers as text, with as many digits as it takes to tell them apart."""
    short = f"{one:.6g}", f"{other:.6g}"
    return short if short[0] != short[1] else (f"{one:.16g}", f"{other:.16g}")


def _in_number(actual, expected, scale, path):
    if isinstance(actual, np.ndarray) and actual.ndim == 0:
        actual = actual[()]
    if isinstance(actual, np.ndarray):
        yield Difference(
            path, "shape", f"an array of shape {actual.shape}", "a single number", actual, np.array(expected)
        )
    elif not _is_number(actual):
        yield _wrong_type(actual, expected, path)
    else:
        yield from _in_scalar(_as_float(actual), float(expected), scale, path)


def _as_float(number):
    try:
        return float(number)
    except OverflowError:
        return float(np.finfo(float).max)


def _in_scalar(actual, expected, scale, path):
    if actual == expected or (np.isnan(actual) and np.isnan(expected)):
        return
    if not np.isfinite(actual):
        yield Difference(path, "nonfinite", f"{actual}", "a finite number")
        return
    size, error = abs(expected) + scale, abs(actual - expected)
    if np.isfinite(expected) and error <= RTOL * size:
        return
    kind = "precision" if np.isfinite(expected) and error <= FLOAT32_RTOL * size else "value"
    yield Difference(path, kind, *apart(actual, expected), np.array(actual), np.array(expected))
