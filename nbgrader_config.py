"""nbgrader's settings for this course. `nbgrader autograde` gives the same points as `grader grade`, by the same engine."""

c = get_config()  # noqa: F821 - nbgrader puts it there

c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "assignments"

# Student code runs in our sandbox, never in a kernel; verdicts are made outside of it.
c.Autograde.exporter_class = "grader.gradebook.AnyFileExporter"
c.Autograde.sanitize_preprocessors = []
c.Autograde.autograde_preprocessors = ["grader.gradebook.GradeSubmission"]

# Feedback pages run no script and fetch nothing.
c.GenerateFeedback.exporter_class = "grader.gradebook.FeedbackExporter"
