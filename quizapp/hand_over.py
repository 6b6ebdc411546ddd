"""Hands a set to the window that is open on the same data, so that no second one is opened.

The window listens at a socket that only this computer account can reach. The standard library is
enough on both sides, and nothing here is loaded before a set is named or the window is painted.
"""

from __future__ import annotations

import os
import socket
from pathlib import Path

TAKEN = b"taken"
LONGEST_MESSAGE = 8192
"""In bytes; no path is longer."""
_PATIENCE_S = 3.0
_LONGEST_NAME = 100


def door(folder: Path) -> Path | None:
    """Return where the window that has a data folder open listens.

    `None` where there is no such thing: no folder yet, a system without sockets that have a path,
    or a path that would be longer than such a socket may have.
    """
    if not hasattr(socket, "AF_UNIX"):
        return None
    shared = os.environ.get("XDG_RUNTIME_DIR", "")
    place = folder.absolute() / "window.socket"
    if shared and Path(shared).is_dir():
        # The folder's own number names it: a hash of its path would bring a library of 3 MB along.
        try:
            folder_is = folder.stat()
        except OSError:
            return None
        place = Path(shared) / f"quizapp-{folder_is.st_dev:x}-{folder_is.st_ino:x}.socket"
    return place if len(os.fsencode(place)) <= _LONGEST_NAME else None


def hand_over(folder: Path, set_file: Path) -> bool:
    """Hand a set to the window that has a data folder open; return whether there is one."""
    place = door(folder)
    if place is None or not place.exists():
        return False
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(_PATIENCE_S)
            line.connect(str(place))
            line.sendall(os.fsencode(set_file))
            line.shutdown(socket.SHUT_WR)
            return line.recv(len(TAKEN)) == TAKEN
    except OSError:
        # It was closed, or is busy for long: a window of its own shows the set as well.
        return False
