"""The command line: `grader release|grade|check|report|verify|new|doctor|demo`. Parses, calls, prints; decides nothing."""

import argparse
import json
import os
import secrets
import sys
from dataclasses import asdict, replace
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from grader import build, exercises, intake, report, verify
from grader.collect import collect
from grader.exercise import EditError
from grader.grading import Engine, GradebookError, Settings
from grader.sandbox import probes, walls
from grader.sandbox.client import Sandbox

OUT = Console() if sys.stdout.isatty() else Console(width=150, soft_wrap=True)
ERR = Console(stderr=True) if sys.stderr.isatty() else Console(stderr=True, width=150, soft_wrap=True)


def main(argv=None):
    """Entry point. Returns the exit code: 0 all well, 1 some did not pass, 2 could not run."""
    options = _parser().parse_args(argv)
    try:
        return options.run(options)
    except EXPECTED as error:
        ERR.print(f"grader: {error}", style="red", markup=False, highlight=False)
        return 2
    except KeyboardInterrupt:
        ERR.print(
            "grader: stopped. What was graded so far is in the gradebook; the same command grades the class again."
        )
        return 130


class UsageError(ValueError):
    """The command's words do not fit what lies on disk. The message says how to go on."""


EXPECTED = (
    build.BuildError,
    EditError,
    GradebookError,
    intake.Unreadable,
    walls.SandboxError,
    exercises.UnknownExercise,
    UsageError,
)


def _parser():
    parser = argparse.ArgumentParser(prog="grader", description="Builds, grades and proves the course kit.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    _course_verbs(verbs)
    _file_verb(verbs)
    _author_verbs(verbs)
    _verb(verbs, "doctor", doctor, "say how well student code is contained on this machine")
    verb = _verb(verbs, "demo", demo, "grade a class whose truth is known, and compare")
    verb.add_argument("--course", default="build/demo", metavar="DIR")
    return parser


def _course_verbs(verbs):
    verb = _verb(verbs, "release", release, "build notebooks from solutions/*.py and register them in the gradebook")
    verb.add_argument("assignment", nargs="*", help="default: all")
    _course(verb)

    verb = _verb(verbs, "collect", take_in, "put notebooks from a folder, a zip or a bulk download into submitted/")
    verb.add_argument("assignment")
    verb.add_argument("path", help="a folder or a .zip (nbgrader's tree, Moodle, Canvas, or loose notebooks)")
    _course(verb)

    verb = _verb(verbs, "grade", grade, "grade all submissions of an assignment into the gradebook")
    verb.add_argument("assignment")
    _course(verb)
    verb.add_argument("--json", metavar="FILE", help="also write the reports as JSON")
    verb.add_argument("--student", action="append", metavar="NAME", help="only this student (repeatable)")
    verb.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes (default: one per core)")
    verb.add_argument("--seed", type=int, help="of the hidden cases, to replay a run (default: a new secret one)")
    _sandboxed(verb)

    verb = _verb(verbs, "report", show_report, "write the class report of graded assignments as one HTML page")
    verb.add_argument("assignment", nargs="*", help="default: all that were graded")
    _course(verb)
    verb.add_argument("-o", "--output", default="report.html")


def _file_verb(verbs):
    verb = _verb(verbs, "check", check, "grade the functions found in any .py or .ipynb file")
    verb.add_argument("file")
    verb.add_argument("--exercise", nargs="+", default=[], metavar="NAME", help="only these; missing ones are reported")
    verb.add_argument("--json", action="store_true", help="print JSON")
    verb.add_argument("--seed", type=int, help="of the hidden cases (default: a new one)")
    _sandboxed(verb)


def _author_verbs(verbs):
    verb = _verb(verbs, "verify", prove, "prove the exercises: reference passes, stub fails, every mistake is named")
    verb.add_argument("exercise", nargs="*", help="default: all")
    verb.add_argument("--seeds", type=int, default=5, help="how many seeds (default: 5)")

    verb = _verb(verbs, "new", new, "write the three places of a new exercise")
    verb.add_argument("name")
    verb.add_argument("assignment")


def _verb(verbs, name, run, text):
    verb = verbs.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
    verb.set_defaults(run=run)
    return verb


def _sandboxed(verb):
    verb.add_argument(
        "--require-rung", type=int, choices=(1, 2, 3), default=3, help="refuse below this rung of the sandbox"
    )
    names = ", ".join(f"{name}={value}" for name, value in walls.SETTABLE.items())
    verb.add_argument("--limit", action="append", default=[], metavar="NAME=N", help=f"change a limit of: {names}")


def _limits(options):
    """The limits of student code, some of them set on the command line."""
    found = walls.Limits()
    for text in options.limit:
        name, _, number = text.partition("=")
        try:
            found = replace(found, **{name: type(walls.SETTABLE[name])(number)})
        except (KeyError, ValueError) as error:
            raise UsageError(f"--limit {text}: write NAME=N, with NAME one of {', '.join(walls.SETTABLE)}") from error
    return found


def _settings(options):
    """The settings of a run, from the command line."""
    surrounding = walls.strongest()
    if surrounding.rung > options.require_rung:
        text = walls.describe(surrounding)
        raise UsageError(
            f"rung {options.require_rung} is required. {text} `grader doctor` says how to get a better one"
        )
    ERR.print(walls.describe(surrounding), style="dim", highlight=False)
    seed = secrets.randbits(63) if options.seed is None else options.seed
    return Settings(seed=seed, limits=_limits(options), walls=surrounding)


def _course(verb):
    verb.add_argument("--course", default=".", metavar="DIR", help="the course folder (default: here)")


# --- verbs ------------------------------------------------------------------------------------------------


def release(options):
    from grader import gradebook

    gradebook.prepare(options.course)
    for assignment in options.assignment or build.assignments():
        names = build.build(assignment, options.course)
        gradebook.release(options.course, assignment)
        OUT.print(f"released {assignment}: {', '.join(names)}", highlight=False)
    return 0


def grade(options):
    from grader import gradebook

    if not gradebook.is_released(options.course, options.assignment):
        gradebook.prepare(options.course)
        build.build(options.assignment, options.course)
        gradebook.release(options.course, options.assignment)
    students = options.student or ()
    waiting = gradebook.handed_in(options.course, options.assignment, students)
    if not waiting:
        place = f"submitted/<student>/{options.assignment}/{options.assignment}.ipynb"
        raise UsageError(
            f"no submissions. They are looked for at {place} in {options.course}; --course names the folder"
        )
    unknown = [student for student, path in waiting if not path.parent.is_dir()]
    if unknown:
        raise UsageError(
            f"nothing was handed in by {', '.join(unknown)}; there is no {waiting[0][1].parent.parent.parent}/{unknown[0]}"
        )
    settings = _settings(options)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=ERR) as progress:
        task = progress.add_task(f"grading {options.assignment}", total=len(waiting))
        advance = lambda _: progress.advance(task)  # noqa: E731
        reports = gradebook.grade_course(options.course, options.assignment, settings, students, options.jobs, advance)
    if options.json:
        Path(options.json).write_text(report.as_json(reports), encoding="utf-8")
    OUT.print(class_table(reports))
    return 1 if any(item.status != "graded" for item in reports) else 0


