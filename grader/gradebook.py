"""The only importer of nbgrader: its release step, its gradebook, and its place for us in `nbgrader autograde`.

Importing it costs 2 seconds of CPU, so it is imported inside the verbs that need it.
"""

import json
import logging
import os
import re
import secrets
import shutil
import sysconfig
import warnings
import zlib
from contextlib import contextmanager
from functools import cache
from html import escape
from pathlib import Path

import nbformat
from nbconvert.exporters import HTMLExporter, NotebookExporter
from nbgrader.api import Gradebook, InvalidEntry
from nbgrader.api import app_log as logger
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import capture_log, parse_utc
from sqlalchemy.exc import OperationalError, SAWarning
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from grader.grading import GradebookError, Settings, from_json, grade, grade_class, to_json
from grader.intake import as_folder_name, as_typed, read_regular, read_release, read_submission_file
from grader.sandbox import walls

CONFIG = "nbgrader_config.py"
POLICY = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    "img-src data:; font-src data:; base-uri 'none'; form-action 'none'\">"
)
REMOTE = re.compile(r"<script\b.*?</script\s*>|<link\b[^>]*>", re.S | re.I)


# --- a course folder --------------------------------------------------------------------------------------


def prepare(course):
    """Give a course folder our nbgrader configuration, unless it has one."""
    course = Path(course)
    course.mkdir(parents=True, exist_ok=True)
    if not (course / CONFIG).exists():
        shutil.copy(Path(__file__).parent.parent / CONFIG, course / CONFIG)


def release(course, assignment):
    """Run nbgrader's generate_assignment: solutions/ -> assignments/, registered in the gradebook."""
    directory = _directory(course)
    directory.assignment_id = assignment
    step = GenerateAssignment(coursedir=directory, config=_config(course))
    step.force = True
    step.log.propagate = False
    with _scripts_on_path():
        answer = capture_log(step)
    if not answer["success"]:
        clean = answer.get("error", "").strip().splitlines()
        raise GradebookError(
            f"nbgrader could not release {assignment}:\n{answer.get('log', '')}{clean[-1] if clean else ''}"
        )


def is_released(course, assignment):
    """Whether the assignment lies in assignments/ and in the gradebook."""
    if not release_path(course, assignment).exists() or not (Path(course) / "gradebook.db").exists():
        return False
    with open_gradebook(course) as gradebook:
        return assignment in [item.name for item in gradebook.assignments]


@contextmanager
def open_gradebook(course):
    """The gradebook of a course folder. Trouble with the database comes out as one sentence."""
    with _told_plainly(), _scripts_on_path(), Gradebook(_directory(course).db_url) as gradebook:
        yield gradebook


def _directory(course):
    return CourseDirectory(config=_config(course))


def _config(course):
    course = Path(course).resolve()
    loaded = PyFileConfigLoader(CONFIG, path=str(course)).load_config()
    loaded.merge(Config({"CourseDirectory": {"root": str(course)}}))
    return loaded


def release_path(course, assignment):
    """Where the released notebook of an assignment lies."""
    return Path(course) / "assignments" / assignment / f"{assignment}.ipynb"


class _scripts_on_path:
    """nbgrader calls alembic by name on its first run; without it the database would be left broken."""

    def __enter__(self):
        self.before = os.environ.get("PATH", "")
        os.environ["PATH"] = os.pathsep.join([sysconfig.get_path("scripts"), self.before])

    def __exit__(self, *_):
        os.environ["PATH"] = self.before


# --- a class ----------------------------------------------------------------------------------------------


def new_settings(seed=None):
    """The settings of a new grading run: a secret seed unless one is given, and the strongest walls that can be had."""
    return Settings(seed=secrets.randbits(63) if seed is None else seed, walls=walls.strongest())


