"""Between the cells stand null, numbers, texts and lists. A loop over cells raises TypeError and stops the run."""

DESERVES = "full"


def submission(solved, blank):
    odd = [
        None,
        1,
        2.5,
        True,
        "cell",
        ["cell"],
        {},
        {"cell_type": None},
        {"cell_type": ["code"], "source": "raise SystemExit"},
    ]
    solved["cells"] = [item for each in solved["cells"] for item in (*odd, each)]
    return solved
