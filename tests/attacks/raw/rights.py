"""setuid, setgroups, capset, personality, raising its limits and its priority, and taking the filter off again."""

from tests.attacks.build import RAW, all_but, if_escaped

DESERVES = all_but("sequence_loss")
RUNGS = (1, 2)


def submission(solved, blank):
    return if_escaped(
        solved,
        RAW
        + """
import resource
def raised(kind):
    soft, hard = resource.getrlimit(kind)
    try: resource.setrlimit(kind, (hard, hard + 1)) if hard != -1 else 1 / 0
    except (OSError, ValueError, ArithmeticError): return False
    return True
def escaped():
    room = ctypes.create_string_buffer(64)
    got = [call(105, 0), call(106, 0), call(116, 0, 0), call(117, 0, 0, 0), call(126, room, room), call(135, 0x0040000), call(141, 0, 0, -20)]
    got += [call(157, 22, 0, 0, 0, 0) if False else -1, call(144, 0, 1, room), call(302, os.getppid(), 7, room, 0)]
    limits = (resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE, resource.RLIMIT_NPROC, resource.RLIMIT_CORE)
    return any(answer >= 0 for answer in got) or any(map(raised, limits)) or os.getuid() == 0
""",
    )
