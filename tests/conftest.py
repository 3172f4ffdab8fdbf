"""What several tests share: a built course, and the demo class graded once."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def course(tmp_path_factory):
    """A course folder with both assignments built, released and registered."""
    from grader import build, gradebook

    folder = tmp_path_factory.mktemp("course")
    gradebook.prepare(folder)
    for assignment in build.assignments():
        build.build(assignment, folder)
        gradebook.release(folder, assignment)
    return folder


@pytest.fixture(scope="session")
def graded_class(course, tmp_path_factory):
    """The demo class, graded by our own command: (course folder, members)."""
    from grader import build, demo, gradebook

    folder = tmp_path_factory.mktemp("graded") / "course"
    shutil.copytree(course, folder)
    members = demo.hand_in(folder)
    for assignment in build.assignments():
        gradebook.grade_course(folder, assignment, gradebook.new_settings())
    return folder, members


@pytest.fixture
def command():
    """Run a console script of this environment: command(folder, "nbgrader", ...) -> (exit code, output)."""

    def run(folder, name, *args):
        script = Path(sysconfig.get_path("scripts")) / name
        places = {"PATH": f"{script.parent}{os.pathsep}{os.environ['PATH']}", "PYTHONWARNINGS": "ignore"}
        done = subprocess.run(
            [sys.executable, str(script), *map(str, args)],
            cwd=folder, env=os.environ | places, capture_output=True, text=True, timeout=600,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    return run
