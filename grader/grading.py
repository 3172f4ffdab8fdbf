"""The one place where intake, exercises, sandbox and verdict meet: grade(submission) -> Report."""

from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass, replace
from functools import cache
from multiprocessing import get_context
from multiprocessing.util import Finalize

from grader import exercises
from grader.intake import DEMONSTRATION, plain_text
from grader.sandbox.client import Dependency, Sandbox
from grader.sandbox.walls import Limits, Walls
from grader.verdict import make_sheet
from kit.diagnosis import Verdict, diagnose
from kit.outcome import Missing, TimedOut


class GradebookError(RuntimeError):
    """The gradebook or the course folder cannot be used. The message says why, and how to go on."""


@dataclass(frozen=True)
class Settings:
    """What a grading run is made with. The same settings and the same bytes give the same report."""

    seed: int
    limits: Limits = Limits()
    walls: Walls | None = None


@dataclass(frozen=True)
class ExerciseReport:
    """How one exercise came out. Fields as in the JSON of `grader check`."""

    name: str
    points: float
    max_points: float
    passed: bool
    outcome: str
    misconception: str | None
    message: str


@dataclass(frozen=True)
class Report:
    """How one submission came out. status: graded or needs_attention. notes: what happened beside the exercises."""

    student: str
    status: str
    reason: str
    exercises: tuple
    notes: tuple = ()

    @property
    def points(self):
        return sum(item.points for item in self.exercises)

    @property
    def max_points(self):
        return sum(item.max_points for item in self.exercises)


def to_json(report):
    """A report as the plain data that `grader grade --json` writes."""
    return {
        "student": report.student,
        "status": report.status,
        "reason": report.reason,
        "points": report.points,
        "max_points": report.max_points,
        "exercises": [asdict(item) for item in report.exercises],
    }


def from_json(plain):
    """The report that `to_json` described."""
    items = tuple(ExerciseReport(**item) for item in plain["exercises"])
    return Report(plain["student"], plain["status"], plain["reason"], items, tuple(plain.get("notes", ())))


class Engine:
    """A sandbox kept warm, and the hidden sheets of a run, made when first needed."""

    def __init__(self, settings):
        self.settings = settings
        self.sandbox = Sandbox(settings.limits, settings.walls)
        self.sheets = {}

    def __enter__(self):
        self.sandbox.__enter__()
        return self

    def __exit__(self, *problem):
        self.sandbox.__exit__(*problem)

    def grade(self, submission, names):
        """The Report on a submission, exercise by exercise in the given order."""
        if submission.attention:
            return _attention(submission, names)
        for number, code in enumerate(_attempts(submission.code)):
            found, notes = self._judge_all(code, names, last=number > 0)
            if found:
                break
        return Report(submission.student, "graded", "", tuple(found[name] for name in names), tuple(notes))

    def _judge_all(self, code, names, last):
        """{name: ExerciseReport}, and notes. Nothing if the cells do not come to an end, unless it is the last attempt.

        Should the notebook's process end while one exercise is judged, the others get a new one: none spoils another.
        """
        found, notes = {}, []
        for _ in range(len(names) + 1):
            with self._session(code) as session:
                notes = notes or _notes(session)
                if session.ended is not None and not last and not found:
                    return {}, notes
                waiting = [name for name in names if name not in found]
                found |= self._judge_some(session, waiting)
            if len(found) == len(names):
                break
        return found, notes

    def _judge_some(self, session, names):
        """Judge exercises until the session cannot offer any more functions."""
        found = {}
        for name in names:
            had_ended = session.ended is not None
            report = self._judge(session, name)
            if session.ended is not None and not had_ended and found:
                break  # it ended under an earlier exercise; this one was not called yet
            found[name] = report
        return found

    def check(self, code, wanted=()):
        """Reports on the exercises found in any code, and on those wanted but not found."""
        with self._session(code) as session:
            known = set(exercises.names())
            own = [name for name in session.functions if name in known and not _is_namesake(name, session)]
            chosen = [name for name in own if name in wanted] if wanted else own
            waiting = [*chosen, *(name for name in wanted if name not in chosen)]
            notes = _notes(session)
        found, _ = self._judge_all(code, waiting, last=True)
        return list(found.values()), notes

    def _session(self, code):
        return self.sandbox.session([(piece.label, piece.source, piece.mode) for piece in code])

    def _judge(self, session, name):
        exercise, hidden = exercises.load(name), self._sheet(name)
        depends_on = [Dependency(other, exercises.load(other).function) for other in exercise.depends_on]
        outcomes = session.call(name, [case.args for case in hidden.cases], depends_on)
        if outcomes and isinstance(outcomes[0], Missing):
            outcomes = [_why_missing(session, name)] * len(outcomes)
        return _report(exercise, diagnose(hidden, outcomes))

    def _sheet(self, name):
        if name not in self.sheets:
            self.sheets[name] = make_sheet(exercises.load(name), self.settings.seed)
        return self.sheets[name]