def take_in(options):
    handed = collect(options.path, options.assignment)
    problems = [item for item in handed if item.data is None]
    for item in handed:
        if item.data is not None:
            folder = Path(options.course) / "submitted" / item.student / options.assignment
            folder.mkdir(parents=True, exist_ok=True)
            target = folder / f"{options.assignment}.ipynb"
            target.unlink(missing_ok=True)
            target.write_bytes(item.data)
        if item.note:
            OUT.print(f"{item.student}: {item.note}", markup=False, highlight=False)
    OUT.print(f"{len(handed) - len(problems)} of {len(handed)} notebooks were put into submitted/", highlight=False)
    return 1 if problems or not handed else 0


def check(options):
    for name in options.exercise:
        exercises.load(name)
    code = intake.read_file(options.file)
    with Engine(_settings(options)) as engine:
        found, notes = engine.check(code, options.exercise)
    if options.json:
        print(
            json.dumps(
                {"file": options.file, "exercises": [asdict(item) for item in found]}, indent=1, ensure_ascii=False
            )
        )
    else:
        _print_check(options.file, found, notes)
    return 0 if found and all(item.passed for item in found) else 1


def _print_check(file, found, notes):
    for item in found:
        OUT.print(
            f"[{'green' if item.passed else 'red'}]{'pass' if item.passed else 'FAIL'}[/]  [bold]{item.name}[/]",
            highlight=False,
        )
        for line in item.message.splitlines():
            OUT.print(f"      {line}", markup=False, highlight=False)
    if not found:
        OUT.print(
            f"{file}: none of the course's functions was found. They are {', '.join(exercises.names())}",
            highlight=False,
        )
    for note in notes:
        OUT.print(f"note  {note}", style="dim", markup=False, highlight=False)


def show_report(options):
    from grader import gradebook

    classes = gradebook.kept_runs(options.course, options.assignment)
    if not classes:
        raise UsageError(f"nothing was graded yet in {options.course}. Run `grader grade ASSIGNMENT` first")
    Path(options.output).write_text(report.class_page(classes), encoding="utf-8")
    OUT.print(f"wrote {options.output}", highlight=False)
    return 0


def prove(options):
    failures, taught = 0, {}
    for name in options.exercise or exercises.names():
        exercise = exercises.load(name)
        taught |= {} if name in taught else build.taught(exercise.assignment)
        found = verify.verify(exercise, range(options.seeds), taught.get(name))
        failures += len(found.problems)
        OUT.print(found.summary, style="red" if found.problems else "", markup=False, highlight=False)
        for problem in found.problems:
            OUT.print(f"  {problem}", style="red", markup=False, highlight=False)
    return 1 if failures else 0


def new(options):
    for path in build.new_exercise(options.name, options.assignment):
        OUT.print(f"wrote {path}", highlight=False)
    OUT.print(f"Fill them in, then run: grader verify {options.name}", highlight=False)
    return 0


def doctor(options):
    surrounding = walls.strongest()
    OUT.print(walls.describe(surrounding), highlight=False)
    with Sandbox(surrounding=surrounding) as sandbox:
        escaped, outlives = probes.results(sandbox)
    table = Table("student code tries to", "", "held back by", box=None, header_style="bold")
    for probe, out in escaped.items():
        table.add_row(probe.what, "[red]possible[/]" if out else "[green]held back[/]", ", ".join(probe.held_by))
    table.add_row("leave a process behind", "[red]possible[/]" if outlives else "[green]held back[/]", "always")
    OUT.print(table)
    OUT.print(walls.ADVICE, style="dim", highlight=False)
    return 0 if surrounding.rung == 1 and not any(escaped.values()) and not outlives else 1


def demo(options):
    from grader import demo as demonstration

    return demonstration.run(options.course, OUT)


def class_table(reports):
    """The reports of a class as a table for the terminal."""
    table = Table("student", "points", "what was found", box=None, header_style="bold")
    for item in reports:
        points = f"{item.points:g} / {item.max_points:g}"
        table.add_row(item.student, points, report.one_line(item), style="" if item.status == "graded" else "red")
    return table


if __name__ == "__main__":
    sys.exit(main())
