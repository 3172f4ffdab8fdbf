"""Sources that are numbers, dictionaries, nested lists or lists with holes. `''.join(source)` raises TypeError."""

DESERVES = {"rnn_cell_forward": 10.0}


def cell(notebook, name):
    return next(each for each in notebook["cells"] if each["id"] == name)


def submission(solved, blank):
    odd = iter((7, {"a": 1}, [["def rnn_backward(): pass"]], [None, 5, ["x"]], True))
    for each in blank["cells"]:
        if each["id"] in ("rnn_forward", "sequence_loss", "rnn_cell_backward", "rnn_backward"):
            each["source"] = next(odd)
    answer = "".join(cell(solved, "rnn_cell_forward")["source"]).splitlines(keepends=True)
    cell(blank, "rnn_cell_forward")["source"] = [piece for line in answer for piece in (line, None, ["no"], 3)]
    return blank
