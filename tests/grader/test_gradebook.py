"""The gradebook after our own command and after nbgrader's: the same points, the same diagnoses, for everyone."""

import shutil

import pytest

from grader import build, demo, exercises, gradebook


def rows(course):
    """{(student, exercise): (score, needs a person, comment)} of a course's gradebook."""
    found = {}
    with gradebook.open_gradebook(course) as book:
        for assignment in book.assignments:
            for submission in assignment.submissions:
                for notebook in submission.notebooks:
                    comments = {
                        comment.name.removesuffix("_code"): comment.auto_comment for comment in notebook.comments
                    }
                    for grade in notebook.grades:
                        key = (submission.student.id, grade.name)
                        found[key] = (grade.auto_score, grade.needs_manual_grade, comments[grade.name])
    return found


def test_every_score_of_the_demo_class_is_the_known_truth(graded_class):
    folder, members = graded_class
    runs = gradebook.kept_runs(folder)
    results = {(name, report.student): report for name, reports in runs.items() for report in reports}
    wrong = {
        member.student: demo.mismatches(member, results[member.assignment, member.student])
        for member in members
        if demo.mismatches(member, results[member.assignment, member.student])
    }
    assert wrong == {}


def test_the_demo_class_is_large_enough_and_plants_every_mistake_once(graded_class):
    _, members = graded_class
    assert len(members) >= 24
    planted = {item.student for item in demo.PLANTED}
    assert {f"W{number:02d}" for number in range(1, 27)} | {"W30", "W31"} <= planted


def test_gradebook_holds_a_score_and_a_diagnosis_for_each_exercise(graded_class):
    folder, members = graded_class
    found = rows(folder)
    for member in members:
        for name, exercise in exercises.load_all().items():
            if exercise.assignment == member.assignment:
                score, by_hand, comment = found[member.student, name]
                assert comment
                assert by_hand == (score is None) == (not member.readable)


@pytest.mark.slow
def test_nbgrader_autograde_gives_the_same_gradebook(graded_class, tmp_path, command):
    folder, _ = graded_class
    twin = tmp_path / "twin"
    shutil.copytree(folder, twin, ignore=shutil.ignore_patterns("autograded", "gradebook.db", "reports"))
    for assignment in build.assignments():
        gradebook.release(twin, assignment)
        code, output = command(twin, "nbgrader", "autograde", assignment)
        assert code == 0, output[-2000:]
    assert rows(twin) == rows(folder)


@pytest.mark.slow
def test_nbgrader_feedback_shows_the_diagnosis(graded_class, command):
    folder, _ = graded_class
    code, output = command(folder, "nbgrader", "generate_feedback", "2_gated_cells", "--student=W24")
    assert code == 0, output[-2000:]
    page = (folder / "feedback" / "W24" / "2_gated_cells" / "2_gated_cells.html").read_text()
    assert "a_next is tanh(c_next) without the output gate" in page


def test_grading_again_leaves_manual_scores_and_comments_alone(graded_class, tmp_path):
    folder, _ = graded_class
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    with gradebook.open_gradebook(copy) as book:
        grade = book.find_grade("rnn_forward", "1_recurrent_cells", "1_recurrent_cells", "W18")
        grade.manual_score = 7.0
        comment = book.find_comment("rnn_forward_code", "1_recurrent_cells", "1_recurrent_cells", "W18")
        comment.manual_comment = "Come and see me."
        book.db.commit()
    gradebook.grade_course(copy, "1_recurrent_cells", gradebook.new_settings(), students=["W18"], jobs=1)
    with gradebook.open_gradebook(copy) as book:
        grade = book.find_grade("rnn_forward", "1_recurrent_cells", "1_recurrent_cells", "W18")
        comment = book.find_comment("rnn_forward_code", "1_recurrent_cells", "1_recurrent_cells", "W18")
        assert (grade.manual_score, grade.score, comment.comment) == (7.0, 7.0, "Come and see me.")
