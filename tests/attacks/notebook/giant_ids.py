"""Ids of 10 MB, and an added cell with one. Whoever copies ids into comments, names or a database copies 10 MB
each time."""

DESERVES = "full"


def cell(notebook, name):
    return next(each for each in notebook["cells"] if each["id"] == name)


def submission(solved, blank):
    solved["cells"].insert(
        3, {"cell_type": "code", "id": "i" * 10 * 2**20, "metadata": {}, "source": "x = 1", "outputs": []}
    )
    cell(solved, "rnn_forward")["id"] = "j" * 10 * 2**20
    return solved
