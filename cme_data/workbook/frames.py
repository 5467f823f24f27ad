"""Messages between this process and the one that reads files: each its length, then its bytes."""

import struct
from typing import IO

_LENGTH = struct.Struct("<Q")
_MOST = 1 << 30


def send(pipe: IO[bytes], message: bytes) -> None:
    """Write one message; the other side may see it only after a flush."""
    pipe.write(_LENGTH.pack(len(message)))
    pipe.write(message)


def receive(pipe: IO[bytes]) -> bytes:
    """The next message; raises EOFError where the other side has gone."""
    (length,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    if length > _MOST:
        raise EOFError
    return _exactly(pipe, length)


def _exactly(pipe: IO[bytes], count: int) -> bytes:
    read = pipe.read(count)
    if len(read) < count:
        raise EOFError
    return read
