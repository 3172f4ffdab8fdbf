"""Reports: the class page is harmless and complete, the JSON has exactly the documented fields."""

import json
from html.parser import HTMLParser

import pytest

from grader import exercises
from grader.grading import ExerciseReport, Report, from_json, to_json
from grader.report import as_json, class_page, mistakes, one_line

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&</pre></td>{0}%s"
FIELDS = ["student", "status", "reason", "points", "max_points", "exercises"]
EXERCISE_FIELDS = ["name", "points", "max_points", "passed", "outcome", "misconception", "message"]
POLICY = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"


def item(name="rnn_forward", slug=None, outcome="failed", message="Got: x\nLikely cause: You did it.", passed=False):
    return ExerciseReport(name, 10.0 if passed else 0.0, 10.0, passed, "passed" if passed else outcome, slug, message)


def graded(student, *items, notes=()):
    return Report(student, "graded", "", items, notes)


def unreadable(student, reason):
    return Report(student, "needs_attention", reason, (item(outcome="missing"),))


@pytest.fixture
def reports():
    """A small class: two share a mistake, one passes, one wrote nothing, one file could not be read."""
    return [
        graded("dora", item(slug="starts_from_zeros"), item("sequence_loss", passed=True)),
        graded("carl", item(slug="starts_from_zeros"), item("sequence_loss", outcome="raised")),
        graded("bela", item(passed=True), item("sequence_loss", passed=True)),
        graded("emil", item(outcome="missing"), item("sequence_loss", outcome="missing")),
        unreadable("anna", "the file is empty"),
    ]


class Page(HTMLParser):
    """The tags, attributes and text of a page; counts what is left open."""

    VOID = frozenset(("meta", "br", "img", "link", "input", "hr"))

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.open, self.text = [], [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += [name for name, _ in attributes]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def hostile_reports():
    bad = ExerciseReport(HOSTILE, 0.0, 1.0, False, HOSTILE, HOSTILE, f"Got: {HOSTILE}\nLikely cause: {HOSTILE}")
    return [graded(HOSTILE, bad, notes=(HOSTILE,)), Report(f"{HOSTILE}2", "needs_attention", HOSTILE, (bad,))]


def test_page_has_no_script_and_the_policy_that_forbids_it(reports):
    text = class_page({"1_recurrent_cells": reports})
    assert POLICY in text
    page = Page(text)
    assert page.open == []
    assert not {"script", "img", "link", "iframe", "object", "form", "a"} & set(page.tags)
    assert not [name for name in page.attributes if name.startswith("on") or name in ("src", "href")]


def test_hostile_names_messages_reasons_and_notes_are_text():
    text = class_page({HOSTILE: hostile_reports()})
    page = Page(text)
    assert "<script" not in text and "<img" not in text and page.open == []
    assert not {"script", "img"} & set(page.tags) and "onerror" not in page.attributes
    assert page.text.count(HOSTILE) >= 8


def test_page_shows_every_student_once_with_points_or_reason(reports):
    text = Page(class_page({"1_recurrent_cells": reports})).text
    assert all(text.count(report.student) == 1 for report in reports)
    assert "10 / 20" in text and "20 / 20" in text and "the file is empty" in text
    assert "5 submissions, 4 graded, 1 with full marks, 1 with nothing written, 1 need attention" in text
    assert text.index("anna") < text.index("bela") < text.index("emil")


def test_page_holds_all_assignments(reports):
    text = Page(class_page({"one": reports, "two": reports[:1]})).text
    assert text.index("one") < text.index("two") and "1 submissions, 1 graded, 0 with full marks." in text


def test_page_of_nobody_is_a_page():
    assert "0 submissions" in Page(class_page({"one": []})).text
    assert Page(class_page({})).open == []


def test_mistakes_are_counted_over_what_was_graded_and_written(reports):
    assert mistakes(reports) == {"rnn_forward": {"starts_from_zeros": 2}, "sequence_loss": {"raised": 1}}
    assert mistakes([unreadable("anna", "x")]) == {}


def test_page_lists_the_most_frequent_mistake_first(reports):
    text = class_page({"one": reports})
    assert text.index("starts_from_zeros") < text.index("raised") < text.index("<h3>Students")


def test_one_line_says_what_was_found(reports):
    assert [one_line(report) for report in reports] == [
        "rnn_forward: starts_from_zeros",
        "rnn_forward: starts_from_zeros; sequence_loss: raised",
        "all exercises pass",
        "nothing written yet",
        "needs attention: the file is empty",
    ]


def test_json_has_exactly_the_documented_fields(reports):
    for plain in json.loads(as_json(reports)):
        assert list(plain) == FIELDS
        assert all(list(each) == EXERCISE_FIELDS for each in plain["exercises"])


def test_json_values_have_the_documented_types(reports):
    first, *_ = json.loads(as_json(reports[:1]))
    assert (first["student"], first["status"], first["reason"]) == ("dora", "graded", "")
    assert (first["points"], first["max_points"]) == (10.0, 20.0)
    assert first["exercises"][0] == {
        "name": "rnn_forward",
        "points": 0.0,
        "max_points": 10.0,
        "passed": False,
        "outcome": "failed",
        "misconception": "starts_from_zeros",
        "message": "Got: x\nLikely cause: You did it.",
    }
    assert first["exercises"][1]["misconception"] is None


def test_json_is_sorted_by_student_and_always_the_same(reports):
    text = as_json(reports)
    assert [plain["student"] for plain in json.loads(text)] == ["anna", "bela", "carl", "dora", "emil"]
    assert as_json(reports[::-1]) == text


def test_json_gives_back_the_report(reports):
    for report in [*reports, *hostile_reports()]:
        again = from_json(json.loads(json.dumps(to_json(report))))
        assert (again.student, again.status, again.reason, again.exercises) == (
            report.student, report.status, report.reason, report.exercises,
        )  # fmt: skip


def test_names_that_no_file_can_hold_stop_no_report():
    odd = [graded("caf\udce9", item(message="\ud800"))]  # how Python reads a file name that is not UTF-8
    as_json(odd).encode("utf-8")
    class_page({"one": odd}).encode("utf-8")


@pytest.mark.parametrize("name", exercises.names())
def test_points_of_a_report_are_the_sum_over_its_exercises(name):
    points = exercises.load(name).points
    one = ExerciseReport(name, float(points), float(points), True, "passed", None, "")
    report = graded("ada", one, item())
    assert (report.points, report.max_points) == (points, points + 10)
