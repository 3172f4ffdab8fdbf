"""Leaves by sys.exit(0) before and after everything. A grader that takes exit code 0 for success would pay, another would abort the run."""

from tests.attacks.build import append, prepend, wrong

DESERVES = {}


def submission(solved, blank):
    return append(prepend(wrong(solved), "import sys\nsys.exit(0)"), "raise SystemExit({'points': 60})")
