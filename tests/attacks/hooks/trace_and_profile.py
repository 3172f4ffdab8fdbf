"""sys.settrace and setprofile change the locals and results of whatever runs, such as an in-process comparison with the answer."""

from tests.attacks.build import append, wrong

DESERVES = {}


def submission(solved, blank):
    return append(
        wrong(solved),
        """
import sys, threading
def trace(frame, event, value):
    if "expected" in frame.f_locals: frame.f_locals["expected"] = frame.f_locals.get("actual")
    frame.f_globals["passed"] = True
    return trace
sys.settrace(trace), sys.setprofile(trace), threading.settrace(trace)
""",
    )
