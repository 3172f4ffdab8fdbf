"""The format's number is a text with markup, the metadata a list. nbformat raises TypeError."""

DESERVES = "full"


def submission(solved, blank):
    return solved | {"nbformat": "<script>4</script>", "nbformat_minor": None, "metadata": ["kernelspec"]}
