"""Runs untrusted notebooks and calls their functions; returns outcomes. Knows no network, no points, no answers.

The grader's side:
    client.py    opens a session, asks for calls, answers what a function depends on
    walls.py     how the process is started and what surrounds it: bubblewrap, Landlock, seccomp, limits
    probes.py    tries to escape, at every start and in `grader doctor`
The inside, started as a script:
    server.py    a warm parent that forks a child per submission, which forks one per exercise
    rights.py    what a process gives up before student code runs
    cells.py     executes cells without a kernel
Both:
    channel.py   frames over a socket, with deadlines
    folders.py   removes what was left behind
"""
