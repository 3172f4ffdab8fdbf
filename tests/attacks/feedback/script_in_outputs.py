"""Saved outputs hold scripts, handlers and frames. nbgrader's feedback prints text/html as it is: a script in the
teacher's browser."""

DESERVES = "full"


PAYLOAD = """
<script>document.title = 'pwned'; fetch('http://127.0.0.1:48484/script')</script>
<img src="http://127.0.0.1:48484/image" onerror="document.title = 'pwned'">
<svg onload="document.title = 'pwned'"></svg>
<iframe src="http://127.0.0.1:48484/frame"></iframe>
"""


def submission(solved, blank):
    for each in solved["cells"]:
        if each["cell_type"] == "code":
            data = {
                "text/html": PAYLOAD,
                "text/plain": PAYLOAD,
                "application/javascript": "document.title = 'pwned'",
                "image/svg+xml": PAYLOAD,
            }
            each["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": data}]
    return solved
