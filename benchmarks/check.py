"""How long one `check` takes, on the public cases of each exercise.

    python -m benchmarks.check

CPU milliseconds of this process, median of 15 rounds after a warm-up; one BLAS thread. Writes build/bench/check.json.
"""

import json
import os
import statistics
import time
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from grader import build, exercises
from kit import sheet
from kit.check import Checker

ROUNDS = 15
ROOT = Path(__file__).parent.parent


def main():
    """Measure, print and store."""
    found = {}
    for assignment in build.assignments():
        checker = Checker(ROOT / "assignments" / assignment / "public_cases.bin")
        for name in sheet.Book(checker.path).names:
            function = exercises.load(name).function
            found[f"{name}, first time"] = _milliseconds(lambda: checker.result(function))  # noqa: B023
            rounds = [_milliseconds(lambda: checker.result(function)) for _ in range(ROUNDS)]  # noqa: B023
            found[name] = statistics.median(rounds)
    for name, value in found.items():
        print(f"{value:8.1f} ms  {name}")
    target = ROOT / "build" / "bench" / "check.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(found, indent=1) + "\n")


def _milliseconds(action):
    start = time.process_time()
    action()
    return 1000 * (time.process_time() - start)


if __name__ == "__main__":
    main()
