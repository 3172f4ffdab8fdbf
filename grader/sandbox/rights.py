"""The inside: what a process gives up before student code runs. Each layer is applied where the kernel has it.

Landlock takes away every file but Python's own and one empty folder, TCP, and signals to others. Seccomp leaves the
system calls that Python and NumPy need: no exec, no sockets, no kill, no ptrace, no mount, no io_uring, no
namespaces; threads are allowed. Neither can be undone.
"""

import ctypes
import errno
import os
import resource

import landlockpy
import seccompy
from landlockpy import AccessFS, Scope
from seccompy import Action, ArgCmp, CmpOp, Filter

PR_SET_NO_NEW_PRIVS, PR_SET_CHILD_SUBREAPER, PR_SET_DUMPABLE = 38, 36, 4
CLONE_THREAD = 0x00010000
CLONE_NEW = 0x7E020080  # the flags that ask for a new namespace

READ = AccessFS.READ_FILE | AccessFS.READ_DIR | AccessFS.EXECUTE
WRITE = READ | AccessFS.WRITE_FILE | AccessFS.TRUNCATE | AccessFS.REMOVE_FILE | AccessFS.REMOVE_DIR
WRITE |= AccessFS.MAKE_REG | AccessFS.MAKE_DIR
DEVICES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")

SIGNALLING = {  # the commands by which a descriptor can be made to signal another process
    "fcntl": (8, 10, 15),  # F_SETOWN, F_SETSIG, F_SETOWN_EX
    "ioctl": (0x8901, 0x8902),  # FIOSETOWN, SIOCSPGRP
}
ALLOWED = """
    read write readv writev pread64 pwrite64 preadv pwritev lseek close close_range dup dup2 dup3 fcntl ioctl flock
    open openat openat2 creat access faccessat faccessat2 stat fstat lstat newfstatat statx statfs fstatfs
    readlink readlinkat getdents getdents64 getcwd chdir fchdir rename renameat renameat2 mkdir mkdirat rmdir
    unlink unlinkat truncate ftruncate fallocate fsync fdatasync chmod fchmod fchmodat utimensat umask fadvise64
    mmap munmap mprotect mremap madvise brk msync mincore membarrier memfd_create
    rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait rt_sigsuspend sigaltstack restart_syscall
    pipe pipe2 select pselect6 poll ppoll epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait eventfd2
    nanosleep clock_nanosleep clock_gettime clock_getres gettimeofday time times alarm setitimer getitimer pause
    timer_create timer_settime timer_gettime timer_getoverrun timer_delete timerfd_create timerfd_settime timerfd_gettime
    getpid getppid gettid getuid geteuid getgid getegid getresuid getresgid getgroups getpgid getpgrp getsid
    getrlimit getrusage sysinfo uname sched_yield sched_getaffinity sched_getparam sched_getscheduler getcpu
    set_tid_address set_robust_list get_robust_list futex rseq arch_prctl prctl exit exit_group wait4 waitid
    recvmsg sendmsg recvfrom sendto getsockopt getsockname getrandom
    seccomp landlock_create_ruleset landlock_add_rule landlock_restrict_self
""".split()


def become_nobody(user):
    """Never run a student as uid 0; never gain rights again; adopt orphans; hide from other processes of this user.

    user: the uid to become where started as root; one for each sandbox, so that none can exhaust another's limits.
    """
    prctl = ctypes.CDLL(None).prctl
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def offer_to_the_memory_killer():
    """If the machine runs out of memory, this process is the first to go."""
    try:
        with open("/proc/self/oom_score_adj", "w") as file:
            file.write("1000")
    except OSError:
        pass


def limit(limits, seconds):
    """Resource limits; they can be lowered further but not raised. seconds: of CPU time."""
    for kind, value in (
        (resource.RLIMIT_AS, limits["memory_bytes"]),
        (resource.RLIMIT_FSIZE, limits["file_bytes"]),
        (resource.RLIMIT_NOFILE, limits["files"]),
        (resource.RLIMIT_NPROC, limits["processes"]),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (value, value))
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + int(seconds), resource.getrlimit(resource.RLIMIT_CPU)[1]))


def keep_to_folder(folder, readable):
    """Landlock: read `readable`, write `folder`, nothing else; no TCP; no signals to processes outside."""
    with landlockpy.Ruleset(scoped=Scope.SIGNAL | Scope.ABSTRACT_UNIX_SOCKET) as rules:
        for path in readable:
            _allow(rules, path, READ)
        for path in DEVICES:
            _allow(rules, path, AccessFS.READ_FILE | AccessFS.WRITE_FILE)
        _allow(rules, folder, WRITE)
        rules.restrict()


def _allow(rules, path, access):
    """A right on a path; on a file, only the rights that files have. What does not exist needs no right."""
    if not os.path.isdir(path):
        access &= AccessFS.READ_FILE | AccessFS.WRITE_FILE | AccessFS.EXECUTE | AccessFS.TRUNCATE
    try:
        rules.allow_path(path, access)
    except OSError as error:
        if error.errno not in (errno.ENOENT, errno.EACCES):
            raise


def call_filter(may_fork):
    """A seccomp filter to load: only the calls that Python and NumPy need. may_fork: to fork once more per exercise."""
    rules = Filter(Action.ERRNO | errno.EPERM)
    for call, commands in SIGNALLING.items():
        for command in commands:
            rules.errno(call, errno.EPERM, args=[ArgCmp(1, CmpOp.EQ, command)])
    for name in ALLOWED:
        if _known(name):
            rules.allow(name)
    if may_fork:
        rules.allow("clone", args=[ArgCmp(0, CmpOp.MASKED_EQ, 0, CLONE_NEW)])
    else:
        rules.allow("clone", args=[ArgCmp(0, CmpOp.MASKED_EQ, CLONE_THREAD, CLONE_NEW | CLONE_THREAD)])
    rules.errno("clone3", errno.ENOSYS)  # the C library then falls back to clone, whose flags can be judged
    own = [ArgCmp(0, CmpOp.EQ, 0)]
    rules.allow("prlimit64", args=own)  # of this process only
    if _known("setrlimit"):
        rules.allow("setrlimit")
    assert rules.program  # translated now, once, not in every child
    return rules


def _known(name):
    """Whether this architecture has a system call of that name."""
    try:
        seccompy.syscall_nr(name)
    except (KeyError, ValueError):
        return False
    return True


def available():
    """Which layers this kernel offers: {"landlock": bool, "seccomp": bool}."""
    return {"landlock": landlockpy.supported(), "seccomp": seccompy.supported()}
