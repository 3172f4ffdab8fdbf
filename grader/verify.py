"""Proves an exercise: the reference passes, the stub fails, every known mistake is caught and named apart."""

from dataclasses import dataclass

from grader.verdict import make_sheet
from kit.diagnosis import diagnose
from kit.outcome import call, fresh

LONGEST_ADVICE = 60  # words


@dataclass(frozen=True)
class Proof:
    """What was proven of an exercise, and what failed; each problem names the place to mend."""

    summary: str
    problems: tuple


def verify(exercise, seeds, solution=None):
    """Try an exercise over several seeds, on public and on hidden sheets; and the taught solution, where given."""
    problems = [*_advice_problems(exercise)]
    if solution is not None and not _judge(make_sheet(exercise, 0), solution).passed:
        problems.append(f"solutions/{exercise.assignment}.py: the taught solution of {exercise.name} does not pass")
    for seed in seeds:
        for public in (True, False):
            problems += _sheet_problems(exercise, make_sheet(exercise, seed, public))
    problems = tuple(dict.fromkeys(problems))
    count = len(exercise.misconceptions)
    state = f"{len(problems)} problems" if problems else "all named apart"
    return Proof(f"{exercise.name}: {count} known mistakes over {len(seeds)} seeds: {state}", problems)


def _advice_problems(exercise):
    for item in exercise.misconceptions:
        words = len(item.says.split())
        if words > LONGEST_ADVICE:
            yield f"{_place(exercise)}: {item.slug} says {words} words; at most {LONGEST_ADVICE}"


def _sheet_problems(exercise, sheet):
    if not _judge(sheet, exercise.function).passed:
        yield f"{_place(exercise)}: the reference does not pass its own cases"
    if _judge(sheet, _stub).passed:
        yield f"{_place(exercise)}: an empty function passes; add cases whose result is not trivial"
    for slug in sheet.says:
        verdict = diagnose(sheet, [case.wrong[slug] for case in sheet.cases])
        if verdict.passed:
            yield f"{_place(exercise)}: {slug} passes; add a case on which it gives another result"
        elif verdict.misconception != slug:
            yield f"{_place(exercise)}: {slug} is taken for {verdict.misconception}; add a case that tells them apart"
        elif " Or: " in verdict.cause:
            yield f"{_place(exercise)}: {slug} gives the same results as another mistake; add a case that tells them apart"


def _judge(sheet, function):
    return diagnose(sheet, [call(function, fresh(case.args)) for case in sheet.cases])


def _stub(*_):
    raise NotImplementedError


def _place(exercise):
    return f"grader/exercises/{exercise.name}.py"
