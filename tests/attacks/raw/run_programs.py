"""execve, execveat of a memory file, posix_spawn and vfork by raw system call: a shell would be free of what Python was told."""

from tests.attacks.build import RAW, all_but, if_escaped

DESERVES = all_but("sequence_loss")
RUNGS = (1, 2)


def submission(solved, blank):
    return if_escaped(
        solved,
        RAW
        + r"""
import subprocess
def escaped():
    memory = os.memfd_create("kitattack")
    os.write(memory, b"#!/bin/sh\nexit 0\n")
    arguments = (ctypes.c_char_p * 2)(b"/bin/true", None)
    for act in (lambda: call(59, ctypes.c_char_p(b"/bin/true"), arguments, None), lambda: call(322, memory, ctypes.c_char_p(b""), arguments, None, 0x1000)):
        act()  # a success would end this process, and so the call
    for act in (lambda: os.posix_spawn("/bin/true", ["true"], {}), lambda: subprocess.run(["/bin/true"], check=True), lambda: os.system("true") == 0 or 1 / 0):
        try:
            act()
            return True
        except (OSError, ArithmeticError, subprocess.SubprocessError): pass
""",
    )
