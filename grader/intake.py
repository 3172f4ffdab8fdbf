"""A submitted file becomes a clean Submission, or one that needs attention, with a reason. Runs nothing.

Only the student's own code counts. It is put into the frame of the released notebook; the student's metadata, tags,
outputs, points and changed locked cells mean nothing.
"""

import copy
import errno
import json
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

LARGEST_FILE = 50 * 2**20  # bytes of a submitted notebook
CELL_MARK = re.compile(r"^# (?:In\s?\[[ \d]*\]:?|%%.*)$", re.M)


DEMONSTRATION = "demonstration"  # how the label of a demonstration cell begins
MOST_CELLS = 10_000
MOST_CODE = 4 * 2**20  # characters of code in one submission
NOT_PLAIN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
UNSAFE = re.compile(r'[\\/<>:"|?*+]')


class Unreadable(ValueError):
    """The file holds no notebook or program that can be read. The message says why, for a teacher."""


@dataclass(frozen=True)
class Code:
    """One piece of student code. mode: whole, or definitions where only functions and imports should run."""

    label: str
    source: str
    mode: str = "whole"


@dataclass(frozen=True)
class Release:
    """An assignment as students got it: its notebook as plain data, and its exercises in order."""

    assignment: str
    notebook: dict
    exercises: tuple

    def kinds(self):
        """{cell id: text, setup, demo, solution or check}."""
        return {cell["id"]: _kind(cell) for cell in self.notebook["cells"]}


@dataclass(frozen=True)
class Submission:
    """What is to be graded. attention: why it cannot be, or an empty text. notebook: the release with this code in it."""

    student: str
    assignment: str
    code: tuple
    notebook: dict
    attention: str = ""


def read_release(path):
    """The release in a notebook file of assignments/."""
    notebook = json.loads(Path(path).read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])  # nbformat stores a list of lines
    names = tuple(cell["id"].removeprefix("check_") for cell in notebook["cells"] if _kind(cell) == "check")
    return Release(Path(path).stem, notebook, names)


def _kind(cell):
    nbgrader = cell["metadata"].get("nbgrader", {})
    if cell["cell_type"] != "code":
        return "text"
    if nbgrader:
        return "solution" if nbgrader["solution"] else "check"
    return "demo" if "demo" in cell["metadata"].get("tags", ()) else "setup"


def read_submission(data, release, student):
    """A Submission from the bytes of a student's notebook. Never raises: what is unreadable needs attention."""
    try:
        cells = _notebook_cells(data)
    except Unreadable as reason:
        return Submission(student, release.assignment, (), copy.deepcopy(release.notebook), str(reason))
    kinds = release.kinds()
    owned = [(_release_id(cell, release, kinds), cell) for cell in cells]
    notebook = _rebuilt(release, owned)
    if sum(len(cell["source"]) for cell in cells if cell["cell_type"] == "code") > MOST_CODE:
        return Submission(student, release.assignment, (), copy.deepcopy(release.notebook), "more than 4 MiB of code")
    if not any(kinds.get(identity) in ("solution", "check") for identity, _ in owned):
        reason = "none of the assignment's exercise cells was found. Is it the right notebook?"
        return Submission(student, release.assignment, (), notebook, reason)
    return Submission(student, release.assignment, tuple(_code(release, owned)), notebook)


def plain_text(text, longest=300):
    """A text of bounded length without anything that a terminal, a file or a reader's eye would trip over."""
    return NOT_PLAIN.sub("\N{REPLACEMENT CHARACTER}", text)[:longest]


def as_typed(text):
    """Markdown that shows a text as it is: indented by four, nothing in it is markup."""
    return "".join(f"    {line}\n" for line in text.splitlines())


def as_folder_name(text):
    """A name that is one folder on every system."""
    clean = UNSAFE.sub("_", NOT_PLAIN.sub("_", text)).strip(" .")
    while len(clean.encode()) > 200:
        clean = clean[:-1]
    return clean or "unnamed"


def read_regular(path, most=LARGEST_FILE + 1):
    """The bytes of a regular file, at most `most`, and its stat. Links are not followed, pipes not waited for."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        return read_at_most(file, most), about


def read_at_most(file, most):
    """The first `most` bytes of an open file, asking for no more memory than there are bytes."""
    parts, missing = [], most
    while missing:
        part = file.read(min(missing, 2**20))
        if not part:
            break
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def read_submission_file(path, release, student):
    """A Submission from a student's file, which may be missing, unreadable or no file at all."""
    try:
        data, _ = read_regular(path)
    except OSError as error:
        why = "it is a link, not a file" if error.errno == errno.ELOOP else error.strerror or str(error)
        reason = plain_text(f"{path.name}: {why}")
        return Submission(student, release.assignment, (), copy.deepcopy(release.notebook), reason)
    return read_submission(data, release, student)


