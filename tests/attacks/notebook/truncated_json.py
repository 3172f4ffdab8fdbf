"""The upload was cut in the middle. The part that is there must not be guessed at."""

import json

DESERVES = "attention"


def submission(solved, blank):
    data = json.dumps(solved).encode()
    return data[: len(data) // 2]
