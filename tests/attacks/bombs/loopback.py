"""Connects to a server on this machine from a cell and a call: TCP on IPv4 and IPv6, UDP, and sockets in the file system."""

from tests.attacks.build import PLACES, all_but, if_escaped

DESERVES = all_but("sequence_loss")
RUNGS = (1, 2)


def submission(solved, blank):
    return if_escaped(
        solved,
        f"""
import socket
def escaped():
    for family, kind, address in ((2, 1, ("127.0.0.1", {PLACES["port"]})), (10, 1, ("::1", {PLACES["port"]})), (2, 2, ("127.0.0.1", {PLACES["port"]})),
                                  (1, 1, "/run/dbus/system_bus_socket"), (1, 1, "/var/run/docker.sock"), (16, 3, (0, 0)), (1, 2, "\\0kit")):
        try:
            with socket.socket(family, kind) as line:
                line.settimeout(1)
                line.connect(address)
                return True
        except OSError: pass
    try: return bool(socket.create_server(("127.0.0.1", 0)))
    except OSError: return False
""",
    )
