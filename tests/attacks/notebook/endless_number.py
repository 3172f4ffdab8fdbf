"""A number of 10,000 digits: int() raises ValueError in the middle of json.loads."""

import json

DESERVES = "attention"


def submission(solved, blank):
    return json.dumps(solved).replace('"nbformat":', '"count": ' + "9" * 10_000 + ', "nbformat":', 1).encode()
