"""A kernelspec of another language, with a command line and a path. A grader that starts the notebook's own kernel
starts that."""

DESERVES = "full"


def submission(solved, blank):
    spec = {
        "name": "../../../tmp/evil",
        "display_name": "<b>x</b>",
        "language": "bash",
        "argv": ["/bin/sh", "-c", "touch /tmp/pwned"],
    }
    return solved | {
        "metadata": {
            "kernelspec": spec,
            "language_info": {"name": "bash", "file_extension": "/../../x", "pygments_lexer": "html"},
        }
    }
