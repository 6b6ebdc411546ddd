"""Watches a folder for results that are put there, and waits until each is whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

from quizapp.application.intake_files import results_among
from quizapp.domain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

#: How long a file must have stood still before it is taken for whole.
STILL_FOR_MS: Final = 1_000
#: Drives on a network do not always tell of changes: they are looked at now and then.
_LOOK_EVERY_MS: Final = 30_000


class _State(NamedTuple):
    """What tells whether a file was changed."""

    size: int
    changed_ns: int


class FolderWatch(QObject):
    """Tells of files that have come into a folder, each once for as long as it stays the same."""

    ready = Signal(object)
    """Files are there and whole; a tuple of paths."""

    lost = Signal(object)
    """The folder cannot be watched any more; a `UserError`."""

    def __init__(self, parent: QObject | None = None, *, still_for_ms: int = STILL_FOR_MS) -> None:
        super().__init__(parent)
        self._folder: Path | None = None
        self._seen: dict[Path, _State] = {}
        self._told: dict[Path, _State] = {}
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._on_changed)
        self._still = QTimer(self, interval=still_for_ms, singleShot=True)
        self._still.timeout.connect(self.look)
        self._now_and_then = QTimer(self, interval=_LOOK_EVERY_MS)
        self._now_and_then.timeout.connect(self.look)

    @property
    def folder(self) -> Path | None:
        """The folder that is watched, or `None`."""
        return self._folder

    def watch(self, folder: Path) -> None:
        """Watch this folder from now on; what lies there already is told of as well."""
        self.stop()
        self._folder = folder
        self._now_and_then.start()
        self.look()

    def stop(self) -> None:
        """Watch nothing any more."""
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self._still.stop()
        self._now_and_then.stop()
        self._folder = None
        self._seen, self._told = {}, {}

    @Slot()
    def look(self) -> None:
        """Tell of files that have not changed since the last look; look again for the others."""
        if self._folder is None:
            return
        try:
            states = self._states(self._folder)
        except UserError as error:
            self.stop()
            self.lost.emit(error)
            return
        if str(self._folder) not in self._watcher.directories():
            self._watcher.addPath(str(self._folder))
        new = {path: state for path, state in states.items() if self._told.get(path) != state}
        whole = tuple(path for path, state in new.items() if self._seen.get(path) == state)
        self._seen = states
        self._told = {path: state for path, state in self._told.items() if path in states}
        self._told |= {path: states[path] for path in whole}
        if len(whole) < len(new):
            self._still.start()
        if whole:
            self.ready.emit(whole)

    @staticmethod
    def _states(folder: Path) -> dict[Path, _State]:
        if not folder.is_dir():
            raise UserError(
                f"The folder {folder} is not there any more.",
                "Connect its drive, or choose another one.",
            )
        return dict(_state_of(results_among([folder])))

    @Slot(str)
    def _on_changed(self, _folder: str) -> None:
        self._still.start()


def _state_of(paths: Sequence[Path]) -> list[tuple[Path, _State]]:
    found = []
    for path in paths:
        try:
            stat = path.stat()
        except OSError:
            # It was taken away meanwhile.
            continue
        found.append((path, _State(stat.st_size, stat.st_mtime_ns)))
    return found