def grade_course(course, assignment, settings, students=(), jobs=None, on_report=lambda report: None):
    """Grade the submissions of a course folder into its gradebook. Returns the reports, sorted by student.

    students: only these. jobs: processes, one per core if not given. on_report: called after each one is saved.
    """
    found = read_release(release_path(course, assignment))
    waiting = handed_in(course, assignment, students)
    submissions = [read_submission_file(path, found, student) for student, path in waiting]
    places = {student: path.parent for student, path in waiting}
    reports = []
    try:
        with open_gradebook(course) as gradebook:
            for submission, report in grade_class(submissions, found.exercises, settings, jobs or os.cpu_count()):
                place = places[report.student]
                save(gradebook, assignment, report, timestamp_of(place))
                write_autograded(course, assignment, submission, report, place)
                reports.append(report)
                on_report(report)
    finally:
        with _told_plainly():
            keep_run(course, assignment, settings.seed, reports)
    return sorted(reports, key=lambda report: report.student)


@contextmanager
def _told_plainly():
    """Trouble with the database or the disk as one sentence that says how to go on."""
    logger.setLevel(logging.CRITICAL)  # nbgrader would print the whole statement
    try:
        yield
    except (OperationalError, InvalidEntry) as error:
        why = str(getattr(error, "orig", error))
        raise GradebookError(
            f"the gradebook could not be written ({why}). Nothing is lost: run the same command again"
        ) from error
    except OSError as error:
        why = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        raise GradebookError(
            f"the course folder could not be written ({why}). Make room, then run the same command again"
        ) from error


def handed_in(course, assignment, students=()):
    """The submissions of an assignment: (student, path of the notebook), as nbgrader lays them out."""
    root = Path(course) / "submitted"
    folders = [root / student for student in students] if students else sorted(root.glob("*"))
    found = {}
    for folder in folders:
        inner = folder / assignment
        if students or (inner.is_dir() and not folder.is_symlink() and not inner.is_symlink()):
            name = as_folder_name(folder.name)
            name = f"{name}-{zlib.crc32(os.fsencode(folder.name)):08x}" if name in found else name
            found[name] = inner / f"{assignment}.ipynb"
    return list(found.items())


# --- writing a report -------------------------------------------------------------------------------------


def save(gradebook, assignment, report, timestamp=None):
    """Write one report into the gradebook: a score per exercise, and its diagnosis as comment.

    What a person entered (manual scores and comments) is left alone.
    """
    gradebook.update_or_create_student(report.student)
    more = {"timestamp": timestamp} if timestamp else {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)  # nbgrader builds a submission's rows before it adds them
        gradebook.update_or_create_submission(assignment, report.student, **more)
    notebook = gradebook.find_submission_notebook(assignment, assignment, report.student)
    found = {item.name: item for item in report.exercises}
    attention = report.status == "needs_attention"
    for row in notebook.grades:
        row.auto_score = None if attention else found[row.name].points
        row.needs_manual_grade = attention or row.manual_score is not None
    for row in notebook.comments:
        name = row.name.removesuffix("_code")
        text = f"Needs attention: {report.reason}" if attention else found[name].message
        row.auto_comment = as_typed(text)  # nbgrader renders comments as Markdown
    gradebook.db.commit()


def write_autograded(course, assignment, submission, report, submitted):
    """Write the autograded notebook, which formgrader and generate_feedback read."""
    folder = Path(_directory(course).format_path("autograded", report.student, assignment))
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(annotated(submission.notebook, report), indent=1, ensure_ascii=False, sort_keys=True)
    target = folder / f"{assignment}.ipynb"
    target.unlink(missing_ok=True)  # nbgrader leaves its own read-only
    target.write_text(text + "\n", encoding="utf-8")
    for name in ("timestamp.txt", "submission_secret.txt"):  # release_feedback asks for the secret
        data = _small_file(submitted / name)
        if data is not None:
            (folder / name).unlink(missing_ok=True)
            (folder / name).write_bytes(data)


def _small_file(path):
    """The bytes of a small regular file, or None: what lies beside a notebook is the student's too."""
    try:
        return read_regular(path, 1000)[0]
    except OSError:
        return None


def timestamp_of(submitted):
    """When a submission was handed in, where its folder says so in a way that can be believed."""
    data = _small_file(submitted / "timestamp.txt")
    try:
        found = parse_utc(data.decode("ascii").strip()) if data and len(data) <= 64 else None
    except (ValueError, OverflowError, AttributeError):
        return None
    return found if found and found.year > 1970 else None


