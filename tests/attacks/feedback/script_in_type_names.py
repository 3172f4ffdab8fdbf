"""What comes back is an object whose type is named with markup; so is a dtype's field."""

DESERVES = {"rnn_forward": 10.0, "rnn_cell_backward": 15.0, "rnn_backward": 15.0}


def submission(solved, blank):
    name = "<img src=x onerror=document.title='pwned'>"
    for exercise, value in (
        ("rnn_cell_forward", f"type({name!r}, (), {{}})()"),
        ("sequence_loss", f"np.zeros(2, [({name!r}, float)])"),
    ):
        answer = next(each for each in solved["cells"] if each["id"] == exercise)
        answer["source"] = f"def {exercise}(*args):\n    return {value}"
    return solved
