"""What surrounds the process in which student code runs: how it is started, and how strong the walls are.

Rung 1 is bubblewrap: own root with only Python, NumPy, IPython, matplotlib and the kit in it, no network, own process
space. Rung 3 is a separate process. On both: resource limits, never uid 0, no new rights, a cleared environment.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

import kit
from grader.sandbox import rights

HERE = Path(__file__).parent
INSIDE = ("server.py", "channel.py", "cells.py", "rights.py", "folders.py")  # the files that student code lives with
PACKAGES = ("numpy", "matplotlib", "ipython", "landlockpy", "seccompy")
SYSTEM = ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/etc/ld.so.cache", "/usr/share/zoneinfo", "/usr/share/fonts")
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "HOME": "/tmp",
    "LANG": "C.UTF-8",
    "MPLBACKEND": "Agg",
    "MPLCONFIGDIR": "/tmp",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
}


class SandboxError(RuntimeError):
    """The sandbox cannot be started here."""


@dataclass(frozen=True)
class Limits:
    """What one submission may use. Seconds of wall time per call; of CPU time per notebook and exercise."""

    call_seconds: float = 5.0
    notebook_seconds: float = 20.0
    exercise_seconds: float = 10.0
    memory_bytes: int = 2 * 2**30
    file_bytes: int = 16 * 2**20
    disk_bytes: int = 64 * 2**20
    files: int = 64
    processes: int = 64


FIRST_USER = 1_500_000_000  # uids from here on belong to nobody; each grading process gives its sandbox one of them
SETTABLE = asdict(Limits())  # each by its name, from the command line


@dataclass(frozen=True)
class Walls:
    """Which layers surround student code, beside resource limits and the unprivileged user."""

    bubblewrap: bool
    landlock: bool
    seccomp: bool

    @property
    def rung(self):
        """1: all of them. 2: Landlock and seccomp. 3: neither, or only one."""
        if self.landlock and self.seccomp:
            return 1 if self.bubblewrap else 2
        return 3


ON_RUNG = {1: Walls(True, True, True), 2: Walls(False, True, True), 3: Walls(False, False, False)}


def strongest():
    """The walls that can be had here. Found out by trying; what a started sandbox holds back is probed once more."""
    layers = rights.available()
    return Walls(_bubblewrap_works(), layers["landlock"], layers["seccomp"])


def _bubblewrap_works():
    if shutil.which("bwrap") is None:
        return False
    probe = [*_bubblewrap(Limits(), []), _python(), "-I", "-c", "pass"]
    try:
        return subprocess.run(probe, capture_output=True, timeout=20).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


DESCRIPTIONS = {
    1: "Sandbox rung 1: bubblewrap (own root, no network, own processes), Landlock, seccomp, resource limits.",
    2: "Sandbox rung 2: Landlock and seccomp (no other files, no sockets, no exec), resource limits. Install bubblewrap for rung 1.",
    3: "Sandbox rung 3: a separate process with resource limits. Student code can read what this user can read. Run `grader doctor`.",
}


ADVICE = """A better rung:
  Debian, Ubuntu   apt-get install bubblewrap; where Ubuntu 24.04 restricts user namespaces, allow them for bwrap by an
                   AppArmor profile (package apparmor-profiles: bwrap-userns-restrict) or run the grader as root
  Fedora           dnf install bubblewrap
  macOS, Windows   grade in a Linux virtual machine or container; the sandbox needs Linux
  Docker           run the container with --security-opt seccomp=unconfined --security-opt apparmor=unconfined, so that
                   bubblewrap may make namespaces; rung 2 works in any container on Linux 5.13 or later
