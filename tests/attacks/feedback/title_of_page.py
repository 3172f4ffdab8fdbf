"""The notebook's own title, authors and language hold markup; page templates print them in the head."""

DESERVES = "full"


def submission(solved, blank):
    evil = "</title><script>document.title = 'pwned'</script>"
    solved["metadata"] = {
        "title": evil,
        "authors": [{"name": evil}],
        "language_info": {"name": evil, "version": evil},
        "kernelspec": {"name": evil},
    }
    return solved
