"""Cells fail with markup in their messages; these become notes in the class report."""

DESERVES = "full"


PAYLOAD = """
<script>document.title = 'pwned'; fetch('http://127.0.0.1:48484/script')</script>
<img src="http://127.0.0.1:48484/image" onerror="document.title = 'pwned'">
<svg onload="document.title = 'pwned'"></svg>
<iframe src="http://127.0.0.1:48484/frame"></iframe>
"""


def submission(solved, blank):
    for number in range(3):
        code = f"raise type('<b>{number}</b>', (Exception,), {{}})({PAYLOAD!r})"
        extra = {
            "cell_type": "code",
            "id": f"<i>{number}",
            "metadata": {},
            "source": code,
            "outputs": [],
            "execution_count": None,
        }
        solved["cells"].insert(4, extra)
    return solved