Landlock needs Linux 5.13 (with lsm=landlock), TCP and signals are covered from 6.7 and 6.12 on; x86-64 was tested, arm64 not."""


def describe(walls):
    """What the walls hold back, in a sentence."""
    return DESCRIPTIONS[walls.rung]


def start(limits, control, walls):
    """Start the server with `control` (a socket) as its line to the grader. Returns (process, folder to remove)."""
    libraries = _libraries()
    if walls.bubblewrap:
        parts = [(path, f"/sandbox/lib/{path.name}") for path in libraries]
        parts += [(HERE / name, f"/sandbox/{name}") for name in INSIDE]
        prefix, folder, place, work = _bubblewrap(limits, parts), None, "/sandbox", "/tmp"
    else:
        folder = tempfile.mkdtemp(prefix="grader-")
        place, work = _stage(Path(folder), libraries)
        prefix = []
    settings = asdict(limits) | asdict(walls) | {"own_process_space": walls.bubblewrap}
    settings["user"] = FIRST_USER + os.getpid()
    settings["processes"] += 0 if walls.bubblewrap or os.getuid() == 0 else _processes_now()
    settings["readable"] = [*SYSTEM, sys.base_prefix, place, *(map(str, libraries) if folder else ())]
    boot = f"import sys, runpy; sys.path[:0] = [{place!r}, {place + '/lib'!r}]; "
    boot += f"runpy.run_path({place + '/server.py'!r}, run_name='__main__')"
    command = [*prefix, _python(), "-I", "-c", boot, str(control.fileno()), json.dumps(settings)]
    process = subprocess.Popen(
        command,
        pass_fds=[control.fileno()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT | {"MPLCONFIGDIR": work, "HOME": work},
        cwd=work if folder else "/",
        start_new_session=True,
    )
    return process, folder


def _processes_now():
    """How many threads this user already has: where students run as the same user, the kernel's limit counts them too."""
    user = str(os.getuid())
    count = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        count += int(fields["Threads"]) if fields["Uid"].split()[0] == user else 0
    return count


def _python():
    """The interpreter itself, not its virtual environment: packages are handed in one by one."""
    return os.path.realpath(sys.executable)


def _bubblewrap(limits, parts):
    command = ["bwrap", "--die-with-parent", "--new-session", "--unshare-pid", "--unshare-net", "--unshare-ipc"]
    command += ["--unshare-uts", "--unshare-cgroup-try", "--cap-drop", "ALL"]
    if os.getuid() == 0:  # root needs no user namespace; the server itself becomes an unprivileged user
        command += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        command += ["--unshare-user", "--disable-userns"]
    command += ["--size", str(limits.disk_bytes), "--perms", "1777", "--tmpfs", "/tmp", "--chdir", "/tmp"]
    command += ["--proc", "/proc", "--dev", "/dev", "--clearenv"]
    for name, value in ENVIRONMENT.items():
        command += ["--setenv", name, value]
    parents = {parent for path in (*SYSTEM, sys.base_prefix) for parent in Path(path).parents}
    for parent in sorted(parents - {Path("/")}):
        command += ["--perms", "0755", "--dir", str(parent)]  # readable inside, whatever it is outside
    for path in (*SYSTEM, sys.base_prefix):
        command += ["--ro-bind-try", path, path]
    for site in Path(sys.base_prefix).glob("lib/python3*/*-packages"):
        command += ["--tmpfs", str(site)]  # whatever else is installed there is not for students
    for source, target in parts:
        command += ["--ro-bind", str(source), target]
    return command


def _stage(folder, libraries):
    """A folder that holds links to the libraries and the server, for a process without a root of its own."""
    folder.chmod(0o755)
    (folder / "lib").mkdir()
    for path in libraries:
        (folder / "lib" / path.name).symlink_to(path)
    for name in INSIDE:
        shutil.copy(HERE / name, folder / name)
    work = folder / "work"
    work.mkdir()
    work.chmod(0o1777)
    return str(folder), str(work)


def _libraries():
    """The top-level files and folders of NumPy, matplotlib, IPython, all that these need, and the kit."""
    found = {Path(kit.__file__).parent}
    for name in _closure(PACKAGES):
        distribution = metadata.distribution(name)
        for file in distribution.files or ():
            top = file.parts[0]
            if top not in ("..", "__pycache__") and not top.endswith((".dist-info", ".pth")):
                found.add(Path(distribution.locate_file(top)))
    return sorted(path for path in found if path.exists())


def _closure(names):
    """The named distributions and those they require, as far as they are installed."""
    seen, waiting = set(), list(names)
    while waiting:
        name = waiting.pop()
        if name in seen or not _installed(name):
            continue
        seen.add(name)
        for line in metadata.requires(name) or ():
            requirement, _, condition = line.partition(";")
            if "extra" not in condition:
                waiting.append(_bare_name(requirement))
    return sorted(seen)


def _bare_name(requirement):
    for number, letter in enumerate(requirement):
        if not (letter.isalnum() or letter in "-_."):
            return requirement[:number]
    return requirement


def _installed(name):
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True
