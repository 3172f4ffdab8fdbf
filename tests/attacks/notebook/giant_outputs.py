"""30 MB of outputs, all of them claiming full marks. Where outputs are kept, the gradebook and the feedback pages
grow by as much for each student."""

DESERVES = "full"


def submission(solved, blank):
    claim = {"output_type": "stream", "name": "stdout", "text": "10 of 10 points\n" * 2**21}
    next(each for each in solved["cells"] if each["id"] == "check_rnn_forward")["outputs"] = [claim]
    return solved
