"""MathJax commands that make links, classes and markup, mermaid diagrams, and markup inside a formula, which
markdown filters leave alone."""

DESERVES = "full"


def submission(solved, blank):
    text = "$\\href{javascript:document.title='pwned'}{x}$ $\\class{a' onclick='x}{y}$ $a<script>document.title='pwned'</script>b$\n\n"
    text += "$$<img src=x onerror=document.title='pwned'>$$\n\n```mermaid\ngraph TD; A[<img src=x onerror=alert(1)>]\nclick A href 'javascript:alert(1)'\n```\n\n"
    text += "\\(</span><img src=x onerror=document.title='pwned'>\\)"
    solved["cells"].insert(1, {"cell_type": "markdown", "id": "mine", "metadata": {}, "source": text})
    return solved
