"""Things that go wrong around a run: a killed grader, a killed sandbox, a locked gradebook, a full disk. Nothing is lost."""

import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grader import demo, gradebook
from grader.grading import Engine
from grader.intake import read_release, read_submission
from tests.grader.test_gradebook import rows

pytestmark = pytest.mark.slow

ONE = "1_recurrent_cells"
CLASS = ("W12", "W14", "blank", "not_json", "solution")
COMMAND = [str(Path(sys.executable).parent / "grader"), "grade", ONE, "--seed", "5", "--jobs", "2", "--course"]


@pytest.fixture
def small_class(course, tmp_path):
    """A course with five submissions."""
    folder = tmp_path / "course"
    shutil.copytree(course, folder)
    for member in demo.members(folder):
        if member.assignment == ONE and member.student in CLASS:
            place = folder / "submitted" / member.student / ONE
            place.mkdir(parents=True)
            (place / f"{ONE}.ipynb").write_bytes(member.data)
    return folder


def grade(folder, **more):
    return subprocess.run([*COMMAND, str(folder)], capture_output=True, text=True, timeout=120, **more)


def test_a_grader_killed_fifty_times_ends_with_the_gradebook_of_an_undisturbed_run(small_class, tmp_path):
    undisturbed = tmp_path / "undisturbed"
    shutil.copytree(small_class, undisturbed)
    start = time.monotonic()
    assert grade(undisturbed).returncode == 1
    duration = time.monotonic() - start
    moments = random.Random(7)
    for _ in range(50):
        process = subprocess.Popen(
            [*COMMAND, str(small_class)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(moments.uniform(0.3, 1.0) * duration)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert grade(small_class).returncode == 1
    assert rows(small_class) == rows(undisturbed)


def test_a_killed_sandbox_is_started_anew_and_everyone_is_graded(small_class):
    found = read_release(gradebook.release_path(small_class, ONE))
    with Engine(gradebook.new_settings(3)) as engine:
        points = []
        for student, path in gradebook.handed_in(small_class, ONE):
            engine.sandbox.process.kill()
            points.append(engine.grade(read_submission(path.read_bytes(), found, student), found.exercises).points)
    assert points == [45.0, 45.0, 0, 0, 60.0]


def test_a_locked_gradebook_is_told_with_what_to_do_and_loses_nothing(small_class):
    lock = sqlite3.connect(small_class / "gradebook.db", isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    blocked = grade(small_class)
    lock.rollback()
    lock.close()
    assert blocked.returncode == 2
    assert "locked" in blocked.stderr
    assert "run the same command again" in blocked.stderr
    assert grade(small_class).returncode == 1


def test_a_full_disk_is_told_with_what_to_do_and_loses_nothing(small_class):
    small = 40 * 1024  # bytes that any file may have: less than the gradebook has already

    def no_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (small, small))

    before = rows(small_class)
    blocked = grade(small_class, preexec_fn=no_room)
    assert blocked.returncode == 2, blocked.stderr
    assert "run the same command again" in blocked.stderr
    assert rows(small_class).keys() >= before.keys()
    assert grade(small_class).returncode == 1
    assert len(rows(small_class)) == 5 * len(CLASS)
