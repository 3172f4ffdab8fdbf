"""Removing what a submission leaves behind. Used on both sides of the wall."""

import contextlib
import os


def remove(folder):
    """Remove a folder, however deep it is and whatever rights were taken from what lies in it. Follows no link.

    Inner folders are first moved up to the top, so that neither recursion nor the length of a path sets a limit.
    """
    _open_up(folder)
    moved = 0
    while _entries(folder):
        before = moved
        for entry in _entries(folder):
            moved += _take_apart(entry, folder, moved) if entry.is_dir(follow_symlinks=False) else _unlink(entry.path)
        if moved == before:
            break  # nothing yields any more
    with contextlib.suppress(OSError):
        os.rmdir(folder)


def _take_apart(entry, folder, number):
    """Empty one folder: its files are removed, its folders moved to the top. Returns how much was done."""
    _open_up(entry.path)
    done = 0
    for inner in _entries(entry.path):
        if inner.is_dir(follow_symlinks=False):
            _open_up(inner.path)
            with contextlib.suppress(OSError):
                os.rename(inner.path, os.path.join(folder, f".moved-{number + done}"))
                done += 1
        else:
            done += _unlink(inner.path)
    with contextlib.suppress(OSError):
        os.rmdir(entry.path)
        done += 1
    return done


def _entries(folder):
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


def _unlink(path):
    try:
        os.unlink(path)
    except OSError:
        return 0
    return 1


def _open_up(path):
    with contextlib.suppress(OSError):
        os.chmod(path, 0o700)