def read_file(path):
    """The code of any .py file or notebook, to be searched for functions. Raises Unreadable."""
    path = Path(path)
    try:
        if not path.is_file():
            raise OSError(errno.ENOENT, "there is no such file" if not path.exists() else "not a regular file")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise Unreadable(plain_text(f"{path}: {getattr(error, 'strerror', None) or error}")) from error
    if path.suffix == ".ipynb":
        sources = [cell["source"] for cell in _notebook_cells(data) if cell["cell_type"] == "code"]
    elif path.suffix == ".py":
        sources = CELL_MARK.split(_text(data))
    else:
        raise Unreadable(f"{path}: neither a notebook (.ipynb) nor a Python file (.py)")
    return tuple(Code(f"cell {number}", source, "definitions") for number, source in enumerate(sources, 1))


def _text(data):
    coding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return data.decode(coding, errors="replace").replace("\r\n", "\n").replace("\r", "\n")


def _notebook_cells(data):
    """The cells of a notebook as dicts with cell_type, source (a text) and, where given, id and metadata."""
    if not data.strip():
        raise Unreadable("the file is empty")
    if len(data) > LARGEST_FILE:
        raise Unreadable(f"the file has {len(data) // 2**20} MiB; at most {LARGEST_FILE // 2**20} are read")
    try:
        notebook = json.loads(_text(data))
    except (ValueError, RecursionError) as error:
        raise Unreadable("the file is not JSON, so it is no notebook") from error
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise Unreadable("the file has no list of cells, so it is no notebook of format 4")
    if len(notebook["cells"]) > MOST_CELLS:
        raise Unreadable(f"the notebook has more than {MOST_CELLS} cells")
    return [_clean(cell) for cell in notebook["cells"] if isinstance(cell, dict)]


def _clean(cell):
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    nbgrader = cell.get("metadata", {}).get("nbgrader", {}) if isinstance(cell.get("metadata"), dict) else {}
    return {
        "cell_type": "code" if cell.get("cell_type") == "code" else "markdown",
        "source": source.encode("utf-8", "replace").decode() if isinstance(source, str) else "",
        "id": cell.get("id") if isinstance(cell.get("id"), str) else "",
        "grade_id": nbgrader.get("grade_id", "") if isinstance(nbgrader, dict) else "",
    }


def _release_id(cell, release, kinds):
    """Which cell of the release a submitted cell is, or an empty text: by id, by grade id, or by equal text."""
    if cell["id"] in kinds:
        retyped = kinds[cell["id"]] == "text" and cell["cell_type"] == "code"
        return "" if retyped else cell["id"]  # code where text was is the student's own cell
    for original in release.notebook["cells"]:
        nbgrader = original["metadata"].get("nbgrader", {})
        if nbgrader and nbgrader["grade_id"] == cell["grade_id"]:
            return original["id"]
        if original["source"] == cell["source"] and original["cell_type"] == cell["cell_type"]:
            return original["id"]
    return ""


def _code(release, owned):
    """The pieces of code to run, in the student's order; setup cells that are gone come from the release."""
    kinds = release.kinds()
    originals = {cell["id"]: cell["source"] for cell in release.notebook["cells"]}
    present = {identity for identity, _ in owned}
    for identity, kind in kinds.items():
        if kind == "setup" and identity not in present:
            yield Code(f"cell {identity}", originals[identity])
    for number, (identity, cell) in enumerate(owned, 1):
        kind = kinds.get(identity, "added")
        if cell["cell_type"] != "code" or kind == "check":
            continue
        if kind == "demo":  # helpers may stand in it; it is not run
            yield Code(f"{DEMONSTRATION} {number}", cell["source"], "definitions")
        else:
            yield Code(f"cell {number}", cell["source"])


def _rebuilt(release, owned):
    """The released notebook with the student's code in its own places, and added cells where they stood."""
    kinds = release.kinds()
    own = {identity: cell["source"] for identity, cell in owned if kinds.get(identity) in ("solution", "setup", "demo")}
    added, after = {}, ""
    for identity, cell in owned:
        after = identity or after
        if not identity:
            added.setdefault(after, []).append(cell)
    notebook = copy.deepcopy(release.notebook)
    cells = [_added_cell(cell, f"added-000-{number}") for number, cell in enumerate(added.get("", []))]
    for position, cell in enumerate(notebook["cells"], 1):
        cell["source"] = own.get(cell["id"], cell["source"])
        cells.append(cell)
        cells += [_added_cell(extra, f"added-{position:03d}-{n}") for n, extra in enumerate(added.get(cell["id"], []))]
    notebook["cells"] = cells
    return notebook


def _added_cell(cell, identity):
    """A cell of the student's own. Their text is shown as it was typed, never as markup."""
    if cell["cell_type"] == "code":
        code = {"execution_count": None, "outputs": []}
        return {"cell_type": "code", "id": identity, "metadata": {}, "source": cell["source"]} | code
    return {"cell_type": "markdown", "id": identity, "metadata": {}, "source": as_typed(cell["source"])}
