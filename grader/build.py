"""From the flat text sources to notebooks: the only importer of jupytext. Computes ids, points and cell roles from names.

solutions/<assignment>.py  ->  <course>/solutions/<assignment>/   notebook with solutions, public cases, kit
"""

import ast
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import jupytext
import numpy as np

import kit
from grader import exercises
from grader.verdict import make_sheet
from kit import sheet, sigmoid, softmax

TEXTS = Path(__file__).parent.parent / "solutions"
PUBLIC_SEED = 1  # of the cases that students see
DEMO = "demo"  # the tag of cells that only show something, and are not run for a grade
MARKS = ("### BEGIN SOLUTION", "### END SOLUTION")
SCHEMA = 3  # of nbgrader's cell metadata
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


class BuildError(ValueError):
    """A text source does not describe a proper assignment."""


@dataclass(frozen=True)
class Role:
    """What a code cell is: kind text, setup, demo, solution or check, and the exercise it belongs to."""

    kind: str
    exercise: str = ""


def assignments():
    """The names of all assignments, in order."""
    return sorted(path.stem for path in TEXTS.glob("*.py"))


def build(assignment, course):
    """Write the source folder of an assignment into a course folder. Returns the names of its exercises."""
    source = TEXTS / f"{assignment}.py"
    if not source.exists():
        raise BuildError(f"there is no assignment {assignment!r}. The assignments are {', '.join(assignments())}")
    notebook, names = source_notebook(source.read_text(encoding="utf-8"), assignment)
    folder = Path(course) / "solutions" / assignment
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    text = json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    (folder / f"{assignment}.ipynb").write_text(text, encoding="utf-8")
    sheet.write(
        folder / sheet.FILE_NAME, [make_sheet(exercises.load(name), PUBLIC_SEED, public=True) for name in names]
    )
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(Path(kit.__file__).parent, folder / "kit", ignore=ignored)
    return names


