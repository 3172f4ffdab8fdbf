"""100,000 opening brackets in the metadata: RecursionError, or a crash of a C parser."""

import json

DESERVES = "attention"


def submission(solved, blank):
    deep = "[" * 100_000 + "]" * 100_000
    return json.dumps(solved).replace('"nbformat":', f'"deep": {deep}, "nbformat":', 1).encode()
