"""Hostile submissions: none earns what is not there, harms nothing, and spoils nobody else's grade."""

import hashlib
import importlib.util
import json
import math
import os
import re
import shutil
import socket
import threading
import time
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from grader import build as source
from grader import gradebook, report
from grader.grading import Engine, Settings, to_json
from grader.intake import LARGEST_FILE, read_release, read_submission
from grader.sandbox import walls
from grader.sandbox.walls import Limits
from tests.attacks import build
from tests.conftest import ROOT

HERE = Path(__file__).parent
ASSIGNMENT = "1_recurrent_cells"
FILES = sorted(path for path in HERE.glob("*/*.py") if not path.name.startswith(("_", "test_")))
LIMITS = Limits(call_seconds=0.8, notebook_seconds=2.0, exercise_seconds=2.0, memory_bytes=2**30)
SEED = 20240229
FULL = dict(build.POINTS)
SLOWEST = 20.0  # seconds that one submission may hold the engine: each limit used up once, on a busy machine
ALLOWED_TAGS = set(
    "html head meta title style body h1 h2 h3 p table tr th td code span div details summary pre strong".split()
)


def load(path):
    """An attack file as a module. RUNGS in it: where it may run (those that spawn or signal stay off rung 3)."""
    spec = importlib.util.spec_from_file_location(f"attack_{path.parent.name}_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def handed_in(attack, notebooks):
    """The bytes that an attack hands in, made of notebooks of its own."""
    return build.to_bytes(attack.submission(*map(json.loads, notebooks)))


def name_of(path):
    return f"{path.parent.name}/{path.stem}"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course folder with this one assignment in it."""
    folder = tmp_path_factory.mktemp("attacked")
    gradebook.prepare(folder)
    source.build(ASSIGNMENT, folder)
    gradebook.release(folder, ASSIGNMENT)
    return folder


@pytest.fixture(scope="module")
def notebooks(course):
    """(solved, blank) as the texts of their files."""
    folders = ("solutions", "assignments")
    return [(course / folder / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_bytes() for folder in folders]


@pytest.fixture(scope="module")
def release(course):
    return read_release(course / "assignments" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb")


@pytest.fixture(scope="module")
def canaries(course, tmp_path_factory):
    """A course folder with another student in it, a home folder, and a listener on loopback: what attacks are after."""
    folder = tmp_path_factory.mktemp("canaries")
    shutil.copytree(course, folder / "course")
    other = folder / "course" / "submitted" / "ada" / ASSIGNMENT
    other.mkdir(parents=True)
    (other / f"{ASSIGNMENT}.ipynb").write_text("the work of another student")
    startup = folder / "home" / ".ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    patch = pytest.MonkeyPatch()
    patch.setenv("HOME", str(folder / "home"))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        build.PLACES.update(root=str(ROOT), course=str(folder / "course"), home=str(folder / "home"))
        build.PLACES["port"] = listener.getsockname()[1]
        yield folder, listener
    patch.undo()


@pytest.fixture(scope="module")
def engine():
    with Engine(Settings(SEED, LIMITS)) as engine:
        yield engine


# --- what must not change ------------------------------------------------------------------------------------


def state_of(canaries):
    """Every byte that an attack could be after, the marks that it could leave, and what our process holds."""
    folder, listener = canaries
    places = [folder, ROOT / "grader", ROOT / "kit", ROOT / "solutions", ROOT / "assignments"]
    files = {path: _digest(path) for place in places for path in place.rglob("*") if "__pycache__" not in path.parts}
    marks = [path for place in ("/tmp", "/var/tmp", "/dev/shm", "/", os.getcwd()) for path in _listing(place)]
    try:
        listener.accept()[0].close()
        connected = True
    except BlockingIOError:
        connected = False
    held = (len(os.listdir("/proc/self/fd")), threading.active_count(), os.environ.get("HOME"), os.getcwd())
    return files, [path for path in marks if build.MARK in path], connected, held, _marked_processes()


def _digest(path):
    if path.is_symlink() or not path.is_file():
        return path.is_symlink()
    return hashlib.sha1(path.read_bytes()).hexdigest(), path.stat().st_mode


def _listing(place):
    try:
        return os.listdir(place)
    except OSError:
        return []


def _marked_processes():
    """Processes that an attack named, or whose program it brought along."""
    found = []
    for status in Path("/proc").glob("[0-9]*"):
        try:
            texts = (status / "cmdline").read_bytes() + (status / "comm").read_bytes()
        except OSError:
            continue
        if build.MARK.encode() in texts or b"kitattack" in texts:
            found.append(status.name)
    return found


def descendants(pid):
    """How many processes there are below one."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return len(children) + sum(descendants(child) for child in children)


# --- what a report may say -----------------------------------------------------------------------------------


class Tags(HTMLParser):
    """What a page holds that could act or reach outside."""

    def __init__(self, page):
        super().__init__()
        self.bad = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag not in ALLOWED_TAGS:
            self.bad.append(tag)
        self.bad += [
            (tag, name)
            for name, _ in attrs
            if name not in ("style", "class", "lang", "charset", "name", "content", "http-equiv")
        ]


def hidden_numbers(engine):
    """The absolute values of all numbers in hidden inputs and right results, sorted."""
    from kit.wire import leaves

    found = [
        np.ravel(array).astype(float)
        for sheet in engine.sheets.values()
        for case in sheet.cases
        for array in leaves([case.args, case.expected])
        if isinstance(array, np.ndarray)
    ]
    return np.unique(np.abs(np.concatenate(found)))


def given_away(text, numbers):
    """The numbers of six digits in a text that are hidden ones."""
    written = [abs(float(number)) for number in re.findall(r"-?\d*\.\d{5,}(?:e[+-]?\d+)?", text)]
    return [number for number in written if np.any(np.abs(numbers - number) <= 1e-5 * numbers)]


def prove_harmless(submission, found, engine):
    """A report is finite, plain, and fit for every file and page; it says nothing that would act or give away."""
    for item in found.exercises:
        assert math.isfinite(item.points) and 0 <= item.points <= item.max_points
        assert len(item.message) < 4000, f"a message of {len(item.message)} characters"
    texts = [found.reason, *found.notes, *(item.message for item in found.exercises)]
    assert len(found.notes) < 200 and sum(map(len, texts)) < 100_000
    json.loads(json.dumps(to_json(found), allow_nan=False, ensure_ascii=False).encode("utf-8"))
    for text in texts:
        text.encode("utf-8")
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", text), (
            f"control characters: {text[:80]!r}"
        )
    page = report.class_page({ASSIGNMENT: [found]})
    cells = gradebook.annotated(submission.notebook, found)["cells"]
    outputs = [output["data"] for cell in cells if cell["cell_type"] == "code" for output in cell["outputs"]]
    pages = [page, *(data.get("text/html", "") for data in outputs)]
    assert [bad for each in pages for bad in Tags(each).bad] == []
    assert (
        given_away("\n".join([*texts, *pages, *(data["text/plain"] for data in outputs)]), hidden_numbers(engine)) == []
    )


