"""`grader check FILE`: any notebook or program, from anywhere, gives the documented JSON and exit code."""

import json
from contextlib import nullcontext

import pytest

from grader import build, cli, exercises
from grader.grading import Engine, Settings

FIELDS = ["name", "points", "max_points", "passed", "outcome", "misconception", "message"]
RIGHT = """
def rnn_cell_forward(xt, a_prev, parameters):
    Wax, Waa, Wya = parameters["Wax"], parameters["Waa"], parameters["Wya"]
    a_next = np.tanh(np.dot(Wax, xt) + np.dot(Waa, a_prev) + parameters["ba"])
    yt_pred = softmax(np.dot(Wya, a_next) + parameters["by"])
    return a_next, yt_pred, (a_next, a_prev, xt, parameters)
"""
WRONG = RIGHT.replace(' + parameters["ba"]', "")
IMPORTS = "import numpy as np\nfrom rnn_utils import *\nfrom public_tests import *\n"
OTHER_LAB = """
import numpy as np
from utils import *
data = open("dinos.txt").read()
def rnn_forward(X, Y, a0, parameters, vocab_size=27):
    return 0.0, {}
"""


@pytest.fixture(scope="module")
def warm_engine():
    """One sandbox for the whole module: starting it is what takes time."""
    with Engine(Settings(seed=5)) as engine:
        yield engine


@pytest.fixture
def check(tmp_path, capsys, monkeypatch, warm_engine):
    """Write a file and check it: check(name, content, *options) -> (exit code, what was printed)."""

    monkeypatch.setattr(cli, "Engine", lambda settings: nullcontext(warm_engine))

    def run(name, content, *options):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        code = cli.main(["check", str(path), "--seed", "5", *options])
        return code, capsys.readouterr()

    return run


@pytest.fixture
def check_json(check):
    """As check, but the JSON that was printed: (exit code, exercises)."""

    def run(name, content, *options):
        code, printed = check(name, content, *options, "--json")
        plain = json.loads(printed.out)
        assert list(plain) == ["file", "exercises"] and plain["file"].endswith(name)
        assert all(list(each) == FIELDS for each in plain["exercises"])
        return code, plain["exercises"]

    return run


def notebook(*sources):
    cells = [{"cell_type": "code", "metadata": {}, "source": source, "outputs": []} for source in sources]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 2})


def solutions(assignment):
    """The sources of an assignment's solution cells."""
    text = (build.TEXTS / f"{assignment}.py").read_text(encoding="utf-8")
    cells = build.source_notebook(text, assignment)[0]["cells"]
    return [cell["source"] for cell in cells if cell["id"] in exercises.names()]


@pytest.mark.parametrize("assignment", build.assignments())
def test_the_course_s_own_solutions_pass_as_a_file_and_as_a_notebook(check_json, assignment):
    names = sorted(name for name in exercises.names() if exercises.load(name).assignment == assignment)
    own = solutions(assignment)
    for name, content in (("own.py", "\n\n# In[3]:\n\n".join([IMPORTS, *own])), ("own.ipynb", notebook(IMPORTS, *own))):
        code, found = check_json(name, content)
        assert code == 0 and sorted(each["name"] for each in found) == names
        assert all(each["passed"] and each["points"] == each["max_points"] > 0 for each in found)
        assert {(each["outcome"], each["misconception"]) for each in found} == {("passed", None)}


def test_a_known_mistake_is_named_with_exit_code_1(check_json):
    code, (found,) = check_json("theirs.py", IMPORTS + WRONG)
    assert code == 1 and not found["passed"] and found["points"] == 0 < found["max_points"]
    assert (found["name"], found["outcome"], found["misconception"]) == ("rnn_cell_forward", "failed", "bias_a_missing")
    assert "The bias ba is missing" in found["message"]


def test_plain_output_says_the_same_in_words(check):
    code, printed = check("theirs.py", IMPORTS + WRONG)
    assert code == 1 and "FAIL" in printed.out and "rnn_cell_forward" in printed.out
    assert "Likely cause: The bias ba is missing" in printed.out
    code, printed = check("theirs.py", IMPORTS + RIGHT)
    assert code == 0 and "pass" in printed.out and "FAIL" not in printed.out


def test_the_same_seed_gives_the_same_answer_from_a_sandbox_started_anew(check, tmp_path, capsys, monkeypatch):
    one = check("theirs.py", IMPORTS + WRONG, "--json")[1].out
    monkeypatch.undo()
    assert cli.main(["check", str(tmp_path / "theirs.py"), "--seed", "5", "--json"]) == 1
    assert capsys.readouterr().out == one