def source_notebook(text, assignment):
    """The notebook of a text source as plain data, and the names of its exercises in order."""
    cells = jupytext.reads(text, fmt="py:percent").cells
    roles = [_role(cell) for cell in cells]
    names = [role.exercise for role in roles if role.kind == "solution"]
    _prove_sound(assignment, roles, names)
    _prove_marked(assignment, cells, roles)
    notebook = {
        "cells": [_cell(number, cell, role) for number, (cell, role) in enumerate(zip(cells, roles, strict=True), 1)],
        "metadata": {"kernelspec": KERNEL, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return notebook, names


def _role(cell):
    if cell.cell_type != "code":
        return Role("text")
    tags = cell.metadata.get("tags", [])
    if DEMO in tags:
        return Role(DEMO)
    if tags:
        return Role("solution", tags[0])
    checked = _checked_name(cell.source)
    return Role("check", checked) if checked else Role("setup")


def _checked_name(source):
    """The name in a cell that is nothing but check(name), else an empty text."""
    body = ast.parse(source).body
    call = body[0].value if len(body) == 1 and isinstance(body[0], ast.Expr) else None
    if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "check" and len(call.args) == 1:
        return getattr(call.args[0], "id", "")
    return ""


def _prove_sound(assignment, roles, names):
    """Each exercise of the assignment has one solution cell and one check cell."""
    checked = [role.exercise for role in roles if role.kind == "check"]
    expected = sorted(name for name, exercise in exercises.load_all().items() if exercise.assignment == assignment)
    for found, what in ((names, "a solution cell (tagged with its name)"), (checked, "a cell check(name)")):
        if sorted(found) != expected:
            raise BuildError(
                f"solutions/{assignment}.py should have {what} once for each of {', '.join(expected)}; it has {', '.join(found)}"
            )


def _prove_marked(assignment, cells, roles):
    """Each solution stands between its two marks, so that nbgrader can take it out."""
    for cell, role in zip(cells, roles, strict=True):
        marks = [line.strip() for line in cell.source.splitlines() if line.strip() in MARKS]
        if role.kind == "solution" and marks != list(MARKS):
            raise BuildError(f"solutions/{assignment}.py: {role.exercise} needs one {MARKS[0]} and then one {MARKS[1]}")


def taught(assignment):
    """The functions that the text source teaches, as {name: function}. Runs our own solution cells."""
    cells = jupytext.read(TEXTS / f"{assignment}.py", fmt="py:percent").cells
    namespace = {"np": np, "sigmoid": sigmoid, "softmax": softmax}
    for cell in cells:
        if _role(cell).kind == "solution":
            exec(cell.source, namespace)
    return {role.exercise: namespace[role.exercise] for role in map(_role, cells) if role.kind == "solution"}


def _cell(number, cell, role):
    metadata = {}
    if role.kind in (DEMO, "solution"):
        metadata["tags"] = [role.exercise] if role.exercise else [DEMO, "raises-exception"]  # Run All goes on
    if role.kind in ("solution", "check"):
        metadata |= {"deletable": False, "nbgrader": _nbgrader_metadata(role)}
    if role.kind == "check":
        metadata["editable"] = False
    built = {"cell_type": cell.cell_type, "id": _cell_id(number, role), "metadata": metadata, "source": cell.source}
    return built if role.kind == "text" else built | {"execution_count": None, "outputs": []}


def _cell_id(number, role):
    if role.kind == "solution":
        return role.exercise
    return f"check_{role.exercise}" if role.kind == "check" else f"{role.kind}-{number:03d}"


def _nbgrader_metadata(role):
    """nbgrader's words for a cell. The grade cell bears the exercise's name, which is the gradebook's row."""
    solution = role.kind == "solution"
    found = {
        "schema_version": SCHEMA,
        "task": False,
        "solution": solution,
        "grade": not solution,
        "locked": not solution,
    }
    found["grade_id"] = f"{role.exercise}_code" if solution else role.exercise
    return found if solution else found | {"points": exercises.load(role.exercise).points}


# --- a new exercise ---------------------------------------------------------------------------------------

REFERENCE = '''"""{name}: the answer key."""

import numpy as np


def {name}(x):
    """What it computes (paper or source).

    x: (n_x, m). Returns y (n_x, m).
    """
    y = np.tanh(x)
    return y
'''

EXERCISE = '''"""{name}: one line on what the student writes."""

from grader.exercise import Case, Exercise, Misconception
from grader.inputs import SIZES, normal
from grader.reference.{name} import {name}


def cases(rng):
    return [Case(sizes.label("n_x", "m"), (normal(rng, sizes.n_x, sizes.m),)) for sizes in SIZES]


EXERCISE = Exercise(
    function={name},
    assignment="{assignment}",
    points=10,
    returns="y",
    cases=cases,
    misconceptions=(
        Misconception(
            "tanh_missing",
            "y is x itself. Put the tanh around it.",
            edits=(("np.tanh(x)", "x"),),
        ),
    ),
)
'''

SECTION = '''
# %% [markdown]
# ## {name}
#
# The idea, the symbols and shapes, the formula.

# %% tags=["{name}"]
def {name}(x):
    """x: (n_x, m). Returns y (n_x, m)."""
    ### BEGIN SOLUTION
    y = np.tanh(x)
    ### END SOLUTION
    return y


# %%
check({name})
'''


def new_exercise(name, assignment):
    """Write a reference, an exercise and a section of text to start from. Returns the paths written."""
    text = TEXTS / f"{assignment}.py"
    root = Path(__file__).parent
    places = {root / "reference" / f"{name}.py": REFERENCE, root / "exercises" / f"{name}.py": EXERCISE}
    if not name.isidentifier():
        raise BuildError(f"{name!r} is no name for a function")
    if not text.exists():
        raise BuildError(f"there is no assignment {assignment!r}. The assignments are {', '.join(assignments())}")
    for path in places:
        if path.exists():
            raise BuildError(f"{path} exists already")
    for path, template in places.items():
        path.write_text(template.format(name=name, assignment=assignment), encoding="utf-8")
    text.write_text(_with_section(text.read_text(encoding="utf-8"), SECTION.format(name=name)), encoding="utf-8")
    return [*places, text]


def _with_section(text, section):
    """The text with a section added before its last part, "What to remember", or at its end."""
    before, mark, last = text.rpartition("# %% [markdown]\n")
    if "What to remember" not in last:
        return text + section
    return before + section.lstrip("\n") + "\n" + mark + last
