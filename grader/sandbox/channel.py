"""Frames of kit.wire over a stream socket, with a deadline and, where asked, one file descriptor."""

import socket
import time

from kit import wire


class Closed(ConnectionError):
    """The other side is gone."""


def send(sock, value, known=(), descriptor=None):
    """Send one frame; a descriptor travels with its first byte."""
    frame = wire.encode(value, known)
    try:
        if descriptor is not None:
            socket.send_fds(sock, [frame[:1]], [descriptor])
            frame = frame[1:]
        sock.sendall(frame)
    except (BrokenPipeError, ConnectionResetError) as error:
        raise Closed from error


def receive(sock, deadline=None, known=(), limits=wire.LIMITS):
    """The next value. Raises Closed, TimeoutError past the deadline (time.monotonic), or wire.WireError."""
    prefix = _exactly(sock, wire.PREFIX.size, deadline)
    header, body = wire.sizes(prefix, limits)
    return wire.decode(prefix + _exactly(sock, header + body, deadline), known, limits)


def receive_with_descriptor(sock):
    """The next value and the descriptor that came with it."""
    first, descriptors, _, _ = socket.recv_fds(sock, 1, 1)
    if not first:
        raise Closed
    prefix = first + _exactly(sock, wire.PREFIX.size - 1, None)
    value = wire.decode(prefix + _exactly(sock, sum(wire.sizes(prefix)), None))
    return value, (descriptors[0] if descriptors else None)


def _exactly(sock, size, deadline):
    parts, missing = [], size
    while missing:
        if deadline is not None:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError("the time is up")
            sock.settimeout(left)
        try:
            part = sock.recv(min(missing, 2**20))
        except ConnectionResetError as error:
            raise Closed from error
        if not part:
            raise Closed
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
