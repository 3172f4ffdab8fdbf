"""Asks IPython, readline and linecache for earlier cells, inputs and outputs, where a kernel keeps hidden test cells."""

from tests.attacks.build import all_but, if_escaped

DESERVES = all_but("sequence_loss")


def submission(solved, blank):
    return if_escaped(
        solved,
        """
import linecache, sys
def escaped():
    texts = [str(globals().get(name, "")) for name in ("In", "Out", "_ih", "_oh", "_dh")]
    shell = get_ipython()
    texts.append(str(getattr(shell, "history_manager", "")))
    texts += ["".join(entry[2]) for entry in linecache.cache.values() if len(entry) > 2]
    return any("expected" + " =" in text or "### BEGIN" + " HIDDEN" in text for text in texts)
""",
    )