def prove_deserved(attack, found):
    if attack.DESERVES == "attention":
        assert found.status == "needs_attention" and found.reason and found.points == 0
        return
    deserved = FULL if attack.DESERVES == "full" else attack.DESERVES
    assert found.status == "graded", found.reason
    got = {item.name: item.points for item in found.exercises}
    details = {item.name: item.message for item in found.exercises}
    assert got == {name: deserved.get(name, 0.0) for name in FULL}, (details, found.notes[:3])


def graded(engine, data, release, student):
    submission = read_submission(data, release, student)
    return submission, engine.grade(submission, release.exercises)


# --- the tests -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_an_attack_earns_what_it_deserves_and_harms_nobody(path, engine, canaries, notebooks, release):
    attack, solved = load(path), notebooks[0]
    data = handed_in(attack, notebooks)
    before, below = state_of(canaries), descendants(engine.sandbox.process.pid)
    began = time.monotonic()
    submission, found = graded(engine, data[: LARGEST_FILE + 1], release, "eve")
    took = time.monotonic() - began
    assert graded(engine, solved, release, "ada")[1].points == sum(FULL.values())
    assert descendants(engine.sandbox.process.pid) == below
    after = state_of(canaries)
    for was, now in zip(before, after, strict=True):
        assert now == was
    prove_deserved(attack, found)
    prove_harmless(submission, found, engine)
    assert took < getattr(attack, "SECONDS", SLOWEST)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_an_attack_says_what_it_tries(path):
    attack = load(path)
    assert len(attack.__doc__.split()) >= 2
    assert attack.DESERVES in ("full", "attention") or set(attack.DESERVES.items()) <= set(FULL.items())


