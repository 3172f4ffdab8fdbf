"""Runs untrusted notebooks and calls their functions; returns outcomes. Knows no network, no points, no answers.

client.py    the grader's side: opens a session, asks for calls, answers what a function depends on
walls.py     what surrounds the process: bubblewrap where it works, rlimits, an unprivileged user
channel.py   frames over a socket, with deadlines (both sides)
server.py    the inside: a warm parent that forks a child per submission, which forks one per exercise
cells.py     the inside: executes cells without a kernel
"""
