"""Ends solution and check cells with 1e9, -1, NaN and True. Stock nbgrader takes a cell's last value as the points it earned."""

import copy

from tests.attacks.build import append, wrong

DESERVES = {}


def submission(solved, blank):
    nb = copy.deepcopy(wrong(blank))
    for cell, value in zip(
        [cell for cell in nb["cells"] if cell["cell_type"] == "code"],
        ["1e9", "-1", "float('nan')", "True", "60"] * 20,
        strict=False,
    ):
        cell["source"] = "".join(cell["source"]) + f"\n{value}\n"
        cell["outputs"] = [
            {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": value}}
        ]
    return append(nb, "1e308")
