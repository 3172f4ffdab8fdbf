"""The course's second notebook, handed in for the first one."""

from pathlib import Path

DESERVES = "attention"


def submission(solved, blank):
    path = Path(__file__).parents[3] / "assignments" / "2_gated_cells" / "2_gated_cells.ipynb"
    return path.read_bytes()
