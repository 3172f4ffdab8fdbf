"""What is generated is fresh, holds no answer, and computes ids, points and roles from names."""

import filecmp
import json

import pytest

from grader import build, exercises
from tests.conftest import ROOT

ASSIGNMENTS = build.assignments()


def released(folder, assignment):
    notebook = json.loads((folder / "assignments" / assignment / f"{assignment}.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
    return notebook


def files(folder):
    ignored = ("__pycache__", ".ipynb_checkpoints")
    return {
        path.relative_to(folder) for path in folder.rglob("*") if path.is_file() and not set(path.parts) & set(ignored)
    }


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_committed_release_is_fresh(course, assignment):
    built, committed = course / "assignments" / assignment, ROOT / "assignments" / assignment
    assert files(built) == files(committed), "run `make release`"
    names = [str(path) for path in files(built)]
    _, differ, errors = filecmp.cmpfiles(built, committed, names, shallow=False)
    assert (differ, errors) == ([], []), "run `make release`"


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_release_shows_no_solution_and_no_output(assignment):
    notebook = released(ROOT, assignment)
    solved = build.source_notebook((build.TEXTS / f"{assignment}.py").read_text(), assignment)[0]
    sources = {cell["id"]: cell["source"] for cell in solved["cells"]}
    for cell in notebook["cells"]:
        assert not cell.get("outputs")
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            hidden = sources[cell["id"]].split("### BEGIN SOLUTION")[1].split("### END SOLUTION")[0]
            lines = {line.strip() for line in hidden.splitlines() if len(line.strip()) > 12}
            assert "raise NotImplementedError" in cell["source"]
            assert not lines & {line.strip() for line in cell["source"].splitlines()}


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_grade_cells_bear_the_exercise_s_name_and_points(assignment):
    rows = {
        cell["metadata"]["nbgrader"]["grade_id"]: cell["metadata"]["nbgrader"]["points"]
        for cell in released(ROOT, assignment)["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade")
    }
    expected = {name: item.points for name, item in exercises.load_all().items() if item.assignment == assignment}
    assert rows == expected


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_cell_ids_are_unique_and_released_folder_holds_nothing_of_the_grader(assignment):
    ids = [cell["id"] for cell in released(ROOT, assignment)["cells"]]
    assert len(ids) == len(set(ids))
    for path in files(ROOT / "assignments" / assignment):
        assert path.parts[0] in ("kit", "public_cases.bin", f"{assignment}.ipynb")
        if path.suffix == ".py":
            text = (ROOT / "assignments" / assignment / path).read_text()
            assert "import grader" not in text
            assert "from grader" not in text


def test_a_missing_check_cell_is_told_with_its_place():
    text = '# %% tags=["rnn_cell_forward"]\ndef rnn_cell_forward():\n    pass\n'
    with pytest.raises(build.BuildError, match=r"solutions/1_recurrent_cells\.py should have a solution cell"):
        build.source_notebook(text, "1_recurrent_cells")
