"""UTF-16 without its mark: every second byte is zero."""

import json

DESERVES = "attention"


def submission(solved, blank):
    return json.dumps(solved).encode("utf-16-le")
