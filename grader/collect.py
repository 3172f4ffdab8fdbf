"""From what a learning platform hands over, a folder or a zip, to one notebook per student. Writes nothing, runs nothing.

Understands a folder of loose notebooks, nbgrader's tree, Moodle's and Canvas's bulk downloads, and a zip of any of them.
"""

import os
import re
import stat
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from grader.intake import LARGEST_FILE, Unreadable

MOST_ENTRIES = 100_000  # files and folders that are looked at
DEEPEST = 12  # levels of folders
MOODLE = re.compile(r"(?P<student>.+_\d+)_assignsubmission_file_?.*")
CANVAS = re.compile(r"(?P<student>[^_]+)(?:_LATE)?_(?P<number>\d+)_\d+_.*")
UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\<>:"|?*+\ud800-\udfff]')


@dataclass(frozen=True)
class Handed:
    """One student's notebook. data: its bytes, or None where it could not be taken; note: why, or what was chosen."""

    student: str
    data: bytes | None
    note: str = ""


@dataclass(frozen=True)
class _Found:
    parts: tuple
    when: tuple
    data: bytes | None
    note: str = ""


def collect(path, assignment):
    """One Handed per student, sorted by name. Raises Unreadable if the folder or zip as a whole cannot be read."""
    path = Path(path)
    found = list(_in_folder(path) if path.is_dir() else _in_zip(path))
    by_student = {}
    for item in found:
        by_student.setdefault(_student(item.parts, assignment), []).append(item)
    return [_chosen(student, items, assignment) for student, items in sorted(by_student.items())]


def _chosen(student, items, assignment):
    """The notebook that counts where a student handed in several: the one named as the assignment, else the newest."""
    best = max(
        items, key=lambda item: (item.data is not None, item.parts[-1] == f"{assignment}.ipynb", item.when, item.parts)
    )
    note = best.note
    if len(items) > 1 and not note:
        note = f"{len(items)} notebooks were handed in; {best.parts[-1]} was taken"
    return Handed(student, best.data, note)


def _student(parts, assignment):
    """Whose notebook it is, from its place."""
    for part in reversed(parts[:-1]):
        moodle = MOODLE.fullmatch(part)
        if moodle:
            return _safe(moodle["student"])
    if len(parts) >= 3 and parts[-2] == assignment:
        return _safe(parts[-3])
    canvas = CANVAS.fullmatch(parts[-1])
    if canvas:
        return _safe(f"{canvas['student']}_{canvas['number']}")
    return _safe(parts[-2] if len(parts) > 1 else parts[-1].removesuffix(".ipynb"))


def _safe(name):
    """A name that is one folder on every system."""
    clean = UNSAFE.sub("_", name).strip(" .")[:100]
    return clean or "unnamed"


def _in_folder(root):
    seen = 0
    for place, folders, names in os.walk(root):
        parts = Path(place).relative_to(root).parts
        seen += len(folders) + len(names)
        if seen > MOST_ENTRIES:
            raise Unreadable(f"{root}: more than {MOST_ENTRIES} files and folders")
        if len(parts) >= DEEPEST:
            folders.clear()
        for name in names:
            if name.endswith(".ipynb"):
                yield _from_disk(Path(place) / name, (*parts, name))
        for name in folders:
            if name.endswith(".ipynb"):
                yield _Found((*parts, name), (), None, f"{name} is a folder, not a notebook")


def _from_disk(path, parts):
    try:
        about = path.lstat()
        if not stat.S_ISREG(about.st_mode):
            return _Found(parts, (), None, f"{parts[-1]} is a link or a device, not a file; it was not followed")
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        return _Found(parts, (), None, f"{parts[-1]}: {getattr(error, 'strerror', None) or error}")
    return _bounded(parts, (about.st_mtime,), data)


def _bounded(parts, when, data):
    if len(data) > LARGEST_FILE:
        return _Found(parts, when, None, f"{parts[-1]} is larger than {LARGEST_FILE // 2**20} MiB")
    return _Found(parts, when, data)


def _in_zip(path):
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES:
                raise Unreadable(f"{path}: more than {MOST_ENTRIES} entries")
            for entry in entries:
                parts = _zip_parts(entry.filename)
                if parts and parts[-1].endswith(".ipynb") and not entry.is_dir():
                    yield _from_zip(archive, entry, parts)
    except (OSError, zipfile.BadZipFile, ValueError, EOFError) as error:
        raise Unreadable(f"{path}: {getattr(error, 'strerror', None) or error}") from error


def _zip_parts(name):
    """The parts of an entry's name that can be trusted: it may claim to lead anywhere, and is never used as a path."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return tuple(part for part in parts if part not in ("/", "..", ".") and not part.endswith(":"))[-DEEPEST:]


def _from_zip(archive, entry, parts):
    if entry.flag_bits & 1:
        return _Found(parts, entry.date_time, None, f"{parts[-1]} is encrypted")
    if stat.S_ISLNK(entry.external_attr >> 16):
        return _Found(parts, entry.date_time, None, f"{parts[-1]} is a link, not a file; it was not followed")
    try:
        with archive.open(entry) as file:
            data = file.read(LARGEST_FILE + 1)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        return _Found(parts, entry.date_time, None, f"{parts[-1]}: {error}")
    return _bounded(parts, entry.date_time, data)
