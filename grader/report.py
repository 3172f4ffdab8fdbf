"""A class's reports as a table, a page to look at, and JSON. Decides nothing."""

import json
from collections import Counter
from html import escape

from grader.grading import to_json

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title><style>
:root {{ color-scheme: light dark; --ink: #26303a; --paper: #fbfaf6; --line: #d5d2c8; --soft: #5a6470; --good: #2f7d4f; --bad: #b5403a; }}
@media (prefers-color-scheme: dark) {{ :root {{ --ink: #e6e3da; --paper: #1d2226; --line: #3b444b; --soft: #a9b2ba; --good: #6fc18f; --bad: #ef8a80; }} }}
body {{ font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 76rem; margin: 2rem auto; padding: 0 1rem; }}
table {{ border-collapse: collapse; width: 100%; margin: 1rem 0 2rem; }}
th, td {{ text-align: left; padding: .35rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }}
.number {{ text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }}
.soft {{ color: var(--soft); }} .good {{ color: var(--good); }} .bad {{ color: var(--bad); }}
code {{ font-size: .92em; }} details pre {{ white-space: pre-wrap; margin: .4rem 0; font-size: .9em; }}
.bar {{ display: inline-block; height: .7em; background: var(--bad); vertical-align: baseline; }}
</style></head><body>{body}</body></html>
"""


def class_page(classes):
    """One HTML page over several assignments: {assignment: reports}. Self-contained, no script."""
    body = "".join(_assignment(name, reports) for name, reports in classes.items())
    return _writable(PAGE.format(title="Class report", body=f"<h1>Class report</h1>{body}"))


def as_json(reports):
    """The reports as JSON text, sorted by student."""
    plain = [to_json(report) for report in sorted(reports, key=lambda report: report.student)]
    return _writable(json.dumps(plain, indent=1, ensure_ascii=False) + "\n")


def _writable(text):
    """The text without what no file can hold, such as a folder name that is not UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")


def mistakes(reports):
    """{exercise: Counter of named mistakes and other outcomes}, over all reports that were graded."""
    found = {}
    for report in reports:
        for item in report.exercises if report.status == "graded" and not is_blank(report) else ():
            if not item.passed:
                found.setdefault(item.name, Counter())[item.misconception or item.outcome] += 1
    return found


def one_line(report):
    """What was found in one submission, in a few words."""
    if report.status != "graded":
        return f"needs attention: {report.reason}"
    if is_blank(report):
        return "nothing written yet"
    wrong = [f"{item.name}: {item.misconception or item.outcome}" for item in report.exercises if not item.passed]
    return "; ".join(wrong) or "all exercises pass"


def is_blank(report):
    """Whether nothing was written at all."""
    missing = all(item.outcome == "missing" for item in report.exercises)
    return report.status == "graded" and missing and not report.notes


def _assignment(name, reports):
    reports = sorted(reports, key=lambda report: report.student)
    graded = [report for report in reports if report.status == "graded"]
    full = sum(report.points == report.max_points for report in graded)
    summary = f"{len(reports)} submissions, {len(graded)} graded, {full} with full marks"
    blank = sum(map(is_blank, reports))
    summary += f", {blank} with nothing written" if blank else ""
    waiting = len(reports) - len(graded)
    if waiting:
        summary += f', <span class="bad">{waiting} need attention</span>'
    return f"<h2>{escape(name)}</h2><p>{summary}.</p>{_mistakes_table(reports)}{_students_table(reports)}"


def _mistakes_table(reports):
    rows = [(count, name, slug) for name, counter in mistakes(reports).items() for slug, count in counter.items()]
    if not rows:
        return "<p>No mistakes.</p>"
    told = _told(reports)
    body = "".join(
        _mistake_row(count, name, slug, told[name, slug]) for count, name, slug in sorted(rows, key=_by_weight)
    )
    head = '<tr><th class="number">Students</th><th></th><th>Exercise</th><th>Mistake</th><th>What they were told</th></tr>'
    return f"<h3>What to explain on Monday</h3><table>{head}{body}</table>"


def _by_weight(row):
    count, name, slug = row
    return slug == "missing", -count, name, slug


def _told(reports):
    """{(exercise, mistake): the likely cause as one of the students read it}."""
    found = {}
    for report in reports:
        for item in report.exercises:
            cause = item.message.partition("Likely cause: ")[2]
            found.setdefault((item.name, item.misconception or item.outcome), cause)
    return found


def _mistake_row(count, name, slug, told):
    bar = f'<span class="bar" style="width:{min(count, 40) * 0.4:.1f}em"></span>'
    number = f'<td class="number">{count}</td><td>{bar}</td>'
    return f'<tr>{number}<td><code>{escape(name)}</code></td><td>{escape(slug)}</td><td class="soft">{escape(told)}</td></tr>'


def _students_table(reports):
    rows = "".join(_student_row(report) for report in reports)
    head = '<tr><th>Student</th><th class="number">Points</th><th>What was found</th></tr>'
    return f"<h3>Students</h3><table>{head}{rows}</table>"


def _student_row(report):
    points = f'<td class="number">{report.points:g} / {report.max_points:g}</td>'
    return f"<tr><td>{escape(report.student)}</td>{points}<td>{_found(report)}</td></tr>"


def _found(report):
    if report.status != "graded":
        return f'<span class="bad">Needs attention:</span> {escape(report.reason)}'
    if is_blank(report):
        return '<span class="soft">nothing written yet</span>'
    wrong = [item for item in report.exercises if not item.passed]
    notes = "".join(f'<div class="soft">{escape(note)}</div>' for note in report.notes)
    if not wrong:
        return f'<span class="good">all exercises pass</span>{notes}'
    return "".join(map(_finding, wrong)) + notes


def _finding(item):
    title = f'<code>{escape(item.name)}</code>: <span class="bad">{escape(item.misconception or item.outcome)}</span>'
    return f"<details><summary>{title}</summary><pre>{escape(item.message)}</pre></details>"
