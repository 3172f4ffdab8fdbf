"""Asks for exercises that it does not depend on, for builtins and for nonsense, to have its own answers computed by the reference."""

from tests.attacks.build import LINE, all_but, replace

DESERVES = all_but("rnn_forward", "sequence_loss", "rnn_backward")


def submission(solved, blank):
    def asking(name, asked):
        return (
            LINE
            + f"""
import sys
channel = sys.modules["channel"]
def {name}(*args):
    import socket
    channel.send(socket.socket(fileno=sockets()[0]), {{"ask": {asked}, "args": args, "named": {{}}}})
    return channel.receive(socket.socket(fileno=sockets()[0]))["answer"]
"""
        )

    nb = replace(solved, "rnn_forward", asking("rnn_forward", "'rnn_forward'"))
    nb = replace(nb, "sequence_loss", asking("sequence_loss", "'sequence_loss'"))
    return replace(nb, "rnn_backward", asking("rnn_backward", "['eval', {}]"))
