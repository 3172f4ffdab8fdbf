"""Intake: whatever file a student hands in becomes a clean Submission, or needs attention with a reason."""

import copy
import json

import pytest

from grader import build, exercises, intake
from grader.intake import Unreadable, read_file, read_submission, read_submission_file

ASSIGNMENT = "1_recurrent_cells"


@pytest.fixture(scope="module")
def release():
    """The assignment's notebook, with solutions in it: real cells, ids and metadata."""
    text = (build.TEXTS / f"{ASSIGNMENT}.py").read_text(encoding="utf-8")
    notebook, names = build.source_notebook(text, ASSIGNMENT)
    return intake.Release(ASSIGNMENT, notebook, tuple(names))


@pytest.fixture
def notebook(release):
    return copy.deepcopy(release.notebook)


@pytest.fixture
def read(release):
    """Read a notebook, given as plain data or as bytes."""

    def reader(given):
        data = given if isinstance(given, bytes) else json.dumps(given).encode()
        return read_submission(data, release, "ada")

    return reader


def cell(notebook, identity):
    return next(each for each in notebook["cells"] if each.get("id") == identity)


def place(notebook, identity):
    return notebook["cells"].index(cell(notebook, identity))


def code(source, **more):
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": None} | more


def sources(submission):
    return [piece.source for piece in submission.code]


def solutions(submission, release):
    """The exercises whose solution is among the code to run, in order."""
    originals = {cell(release.notebook, name)["source"]: name for name in release.exercises}
    return tuple(originals[source] for source in sources(submission) if source in originals)


# --- well-formed notebooks -----------------------------------------------------------------------------------


@pytest.mark.parametrize("assignment", build.assignments())
def test_every_release_reads_back_as_itself(assignment):
    text = (build.TEXTS / f"{assignment}.py").read_text(encoding="utf-8")
    original, names = build.source_notebook(text, assignment)
    submission = read_submission(
        json.dumps(original).encode(), intake.Release(assignment, original, tuple(names)), "ada"
    )
    assert submission.attention == "" and submission.notebook == original
    assert set(names) == {name for name in exercises.names() if exercises.load(name).assignment == assignment}


def test_solutions_and_setup_run_whole_demonstrations_as_definitions_and_checks_not(read, release, notebook):
    submission = read(notebook)
    assert solutions(submission, release) == release.exercises
    kinds = list(release.kinds().values())
    whole = [piece.source for piece in submission.code if piece.mode == "whole"]
    assert len(whole) == kinds.count("setup") + kinds.count("solution")
    assert not [source for source in sources(submission) if source.startswith("check(")]


def test_release_is_read_from_a_file(release, tmp_path):
    path = tmp_path / f"{ASSIGNMENT}.ipynb"
    path.write_text(json.dumps(release.notebook), encoding="utf-8")
    assert intake.read_release(path) == release


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_editors_write_are_read(read, release, notebook, encoding):
    text = json.dumps(notebook, ensure_ascii=False)
    assert solutions(read(text.encode(encoding)), release) == release.exercises


def test_sources_may_be_lists_of_lines(read, release, notebook):
    for each in notebook["cells"]:
        each["source"] = each["source"].splitlines(keepends=True)
    assert solutions(read(notebook), release) == release.exercises


def test_reading_changes_nothing_of_the_release(read, release, notebook):
    before = copy.deepcopy(release)
    cell(notebook, "rnn_forward")["source"] = "x = 1"
    read(notebook)
    read(b"")
    assert release == before


# --- unreadable files ----------------------------------------------------------------------------------------

