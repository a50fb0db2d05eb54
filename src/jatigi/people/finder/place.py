"""Where the finder's socket lies: in a folder that only the user of the application can enter."""

import fcntl
import os
import socket
import stat
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CREDENTIALS = struct.Struct("3i")


class Unsafe(RuntimeError):
    """The socket or its folder is not ours alone."""


class Taken(RuntimeError):
    """Another finder of this node runs already."""


def listening(path: Path) -> socket.socket:
    """The socket at which the one finder of this node is asked; what a dead one left behind is removed.

    The lock that makes it the only one is held as long as the process lives. Raises `Unsafe`, `Taken`.
    """
    with _folder(path, make=True) as folder:
        _be_alone(folder)
        name = f"/proc/self/fd/{folder}/{path.name}"
        Path(name).unlink(missing_ok=True)
        server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        before = os.umask(0o177)
        try:
            server.bind(name)
        finally:
            os.umask(before)
    server.listen(64)
    return server


def connected(path: Path, seconds: float) -> socket.socket:
    """A connection to the finder of this node. Raises `OSError` where there is none, `Unsafe`."""
    with _folder(path, make=False) as folder:
        client = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            client.settimeout(seconds)
            client.connect(f"/proc/self/fd/{folder}/{path.name}")
            must_be_us(client)
        except BaseException:
            client.close()
            raise
    return client


def must_be_us(connection: socket.socket) -> None:
    """Raises `Unsafe` unless the process at the other end runs as the same user (SO_PEERCRED)."""
    said = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    if _CREDENTIALS.unpack(said)[1] != os.geteuid():
        raise Unsafe("another user is at the other end")


@contextmanager
def _folder(path: Path, *, make: bool) -> Iterator[int]:
    """A handle of the folder of the socket, ours and closed to everybody else (0700), never a link.

    Through the handle a path may be longer than the 107 bytes of an address. Raises `Unsafe`.
    """
    if not path.is_absolute() or "\0" in str(path):
        raise Unsafe("a socket needs a whole path: names without a file can be taken by anybody")
    if make:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except NotADirectoryError:
        raise Unsafe("the folder of the socket is none") from None
    try:
        found = os.fstat(folder)
        if found.st_uid != os.geteuid() or stat.S_IMODE(found.st_mode) & 0o077:
            raise Unsafe("the folder of the socket must be ours alone (mode 700)")
        yield folder
    finally:
        os.close(folder)


def _be_alone(folder: int) -> None:
    handle = os.open("lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600, dir_fd=folder)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise Taken("another finder of this node runs already") from None
