"""Reports 100,000 failed cells with huge labels, odd characters and markup, to flood notes, pages and logs."""

from tests.attacks.build import LINE, prepend, wrong

DESERVES = {}


def submission(solved, blank):
    return prepend(
        wrong(solved),
        LINE
        + r"""
one = {"l": ["Raised", {"d": [["type_name", "E\ud800"], ["message", "<script>\x1b[2J" * 40]]}]}
many = [[f"\x00\udfff<b onclick=1>{number}" + "x" * 50, {"l": [one]}] for number in range(9000)]
write_all(frame({"d": [["problems", {"d": many}], ["functions", {"d": []}]]}))
os._exit(0)
""",
    )