def _attempts(code):
    """The submission as it is; then, should its cells not come to an end, its definitions alone."""
    yield code
    yield tuple(replace(piece, mode="definitions") for piece in code)


def _is_namesake(name, session):
    """Whether a function is another well-known one that happens to bear an exercise's name."""
    arguments = tuple(session.functions[name])
    return any(arguments[: len(other)] == other for other in exercises.load(name).namesakes)


def _why_missing(session, name):
    """A function is missing because its cell failed, or because there is none."""
    for label, problems in session.problems.items():
        for problem in problems:
            if name in session.cell_source(label):
                return Missing(f"{label} stopped before {name} was defined: {problem.type_name}: {problem.message}")
    return Missing(f"no function {name} was found")


def _notes(session):
    notes = []
    if isinstance(session.ended, TimedOut):
        notes.append(f"the cells did not come to an end within {session.ended.seconds:g} seconds")
    for label, problems in session.problems.items():
        if label.startswith(DEMONSTRATION):
            continue  # only its definitions were read, so most of its names are unknown
        notes += [f"{label}: {problem.type_name}: {problem.message}" for problem in problems[:3]]
    return [plain_text(note) for note in notes[:20]]


def _report(exercise, verdict):
    return ExerciseReport(
        name=exercise.name,
        points=float(exercise.points) if verdict.passed else 0.0,
        max_points=float(exercise.points),
        passed=verdict.passed,
        outcome=verdict.outcome,
        misconception=verdict.misconception,
        message="\n".join(plain_text(line, 1000) for line in verdict.message.split("\n")[:12]),
    )


def _attention(submission, names):
    verdict = {name: Verdict(name, False, "missing", cause="This submission could not be read.") for name in names}
    items = tuple(_report(exercises.load(name), verdict[name]) for name in names)
    return Report(submission.student, "needs_attention", submission.attention, items)


# --- a whole class ----------------------------------------------------------------------------------------


@cache
def _engine(settings):
    """This process's engine, started once, kept for every submission that it gets, closed when the process ends."""
    engine = Engine(settings).__enter__()
    Finalize(engine, engine.__exit__, args=(None, None, None), exitpriority=1)
    return engine


def grade(submission, names, settings):
    """The Report on one submission: a function of its bytes and the settings. Never stops a run."""
    engine = _engine(settings)
    try:
        return engine.grade(submission, names)
    except Exception as error:  # noqa: BLE001 - one submission that the grader stumbles over must not stop the others
        reason = plain_text(f"the grader could not judge it ({type(error).__name__}: {error})")
        return _attention(replace(submission, attention=reason), names)


def grade_class(submissions, names, settings, jobs):
    """Grade many submissions in parallel. Yields (submission, Report) as they are ready, in no fixed order."""
    with ProcessPoolExecutor(max_workers=jobs, mp_context=get_context("spawn")) as pool:
        waiting = {pool.submit(grade, submission, tuple(names), settings): submission for submission in submissions}
        for future in as_completed(waiting):
            yield waiting[future], future.result()
