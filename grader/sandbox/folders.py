"""Removing what a submission leaves behind. Used on both sides of the wall."""

import contextlib
import os
import shutil


def remove(folder):
    """Remove a folder, whatever rights were taken from what lies in it. Links are removed, not followed."""
    _open_up(folder)
    for place, names, _ in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            if not os.path.islink(path):
                _open_up(path)
    shutil.rmtree(folder, ignore_errors=True)


def _open_up(path):
    with contextlib.suppress(OSError):
        os.chmod(path, 0o700)