@pytest.fixture(scope="module", params=[2, 3], ids=lambda rung: f"rung {rung}")
def weaker_engine(request):
    with Engine(Settings(SEED, LIMITS, walls.ON_RUNG[request.param])) as engine:
        yield engine


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_points_are_right_on_every_rung(path, weaker_engine, canaries, notebooks, release):
    attack = load(path)
    if weaker_engine.sandbox.walls.rung not in getattr(attack, "RUNGS", (1, 2, 3)):
        pytest.skip("not promised, or not safe to try, on this rung")
    data = handed_in(attack, notebooks)
    before = state_of(canaries)
    found = graded(weaker_engine, data, release, "eve")[1]
    assert graded(weaker_engine, notebooks[0], release, "ada")[1].points == sum(FULL.values())
    prove_deserved(attack, found)
    assert state_of(canaries)[0] == before[0]


@pytest.fixture(scope="module")
def hostile_class(canaries, notebooks, course, tmp_path_factory):
    """A course folder in which every attack is handed in by a student of its own, with honest ones between."""
    folder = tmp_path_factory.mktemp("hostile") / "course"
    shutil.copytree(course, folder)
    attacks = {}
    for number, path in enumerate(FILES, 1):
        attacks[f"a{number:03d}"] = load(path)
        hand_in(folder, f"a{number:03d}", handed_in(attacks[f"a{number:03d}"], notebooks))
        if number % 10 == 1:
            hand_in(folder, f"h{number:03d}", notebooks[0])
    return folder, attacks


def hand_in(course, student, data):
    folder = course / "submitted" / student / ASSIGNMENT
    folder.mkdir(parents=True)
    (folder / f"{ASSIGNMENT}.ipynb").write_bytes(data)


def rows(course):
    """{student: ({exercise: score}, whether a person must look)} in a gradebook."""
    found = {}
    with gradebook.open_gradebook(course) as book:
        for submission in book.find_assignment(ASSIGNMENT).submissions:
            grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
            found[submission.student.id] = (
                {grade.name: grade.auto_score for grade in grades},
                any(g.needs_manual_grade for g in grades),
            )
    return found


def prove_gradebook(course, attacks):
    found, wrong = rows(course), {}
    for folder in (course / "submitted").iterdir():
        scores, by_hand = found.get(folder.name, ({}, None))
        deserved = attacks[folder.name].DESERVES if folder.name in attacks else "full"
        if deserved == "attention":
            right = by_hand and not any(scores.values())
        else:
            deserved = FULL if deserved == "full" else deserved
            full = {name: deserved.get(name, 0.0) for name in FULL}
            # a bomb may cost its owner points, depending on what else the machine does; it never earns any
            bomb = folder.name in attacks and "bombs" in attacks[folder.name].__name__
            earned = scores if not bomb else {name: max(scores.get(name) or 0.0, full[name]) for name in FULL}
            right = earned == full and not by_hand
        if not right:
            wrong[attacks[folder.name].__name__ if folder.name in attacks else folder.name] = scores, by_hand
    assert wrong == {}


@pytest.mark.slow
def test_a_whole_hostile_class_is_graded_by_our_command(hostile_class, tmp_path):
    folder, attacks = hostile_class
    copy = tmp_path / "ours"
    shutil.copytree(folder, copy)
    gradebook.grade_course(copy, ASSIGNMENT, Settings(SEED, LIMITS, walls.strongest()), jobs=2)
    prove_gradebook(copy, attacks)
    page = report.class_page(gradebook.kept_runs(copy))
    page.encode("utf-8")
    assert Tags(page).bad == []


@pytest.mark.slow
def test_a_whole_hostile_class_is_graded_by_nbgrader(hostile_class, tmp_path, command):
    folder, attacks = hostile_class
    copy = tmp_path / "theirs"
    shutil.copytree(folder, copy)
    code, output = command(copy, "nbgrader", "autograde", ASSIGNMENT)
    assert code == 0, output[-3000:]
    prove_gradebook(copy, attacks)