UNREADABLE = {
    "empty": (b"", "the file is empty"),
    "blank": (b" \n\t ", "the file is empty"),
    "not JSON": (b"print('hello')", "not JSON"),
    "cut short": (b'{"cells": [{"cell_type": "code", "sou', "not JSON"),
    "random bytes": (bytes(range(256)) * 4, "not JSON"),
    "zip": (b"PK\x03\x04" + bytes(100), "not JSON"),
    "huge number": (b'{"cells": ' + b"9" * 10_000 + b"}", "not JSON"),
    "giant nesting": (b'{"cells": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "not JSON"),
    "list": (b"[]", "no list of cells"),
    "number": (b"3", "no list of cells"),
    "null": (b"null", "no list of cells"),
    "no cells": (b"{}", "no list of cells"),
    "cells not a list": (b'{"cells": {"0": {}}}', "no list of cells"),
    "nbformat 3": (b'{"nbformat": 3, "worksheets": [{"cells": []}]}', "no list of cells"),
    "no cell at all": (b'{"cells": []}', "Is it the right notebook?"),
    "cells of another kind": (b'{"cells": [1, null, "x", []]}', "Is it the right notebook?"),
    "another notebook": (b'{"cells": [{"cell_type": "code", "source": "x = 1"}]}', "Is it the right notebook?"),
    "cells of odd fields": (
        b'{"cells": [{"cell_type": [], "id": {}, "source": {"a": 1}, "metadata": {"nbgrader": {"grade_id": []}}}]}',
        "Is it the right notebook?",
    ),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_an_unreadable_file_needs_attention_with_a_reason_and_the_blank_frame(kind, read, release):
    data, reason = UNREADABLE[kind]
    submission = read(data)
    assert reason in submission.attention and submission.code == ()
    assert [each["id"] for each in submission.notebook["cells"] if each["id"] in release.kinds()] == list(
        release.kinds()
    )


def test_a_file_that_is_too_large_needs_attention(read, monkeypatch):
    monkeypatch.setattr(intake, "LARGEST_FILE", 2**20)
    assert "at most 1 are read" in read(b" " * 2**20 + b"{}").attention


def test_a_missing_file_and_a_folder_need_attention(release, tmp_path):
    for path in (tmp_path / "none.ipynb", tmp_path):
        submission = read_submission_file(path, release, "ada")
        assert path.name in submission.attention and submission.notebook == release.notebook


def test_a_file_on_disk_is_read(release, notebook, tmp_path):
    path = tmp_path / "any.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert solutions(read_submission_file(path, release, "ada"), release) == release.exercises


@pytest.mark.parametrize("field", ["metadata", "outputs", "source", "id", "cell_type"])
@pytest.mark.parametrize("value", [None, 3, "x", [], {}, [1, None], {"nbgrader": 3}, {"nbgrader": {"grade_id": {}}}])
def test_no_odd_field_stops_the_reading(read, notebook, field, value):
    cell(notebook, "rnn_forward")[field] = value
    assert read(notebook).attention == ""


# --- cells that lost their names, moved or multiplied --------------------------------------------------------


def test_cells_without_ids_are_known_by_their_grade_id(read, release, notebook):
    for each in notebook["cells"]:
        each.pop("id")
    cell_of_forward = next(each for each in notebook["cells"] if "def rnn_forward" in each["source"])
    cell_of_forward["source"] = "def rnn_forward(): pass"
    submission = read(notebook)
    assert "def rnn_forward(): pass" in sources(submission)
    assert cell(submission.notebook, "rnn_forward")["source"] == "def rnn_forward(): pass"
    assert len(submission.notebook["cells"]) == len(notebook["cells"])


def test_cells_without_ids_and_metadata_are_known_by_equal_text(read, release, notebook):
    for each in notebook["cells"]:
        each.pop("id")
        each["metadata"] = {}
    submission = read(notebook)
    assert solutions(submission, release) == release.exercises
    assert submission.notebook == release.notebook


def test_ids_that_were_all_changed_do_no_harm(read, release, notebook):
    for number, each in enumerate(notebook["cells"]):
        each["id"] = f"new-{number}"
    assert read(notebook).notebook == release.notebook


def test_a_duplicated_cell_runs_twice_and_the_frame_keeps_one(read, release, notebook):
    at = place(notebook, "rnn_forward")
    notebook["cells"].insert(at + 1, code("def rnn_forward(): second", id="rnn_forward"))
    submission = read(notebook)
    first, second = (n for n, source in enumerate(sources(submission)) if "def rnn_forward" in source)
    assert second == first + 1
    identities = [each["id"] for each in submission.notebook["cells"]]
    assert len(set(identities)) == len(identities)
    assert cell(submission.notebook, "rnn_forward")["source"] == "def rnn_forward(): second"


def test_a_solution_turned_into_text_is_not_run(read, release, notebook):
    cell(notebook, "rnn_forward")["cell_type"] = "markdown"
    assert solutions(read(notebook), release) == tuple(name for name in release.exercises if name != "rnn_forward")


def test_a_text_cell_turned_into_code_is_run(read, notebook):
    cell(notebook, "text-014").update(code("def helper(): return 7"))
    assert "def helper(): return 7" in sources(read(notebook))


def test_added_cells_run_where_they_stand(read, notebook):
    at = place(notebook, "rnn_forward")
    notebook["cells"][at + 1 : at + 1] = [code("added = 1"), code("added = 2", id="mine")]
    notebook["cells"].insert(at, code("before = 0"))
    found = sources(read(notebook))
    at = found.index("before = 0")
    assert "def rnn_forward" in found[at + 1] and found[at + 2 : at + 4] == ["added = 1", "added = 2"]


def test_added_cells_stay_in_their_place_in_the_rebuilt_notebook(read, release, notebook):
    notebook["cells"].insert(0, code("first = 1"))
    at = place(notebook, "rnn_forward")
    notebook["cells"][at + 1 : at + 1] = [code("added = 1"), {"cell_type": "markdown", "source": "mine"}]
    rebuilt = read(notebook).notebook["cells"]
    assert rebuilt[0]["source"] == "first = 1" and [each["source"] for each in rebuilt[at + 1 : at + 3]] == [
        "added = 1",
        "    mine\n",  # as it was typed, never as markup
    ]
    assert [each["id"] for each in rebuilt if each["id"] in release.kinds()] == list(release.kinds())


def test_a_deleted_solution_is_blank_in_the_frame_and_missing_from_the_code(read, release, notebook):
    notebook["cells"].remove(cell(notebook, "rnn_forward"))
    submission = read(notebook)
    assert "rnn_forward" not in solutions(submission, release)
    assert [each["id"] for each in submission.notebook["cells"]] == list(release.kinds())


def test_cells_run_in_the_student_s_order(read, release, notebook):
    moved = notebook["cells"].pop(place(notebook, "rnn_backward"))
    notebook["cells"].insert(place(notebook, "rnn_cell_forward"), moved)
    assert solutions(read(notebook), release)[0] == "rnn_backward"


def test_a_missing_setup_cell_comes_from_the_release_and_runs_first(read, release, notebook):
    setup = cell(notebook, "setup-002")
    notebook["cells"].remove(setup)
    assert sources(read(notebook))[0] == setup["source"]


def test_a_changed_setup_cell_is_the_student_s(read, notebook):
    cell(notebook, "setup-002")["source"] = "import numpy as np\nimport math"
    assert sources(read(notebook))[0] == "import numpy as np\nimport math"


def test_a_changed_demonstration_gives_its_definitions_only(read, notebook):
    identity = next(each["id"] for each in notebook["cells"] if each["id"].startswith("demo-"))
    cell(notebook, identity)["source"] = "def helper(): return 1\nfor _ in iter(int, 1): pass"
    changed = [piece for piece in read(notebook).code if "def helper" in piece.source]
    assert [piece.mode for piece in changed] == ["definitions"]


@pytest.mark.parametrize("by", ["id", "grade_id"])
def test_a_changed_check_cell_is_ignored(read, notebook, by):
    forged = cell(notebook, "check_rnn_forward")
    forged["source"] = "print('10 points')"
    if by == "grade_id":
        del forged["id"]
    submission = read(notebook)
    assert "print('10 points')" not in sources(submission)
    assert cell(submission.notebook, "check_rnn_forward")["source"] == "check(rnn_forward)"


def test_forged_points_metadata_tags_and_outputs_mean_nothing(read, release, notebook):
    for each in notebook["cells"]:
        each["metadata"].update(tags=["skip-execution"], deletable=True)
        each["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "All tests passed"}]
        if "nbgrader" in each["metadata"]:
            each["metadata"]["nbgrader"].update(points=1000, solution=True, grade=False)
    notebook["metadata"] = {"kernelspec": {"name": "evil"}}
    submission = read(notebook)
    assert submission.notebook == release.notebook and solutions(submission, release) == release.exercises


def test_a_changed_text_cell_is_as_released(read, release, notebook):
    cell(notebook, "text-001")["source"] = "<script>alert(1)</script>"
    assert read(notebook).notebook == release.notebook


def test_text_that_no_file_can_hold_is_made_harmless(read, notebook):
    cell(notebook, "rnn_forward")["source"] += "\n# \ud800"
    notebook["cells"].append(code("x = '\udfff'", id="\ud800"))
    json.dumps(read(notebook).notebook, ensure_ascii=False).encode("utf-8")


def test_labels_tell_the_pieces_apart(read, notebook):
    notebook["cells"].insert(3, code("x = 1"))
    notebook["cells"].remove(cell(notebook, "setup-002"))
    labels = [piece.label for piece in read(notebook).code]
    assert len(set(labels)) == len(labels)


# --- any file with functions in it ---------------------------------------------------------------------------


def test_code_of_any_notebook_is_read_as_definitions(notebook, tmp_path):
    path = tmp_path / "theirs.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    found = read_file(path)
    assert {piece.mode for piece in found} == {"definitions"}
    assert len(found) == sum(each["cell_type"] == "code" for each in notebook["cells"])


MARKED = "import numpy as np\n# In[1]:\nx = 1\n# In [ ]:\ny = 2\n# %%\nz = 3\n# %% [markdown]\n# text\n#  In[2]: no\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_python_file_is_split_at_its_cell_marks(tmp_path, encoding, newline):
    path = tmp_path / "theirs.py"
    path.write_bytes(MARKED.replace("\n", newline).encode(encoding))
    found = [piece.source.strip() for piece in read_file(path)]
    assert found == ["import numpy as np", "x = 1", "y = 2", "z = 3", "# text\n#  In[2]: no"]


def test_a_python_file_without_marks_is_one_piece(tmp_path):
    path = tmp_path / "theirs.py"
    path.write_bytes(b"\xff x = 1")
    assert [piece.label for piece in read_file(path)] == ["cell 1"]


@pytest.mark.parametrize("name", ["none.py", "none.ipynb", "folder.py", "text.txt", "noext"])
def test_what_cannot_be_read_is_told_with_its_path(tmp_path, name):
    (tmp_path / "folder.py").mkdir()
    (tmp_path / "text.txt").write_text("x = 1")
    (tmp_path / "noext").write_text("x = 1")
    with pytest.raises(Unreadable, match=name):
        read_file(tmp_path / name)


@pytest.mark.parametrize("data", [b"", b"x = 1", b"[]", b'{"worksheets": []}'])
def test_a_damaged_notebook_is_unreadable(tmp_path, data):
    (tmp_path / "bad.ipynb").write_bytes(data)
    with pytest.raises(Unreadable):
        read_file(tmp_path / "bad.ipynb")