def keep_run(course, assignment, seed, reports):
    """Keep each student's latest report, with the seed that replays it, in the course folder."""
    path = Path(course) / "reports" / f"{assignment}.json"
    path.parent.mkdir(exist_ok=True)
    kept = {item["student"]: item for item in _kept(path)}
    kept |= {report.student: to_json(report) | {"seed": seed, "notes": report.notes} for report in reports}
    plain = {"assignment": assignment, "reports": [kept[student] for student in sorted(kept)]}
    text = json.dumps(plain, indent=1, ensure_ascii=False) + "\n"
    new = path.with_suffix(".new")
    new.write_text(text.encode("utf-8", "replace").decode(), encoding="utf-8")
    new.replace(path)  # whole or not at all


def _kept(path):
    return json.loads(path.read_text(encoding="utf-8"))["reports"] if path.exists() else []


def kept_runs(course, wanted=()):
    """The reports of the latest run of each assignment: {assignment: reports}."""
    found = {}
    for path in sorted((Path(course) / "reports").glob("*.json")):
        if not wanted or path.stem in wanted:
            found[path.stem] = [from_json(plain) for plain in _kept(path)]
    return found


def annotated(notebook, report):
    """The notebook with each check cell's output replaced by its verdict."""
    found = {f"check_{item.name}": item for item in report.exercises}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [_output(found[cell["id"]], report)] if cell["id"] in found else []
    return notebook


def _output(item, report):
    mark = "pass" if item.passed else "not passed"
    text = report.reason or item.message
    colour = "#2f7d4f" if item.passed else "#b5403a"
    title = f"{item.name}: {mark}, {item.points:g} of {item.max_points:g} points"
    html = f'<div style="border-left:4px solid {colour};padding-left:.8em"><strong>{escape(title)}</strong>'
    html += "".join(f"<div>{escape(line)}</div>" for line in text.splitlines()) + "</div>"
    return {
        "output_type": "display_data",
        "metadata": {},
        "data": {"text/html": html, "text/plain": f"{title}\n{text}"},
    }


# --- nbgrader autograde -----------------------------------------------------------------------------------


class AnyFileExporter(NotebookExporter):
    """Hands nbgrader an empty notebook, whatever the file holds: the submitted bytes are read by intake alone.

    nbgrader would read them before any preprocessor runs, and one bad file would end in an error without a mark.
    """

    def from_filename(self, filename, resources=None, **more):
        metadata = {"name": Path(filename).stem, "path": str(Path(filename).parent)}
        resources = {**(resources or {}), "metadata": metadata}
        return self.from_notebook_node(nbformat.v4.new_notebook(), resources, **more)


class FeedbackExporter(HTMLExporter):
    """nbgrader's feedback page without scripts and remote addresses, under a strict Content-Security-Policy."""

    def from_notebook_node(self, nb, resources=None, **more):
        page, resources = super().from_notebook_node(nb, resources, **more)
        page = REMOTE.sub("", page)
        return page.replace("<head>", f"<head>{POLICY}", 1), resources


class GradeSubmission(NbGraderPreprocessor):
    """Grades the submitted bytes by our own engine, saves the report, and leaves the annotated notebook."""

    def preprocess(self, nb, resources):
        asked = resources["nbgrader"]
        directory = self.parent.parent.coursedir
        submitted = directory.format_path(directory.submitted_directory, asked["student"], asked["assignment"])
        released = directory.format_path(directory.release_directory, ".", asked["assignment"])
        name = f"{asked['notebook']}.ipynb"
        found = read_release(Path(released) / name)
        submission = read_submission_file(Path(submitted) / name, found, asked["student"])
        report = grade(submission, found.exercises, _run_settings())
        with Gradebook(asked["db_url"]) as gradebook:
            save(gradebook, asked["assignment"], report)
        keep_run(directory.root, asked["assignment"], _run_settings().seed, [report])
        return nbformat.from_dict(annotated(submission.notebook, report)), resources


@cache
def _run_settings():
    """One secret seed per run of nbgrader."""
    return new_settings()
