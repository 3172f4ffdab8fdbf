"""Old Mac and odd Unicode line ends in the answers. Python reads them differently from an editor."""

import json

DESERVES = "full"


def submission(solved, blank):
    for each in solved["cells"]:
        each["source"] = "".join(each["source"]).replace("\n", "\r\n")
    return json.dumps(solved).replace("\\r\\n", "\\r").encode("utf-8").replace(b"{", b"{\r", 1)
