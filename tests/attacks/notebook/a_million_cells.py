"""3 MB that are a million empty cells: each costs kilobytes once it is read. It must be refused, not worked
through."""

import json

DESERVES = "attention"


def submission(solved, blank):
    text = json.dumps(solved)
    return text.replace('"cells": [', '"cells": [' + "{}," * 1_000_000, 1).encode()
