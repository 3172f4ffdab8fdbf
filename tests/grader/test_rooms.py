"""The house: who may import whom, and that the two lists of dependencies are one."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def test_rooms_import_in_the_agreed_directions():
    script = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([sys.executable, str(script)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_kit_needs_numpy_matplotlib_and_ipython_alone():
    allowed = {"numpy", "matplotlib", "IPython", "kit"} | set(sys.stdlib_module_names)
    for path in (ROOT / "kit").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [node.module] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert {name.split(".")[0] for name in names} <= allowed, path.name


def test_environment_yml_is_pyproject_s_twin():
    text = (ROOT / "environment.yml").read_text()
    listed = {line.strip()[2:].strip('"') for line in text.splitlines() if line.lstrip().startswith("- ")}
    listed -= {"conda-forge", "pip", "pip:"}
    wanted = set(PROJECT["dependencies"]) | {f"python{PROJECT['requires-python']}", "make"}
    assert listed == wanted


def test_constraints_pin_every_dependency_and_name_no_address():
    lines = (ROOT / "constraints.txt").read_text().split()
    pinned = {line.split("==")[0].lower() for line in lines}
    assert all(re.fullmatch(r"[\w.-]+==[\w.+!-]+", line) for line in lines)
    everything = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]
    assert {re.split(r"[<>=!]", name)[0].lower() for name in everything} <= pinned


@pytest.mark.parametrize("folder", ["kit", "grader"])
def test_no_module_is_named_after_nothing(folder):
    names = {path.stem for path in (ROOT / folder).rglob("*.py")}
    assert not names & {"utils", "common", "base", "core", "manager", "helpers"}
