"""Makes symlinks and hard links to the gradebook and other folders, and writes, lists and cleans up through them."""

from tests.attacks.build import PLACES, all_but, if_escaped

DESERVES = all_but("sequence_loss")
RUNGS = (1, 2)  # on rung 3 the folder above is writable; canaries are still guarded by file rights


def submission(solved, blank):
    return if_escaped(
        solved,
        f"""
import os
def escaped():
    done = []
    for number, path in enumerate([{PLACES["course"]!r} + "/gradebook.db", {PLACES["course"]!r}, {PLACES["home"]!r}, "/", ".."]):
        for link in (os.symlink, os.link):
            name = f"{{link.__name__}}{{number}}"
            try: link(path, name)
            except OSError: continue
            for act in (lambda: open(name, "ab").close(), lambda: open(name + "/mark", "w").close()):
                try:
                    act()
                    done.append(name)
                except OSError: pass
    return done
""",
    )
