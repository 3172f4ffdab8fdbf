"""Writes the answer `functions, no problems` to the grader itself while its cells still run, then says nothing more."""

from tests.attacks.build import LINE, prepend, wrong

DESERVES = {}


def submission(solved, blank):
    return prepend(
        wrong(solved),
        LINE
        + """
write_all(frame({"d": [["problems", {"d": []}], ["functions", {"d": [["rnn_cell_forward", {"l": []}]]}]]}))
write_all(frame({"d": [["outcome", {"l": ["Passed", {"d": [["points", 15]]}]}]]}) * 9)
os._exit(0)
""",
    )
