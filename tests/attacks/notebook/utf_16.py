"""Saved as UTF-16 by an editor: readable, though nbformat raises UnicodeDecodeError and stops the run."""

import json

DESERVES = "full"


def submission(solved, blank):
    return json.dumps(solved, ensure_ascii=False).encode("utf-16")
