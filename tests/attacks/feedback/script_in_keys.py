"""The dictionary that comes back has markup and kilobytes for keys. They stand in the sentence `only the keys
...`."""

DESERVES = {"rnn_cell_forward": 10.0, "rnn_forward": 10.0, "sequence_loss": 10.0, "rnn_backward": 15.0}


def submission(solved, blank):
    keys = [
        "<script>document.title='pwned'</script>",
        "](javascript:alert(1))",
        "![x](http://127.0.0.1:48484/key)",
        "k" * 3_000_000,
    ]
    answer = next(each for each in solved["cells"] if each["id"] == "rnn_cell_backward")
    answer["source"] = (
        f"def rnn_cell_backward(da_next, cache):\n    return dict.fromkeys({keys[:3]!r} + ['k' * 3_000_000], 1.0)"
    )
    return solved
