"""The whole file is a list of notebooks."""

import json

DESERVES = "attention"


def submission(solved, blank):
    return json.dumps([blank, solved]).encode()
