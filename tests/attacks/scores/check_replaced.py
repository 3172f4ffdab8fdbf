"""Replaces check(), prints a passing card and marks every check cell as run and passed. A grader that reads outputs would pay."""

from tests.attacks.build import prepend, wrong

DESERVES = {}


def submission(solved, blank):
    nb = prepend(
        wrong(blank),
        """
import kit
class Passed:
    passed, points, outcome = True, 15.0, "passed"
    _repr_html_ = lambda self: "<b>passed, 15 of 15 points</b>"
kit.check = check = lambda function: Passed()
""",
    )
    for cell in nb["cells"]:
        if cell["id"].startswith("check_"):
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "pass, 15 of 15 points"}]
            cell["metadata"]["nbgrader"]["points"] = 1000
    return nb