def test_only_the_exercises_asked_for_are_graded_and_missing_ones_reported(check_json):
    code, found = check_json("theirs.py", IMPORTS + RIGHT, "--exercise", "rnn_cell_forward", "rnn_forward")
    assert code == 1 and [(each["name"], each["passed"], each["outcome"]) for each in found] == [
        ("rnn_cell_forward", True, "passed"),
        ("rnn_forward", False, "missing"),
    ]
    assert "no function rnn_forward was found" in found[1]["message"]
    code, found = check_json("theirs.py", IMPORTS + RIGHT, "--exercise", "rnn_cell_forward")
    assert code == 0 and len(found) == 1


def test_another_lab_s_function_of_the_same_name_is_not_graded(check_json):
    code, found = check_json("other.ipynb", notebook(OTHER_LAB))
    assert (code, found) == (1, [])
    _, found = check_json("other.ipynb", notebook(OTHER_LAB, IMPORTS + RIGHT))
    assert [each["name"] for each in found] == ["rnn_cell_forward"]


def test_another_lab_s_function_is_missing_where_it_was_asked_for(check_json):
    code, found = check_json("other.py", OTHER_LAB, "--exercise", "rnn_forward")
    assert code == 1 and [(each["name"], each["points"]) for each in found] == [("rnn_forward", 0.0)]


@pytest.mark.parametrize(
    "broken",
    [
        "1 / 0",
        "def f(:",
        "print 'python 2'",
        "import torch_of_another_world",
        "while True: pass",
        "raise SystemExit",
        "%cd x",
    ],
)
def test_a_broken_cell_spoils_no_other(check_json, broken):
    code, found = check_json("theirs.ipynb", notebook(broken, IMPORTS, RIGHT, broken))
    assert code == 0 and [each["passed"] for each in found] == [True]


def test_a_function_in_a_broken_file_is_saved(check_json):
    code, _ = check_json("theirs.py", f"{IMPORTS}{RIGHT}\nprint 'done'\n")
    assert code == 0


def test_a_function_that_could_not_be_defined_is_missing_with_the_reason(check_json):
    source = "def rnn_cell_forward(xt, a_prev, parameters):\n    return ((\n"
    code, found = check_json("theirs.ipynb", notebook(source), "--exercise", "rnn_cell_forward")
    assert code == 1 and found[0]["outcome"] == "missing" and "SyntaxError" in found[0]["message"]


@pytest.mark.parametrize("content", ["", "x = 1\n", "def my_function(): pass\n"])
def test_a_file_without_the_course_s_functions_is_told_so(check, check_json, content):
    code, printed = check("theirs.py", content)
    assert code == 1 and "none of the course's functions was found" in printed.out and "rnn_cell_forward" in printed.out
    assert check_json("theirs.py", content) == (1, [])


def test_an_unwritten_function_is_no_pass(check_json):
    source = "def rnn_cell_forward(xt, a_prev, parameters):\n    raise NotImplementedError\n"
    code, found = check_json("theirs.py", source)
    assert code == 1 and "not written yet" in found[0]["message"]


def test_hostile_text_stays_text(check):
    source = "def rnn_cell_forward(*_):\n    raise ValueError('[bold]x[/] [/red] \\x1b[2J \\ud800')\n"
    code, printed = check("theirs.py", source)
    assert code == 1 and "[bold]x[/] [/red]" in printed.out and "\x1b[2J" not in printed.out
    code, printed = check("theirs.py", source, "--json")
    printed.out.encode("utf-8")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("theirs.txt", "x = 1", "neither a notebook"),
        ("theirs.ipynb", "no notebook", "not JSON"),
        ("theirs.ipynb", "", "empty"),
        ("theirs.ipynb", "[]", "no list of cells"),
    ],
)
def test_a_file_that_cannot_be_read_gives_exit_code_2_and_a_reason(check, name, content, told):
    code, printed = check(name, content)
    assert code == 2 and told in printed.err and "Traceback" not in printed.err and printed.out == ""


def test_a_missing_file_gives_exit_code_2(tmp_path, capsys):
    assert cli.main(["check", str(tmp_path / "none.py")]) == 2
    assert "none.py" in capsys.readouterr().err


def test_an_unknown_exercise_gives_exit_code_2_and_the_names(check):
    code, printed = check("theirs.py", RIGHT, "--exercise", "gru_forward")
    assert code == 2 and "gru_forward" in printed.err and "rnn_cell_forward" in printed.err


def test_wrong_options_give_exit_code_2(capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["check"])
    assert ended.value.code == 2 and "file" in capsys.readouterr().err


def test_help_of_every_verb_fits_a_glance(capsys):
    for verb in ("release", "grade", "check", "report", "verify", "new", "doctor", "demo"):
        with pytest.raises(SystemExit) as ended:
            cli.main([verb, "--help"])
        assert ended.value.code == 0 and len(capsys.readouterr().out.splitlines()) <= 25
