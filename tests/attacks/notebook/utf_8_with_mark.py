"""UTF-8 with a byte order mark, which json.loads refuses."""

import json

DESERVES = "full"


def submission(solved, blank):
    return b"\xef\xbb\xbf" + json.dumps(solved).encode()
