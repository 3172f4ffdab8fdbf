"""Saved as Latin-1, with umlauts in a comment of an answer: bytes that are no UTF-8."""

import json

DESERVES = "full"


def cell(notebook, name):
    return next(each for each in notebook["cells"] if each["id"] == name)


def submission(solved, blank):
    answer = cell(solved, "rnn_forward")
    answer["source"] = "# f\u00fcr \u00d6dipus, na\u00efve\n" + "".join(answer["source"])
    return json.dumps(solved, ensure_ascii=False).encode("latin-1", "replace")
