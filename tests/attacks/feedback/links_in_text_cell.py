"""Markdown links with javascript:, vbscript: and data: addresses, a base tag that turns every link elsewhere, and
a form that posts."""

DESERVES = "full"


def submission(solved, blank):
    links = [
        f"[a]({scheme}document.title='pwned')"
        for scheme in ("javascript:", "JaVaScRiPt:", "java\tscript:", "vbscript:", "&#106;avascript:")
    ]
    more = [
        "[d](data:text/html,<script>parent.document.title='pwned'</script>)",
        "<base href='http://127.0.0.1:48484/base/'>",
        "<form action='http://127.0.0.1:48484/form'><button autofocus onfocus=document.title='pwned'>x</button></form>",
    ]
    solved["cells"].insert(
        1, {"cell_type": "markdown", "id": "mine", "metadata": {}, "source": "\n\n".join(links + more)}
    )
    return solved
