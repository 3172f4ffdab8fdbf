"""System V and POSIX shared memory, message queues and semaphores, which outlive a process and could carry answers to an accomplice."""

from tests.attacks.build import RAW, all_but, if_escaped

DESERVES = all_but("sequence_loss")
RUNGS = (1, 2)


def submission(solved, blank):
    return if_escaped(
        solved,
        RAW
        + """
def escaped():
    room = ctypes.create_string_buffer(64)
    got = [call(29, 0x6B6974, 4096, 0o1666), call(64, 0x6B6974, 1, 0o1666), call(68, 0x6B6974, 0o1666), call(240, ctypes.c_char_p(b"kitattack"), 0o102, 0o666, 0)]
    try:
        from multiprocessing import shared_memory
        got.append(shared_memory.SharedMemory("kit-attack-mark", True, 16).size)
    except (OSError, ImportError): pass
    return any(answer >= 0 for answer in got)
""",
    )
