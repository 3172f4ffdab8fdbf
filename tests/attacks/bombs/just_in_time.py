"""Each call takes almost all the time it may: many exercises of many cases could add up without any limit being met."""

from tests.attacks.build import all_but, replace

DESERVES = all_but("sequence_loss")
SECONDS = 12


def submission(solved, blank):
    late = "import time\ndef {0}(*_):\n    time.sleep(0.5)\n    return 0.0, np.zeros(1)"
    return replace(solved, "sequence_loss", late.format("sequence_loss"))
