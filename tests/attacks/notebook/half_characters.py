"""Lone surrogates in answers, text cells, ids and keys: no file and no database can hold them, so writing the
gradebook raises."""

DESERVES = "full"


def cell(notebook, name):
    return next(each for each in notebook["cells"] if each["id"] == name)


def submission(solved, blank):
    answer = cell(solved, "rnn_forward")
    answer["source"] = "# \ud800 \udfff\n" + "".join(answer["source"])
    extra = {"cell_type": "markdown", "id": "\udcff", "metadata": {"\ud83d": "\ude00"}, "source": "\ud800 text"}
    solved["cells"].insert(2, extra)
    return solved
