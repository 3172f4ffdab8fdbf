"""Attachments with markup, path-like names and wrong types. Rendered pages would load or run them."""

DESERVES = "full"


def submission(solved, blank):
    evil = {
        "../../x.html": {"text/html": "<script>alert(1)</script>"},
        "a.svg": {"image/svg+xml": "<svg onload=alert(1)>"},
        "b": 7,
    }
    for each in solved["cells"]:
        each["attachments"] = evil if each["cell_type"] == "markdown" else [evil]
    return solved
