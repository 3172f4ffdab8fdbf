"""Raw cells, also with a format that converters pass on unchanged."""

DESERVES = "full"


PAYLOAD = """
<script>document.title = 'pwned'; fetch('http://127.0.0.1:48484/script')</script>
<img src="http://127.0.0.1:48484/image" onerror="document.title = 'pwned'">
<svg onload="document.title = 'pwned'"></svg>
<iframe src="http://127.0.0.1:48484/frame"></iframe>
"""


def submission(solved, blank):
    for number, kind in enumerate(("text/html", "text/restructuredtext", "")):
        metadata = {"raw_mimetype": kind, "format": kind}
        solved["cells"].insert(3, {"cell_type": "raw", "id": f"raw-{number}", "metadata": metadata, "source": PAYLOAD})
    return solved
