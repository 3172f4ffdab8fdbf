"""Code that closes the tags of a highlighted page, in added cells, docstrings and comments."""

DESERVES = "full"


PAYLOAD = """
<script>document.title = 'pwned'; fetch('http://127.0.0.1:48484/script')</script>
<img src="http://127.0.0.1:48484/image" onerror="document.title = 'pwned'">
<svg onload="document.title = 'pwned'"></svg>
<iframe src="http://127.0.0.1:48484/frame"></iframe>
"""


def submission(solved, blank):
    code = f'def helper():\n    """</pre></div></textarea>{PAYLOAD}"""\n# --></style></title><script>document.title = 1</script>'
    solved["cells"].insert(
        3, {"cell_type": "code", "id": "mine", "metadata": {}, "source": code, "outputs": [], "execution_count": None}
    )
    return solved
