"""The old format with worksheets. nbformat upgrades it in place; naive readers find no cells and stop."""

DESERVES = "attention"


def submission(solved, blank):
    cells = [dict(each, input=each.pop("source")) if each["cell_type"] == "code" else each for each in solved["cells"]]
    return {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {"name": ""},
        "worksheets": [{"cells": cells, "metadata": {}}],
    }
