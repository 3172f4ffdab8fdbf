"""Saved widgets with markup and a module to load from elsewhere. Rendered pages put the state into a script tag,
unescaped."""

DESERVES = "full"


def submission(solved, blank):
    view = {
        "model_module": "http://127.0.0.1:48484/evil.js",
        "model_name": "HTMLModel",
        "state": {"value": "</script><script>alert(1)</script>"},
    }
    state = {"version_major": 2, "version_minor": 0, "state": {str(n): view for n in range(200)}}
    solved["metadata"] = {"widgets": {"application/vnd.jupyter.widget-state+json": state}}
    return solved
