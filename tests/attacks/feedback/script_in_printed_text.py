"""Markup is printed and displayed while cells run, and written to both streams by the graded function."""

DESERVES = "full"


PAYLOAD = """
<script>document.title = 'pwned'; fetch('http://127.0.0.1:48484/script')</script>
<img src="http://127.0.0.1:48484/image" onerror="document.title = 'pwned'">
<svg onload="document.title = 'pwned'"></svg>
<iframe src="http://127.0.0.1:48484/frame"></iframe>
"""


def submission(solved, blank):
    noise = f"from IPython.display import HTML, display\nimport sys\nprint({PAYLOAD!r}, file=sys.stderr)\ndisplay(HTML({PAYLOAD!r}))\n"
    answer = next(each for each in solved["cells"] if each["id"] == "rnn_cell_forward")
    answer["source"] = noise + "".join(answer["source"]).replace("Wax, Waa", f"print({PAYLOAD!r}); Wax, Waa", 1)
    return solved
