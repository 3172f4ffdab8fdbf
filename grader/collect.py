"""From what a learning platform hands over, a folder or a zip, to one notebook per student. Writes nothing, runs nothing.

Understands a folder of loose notebooks, nbgrader's tree, Moodle's and Canvas's bulk downloads, and a zip of any of them.
Whose work it is, is decided by the outermost folder that says so: what lies inside somebody's upload is theirs.
"""

import os
import re
import stat
import zipfile
import zlib
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from grader.intake import LARGEST_FILE, Unreadable, as_folder_name, plain_text, read_at_most, read_regular

MOST_ENTRIES = 100_000  # files and folders that are looked at
MOST_BYTES = 4 * 2**30  # of all notebooks together
DEEPEST = 12  # levels of folders
BOMB_BYTES, BOMB_RATIO = 2**20, 200  # a larger entry that is packed tighter than this is no notebook
MOODLE = re.compile(r"(?P<student>.+_\d+)_assignsubmission_file_?.*", re.S)
CANVAS = re.compile(r"(?P<student>[^_]+)(?:_LATE)?_(?P<number>\d+)_\d+_.*", re.S)
ZIP_ERRORS = (
    OSError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True)
class Handed:
    """One student's notebook. data: its bytes, or None where it could not be taken; note: why, or what was chosen."""

    student: str
    data: bytes | None
    note: str = ""


@dataclass(frozen=True)
class _Found:
    """A file, by the parts of its place. note: why it has no data."""

    parts: tuple
    when: tuple
    data: bytes | None
    note: str = ""


def collect(path, assignment):
    """One Handed per student, sorted by name. Raises Unreadable if the folder or zip as a whole cannot be read."""
    path = Path(path)
    by_student, total = {}, 0
    for item in _in_folder(path) if path.is_dir() else _in_zip(path):
        total += len(item.data or b"")
        if total > MOST_BYTES:
            raise Unreadable(f"{path.name}: more than {MOST_BYTES // 2**30} GiB of notebooks")
        student = _student(item.parts, assignment)
        if student is not None:
            by_student.setdefault(student, []).append(item)
    handed = [_chosen(student, items, assignment) for student, items in sorted(by_student.items())]
    return _told_apart(handed)


def _told_apart(handed):
    """Two students whose names become one when cleaned are kept apart by a mark made from the full name."""
    names = [as_folder_name(item.student) for item in handed]
    folded = [name.casefold() for name in names]
    found = []
    for item, name in zip(handed, names, strict=True):
        if folded.count(name.casefold()) > 1:
            name = f"{name[:80]}-{zlib.crc32(item.student.encode('utf-8', 'surrogatepass')):08x}"
        found.append(replace(item, student=name, note=plain_text(item.note)))
    return sorted(found, key=lambda item: item.student)


def _chosen(student, items, assignment):
    """The notebook that counts where a student handed in several: the one named as the assignment, else the newest."""
    notebooks = [item for item in items if _is_notebook(item.parts[-1])] or items
    best = max(notebooks, key=lambda item: (item.data is not None, item.parts[-1] == f"{assignment}.ipynb", item.when))
    note = best.note
    if len(notebooks) > 1 and not note:
        note = f"{len(notebooks)} notebooks were handed in; {best.parts[-1]} was taken"
    return Handed(student, best.data, note)


def _is_notebook(name):
    return name.lower().endswith(".ipynb")


def _student(parts, assignment):
    """Whose work it is, from the outermost part of its place that says so; None for a stray file at the top."""
    for number, part in enumerate(parts[:-1]):
        moodle = MOODLE.fullmatch(part)
        if moodle:
            return moodle["student"]
        if number + 2 < len(parts) and parts[number + 1] == assignment:
            return part
    canvas = CANVAS.fullmatch(parts[-1])
    if canvas and len(parts) <= 2:
        return f"{canvas['student']}_{canvas['number']}"
    if len(parts) > 1 and parts[-2] != assignment:
        return parts[-2]
    return re.sub(r"(?i)\.ipynb$", "", parts[-1]) if _is_notebook(parts[-1]) else None


# --- a folder ---------------------------------------------------------------------------------------------


def _in_folder(root):
    seen, closed = 0, []
    for place, folders, names in os.walk(root, onerror=closed.append):
        parts = Path(place).relative_to(root).parts
        seen += len(folders) + len(names)
        if seen > MOST_ENTRIES:
            raise Unreadable(f"{root.name}: more than {MOST_ENTRIES} files and folders")
        if len(parts) >= DEEPEST:
            folders.clear()
        for name in names:
            yield _from_disk(Path(place) / name, (*parts, name))
        for name in folders:
            if os.path.islink(os.path.join(place, name)):
                yield _Found((*parts, name, ""), (), None, f"{name} is a link, not a folder; it was not followed")
            elif _is_notebook(name):
                yield _Found((*parts, name), (), None, f"{name} is a folder, not a notebook")
    for error in closed:
        if error.filename:
            parts = Path(error.filename).relative_to(root).parts
            yield _Found((*parts, ""), (), None, f"{error.strerror}: {parts[-1] if parts else root.name}")


def _from_disk(path, parts):
    if not _is_notebook(parts[-1]):
        return _Found(parts, (), None, f"no notebook was handed in, but {parts[-1]}")
    try:
        data, about = read_regular(path)
    except (OSError, ValueError) as error:
        return _Found(parts, (), None, f"{parts[-1]}: {getattr(error, 'strerror', None) or error}")
    return _bounded(parts, (about.st_mtime,), data)


def _bounded(parts, when, data):
    if len(data) > LARGEST_FILE:
        return _Found(parts, when, None, f"{parts[-1]} is larger than {LARGEST_FILE // 2**20} MiB")
    return _Found(parts, when, data)


# --- a zip ------------------------------------------------------------------------------------------------


def _in_zip(path):
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES:
                raise Unreadable(f"{path.name}: more than {MOST_ENTRIES} entries")
            for entry in entries:
                parts = _zip_parts(entry.filename)
                if parts and not entry.is_dir():
                    yield _from_zip(archive, entry, parts)
    except ZIP_ERRORS as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(plain_text(f"{path.name}: {getattr(error, 'strerror', None) or error}")) from error


def _zip_parts(name):
    """The parts of an entry's name that can be trusted: it may claim to lead anywhere, and is never used as a path."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    kept = [part for part in parts if part not in ("/", "//", "..", ".", "?") and not part.endswith(":")]
    return (*kept[: DEEPEST - 1], *kept[DEEPEST - 1 :][-1:])


def _from_zip(archive, entry, parts):
    if not _is_notebook(parts[-1]):
        return _Found(parts, entry.date_time, None, f"no notebook was handed in, but {parts[-1]}")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return _Found(
            parts, entry.date_time, None, f"{parts[-1]} is packed by method {entry.compress_type}, not by deflate"
        )
    if entry.flag_bits & 1:
        return _Found(parts, entry.date_time, None, f"{parts[-1]} is encrypted")
    if stat.S_ISLNK(entry.external_attr >> 16):
        return _Found(parts, entry.date_time, None, f"{parts[-1]} is a link, not a file; it was not followed")
    if entry.file_size > max(BOMB_BYTES, BOMB_RATIO * entry.compress_size):
        return _Found(parts, entry.date_time, None, f"{parts[-1]} is packed tighter than any notebook")
    try:
        with archive.open(entry) as file:
            data = read_at_most(file, LARGEST_FILE + 1)
    except ZIP_ERRORS as error:
        return _Found(parts, entry.date_time, None, f"{parts[-1]}: {error}")
    return _bounded(parts, entry.date_time, data)
