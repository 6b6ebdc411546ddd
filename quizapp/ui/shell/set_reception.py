"""Listens for sets that a second `quizapp FILE` hands to this window."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

from quizapp.hand_over import LONGEST_MESSAGE, TAKEN, door

_PATIENCE_S = 0.5


class SetReception(QObject):
    """Takes the paths of sets, one a caller.

    Where it cannot listen, or another window on the same data does already, nothing comes in.
    """

    received = Signal(object)
    """The `Path` of a set."""

    def __init__(self, folder: Path) -> None:
        """Listen for what concerns a data folder."""
        super().__init__()
        self._place = door(folder)
        self._line = None if self._place is None else _listening(self._place)
        self._notifier: QSocketNotifier | None = None
        if self._line is not None:
            kind = QSocketNotifier.Type.Read
            self._notifier = QSocketNotifier(self._line.fileno(), kind, self)
            self._notifier.activated.connect(self._on_call)

    def close(self) -> None:
        """Listen no more."""
        if self._line is None or self._notifier is None or self._place is None:
            return
        self._notifier.setEnabled(False)
        self._line.close()
        self._line = None
        self._place.unlink(missing_ok=True)

    @Slot()
    def _on_call(self) -> None:
        if self._line is None:
            return
        said = b""
        try:
            caller, _ = self._line.accept()
            with caller:
                caller.settimeout(_PATIENCE_S)
                while (part := caller.recv(LONGEST_MESSAGE)) and len(said) <= LONGEST_MESSAGE:
                    said += part
                if said:
                    caller.sendall(TAKEN)
        except OSError:
            # A caller that is gone opens a window of its own.
            return
        if said:
            self.received.emit(Path(os.fsdecode(said)))


def _listening(place: Path) -> socket.socket | None:
    """Return a socket that listens, or None where another window does or it cannot be made."""
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        if place.exists():
            if _is_answered(place):
                line.close()
                return None
            # What is left of a window that was killed.
            place.unlink()
        before = os.umask(0o177)
        try:
            line.bind(str(place))
        finally:
            os.umask(before)
        line.listen()
        line.settimeout(0)
    except OSError:
        line.close()
        return None
    return line


def _is_answered(place: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(_PATIENCE_S)
        try:
            probe.connect(str(place))
        except OSError:
            return False
        return True
