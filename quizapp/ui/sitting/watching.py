"""Looks at the clocks while an attempt goes on, and notes when its questions are not in front."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from quizapp.domain.errors import UserError
from quizapp.ui.session.clock import WARN_MS, clock_words, monotonic_ms

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizapp.application.sitting_watch import SittingWatch

_log = logging.getLogger(__name__)
_TICK_MS: Final = 250


class Watching(QObject):
    """One attempt at a time; it says what time is left and measures that on each question.

    Attributes:
        ticked: carries the time that is left, once a second.
        nearly_over: a minute is left; sent once an attempt.
        ran_out: nothing is left of the limit.
    """

    ticked = Signal(str)
    nearly_over = Signal()
    ran_out = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watch: SittingWatch | None = None
        self._began_ms = 0
        self._away_since: int | None = None
        self._has_warned = False
        self._shown = ""
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.look)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self.on_application_changed)

    def begin(self, watch: SittingWatch) -> None:
        """Look after an attempt from now on."""
        self._watch = watch
        self._away_since = None
        self._has_warned = False
        self._shown = ""
        self._timer.start()

    def stop(self) -> None:
        """Look after it no more: it has ended, or was left."""
        self._note_return()
        self._timer.stop()
        self._watch = None

    def leave(self) -> None:
        """Note that the learner leaves the attempt, and look after it no more."""
        if self._watch is not None and self._away_since is None:
            self._try(partial(self._watch.away, 0, is_new=True))
        self.stop()

    def show_question(self) -> None:
        """Begin to measure the time on a question."""
        self._began_ms = monotonic_ms()

    def spent_ms(self) -> int:
        """Return the time on the question since it was shown or this was asked last."""
        now = monotonic_ms()
        spent, self._began_ms = now - self._began_ms, now
        return spent

    @Slot()
    def look(self) -> None:
        """Look at the clocks, and say what is left."""
        if self._watch is None:
            return
        self._try(self._watch.keep)
        left = self._watch.remaining_ms()
        if left is None:
            return
        # Whole seconds that have begun are still there: "0:00" means that it is over.
        words = clock_words(left + 999 if left else 0)
        if words != self._shown:
            self._shown = words
            self.ticked.emit(words)
        if left <= 0:
            self._timer.stop()
            self.ran_out.emit()
        elif left <= WARN_MS and not self._has_warned:
            self._has_warned = True
            self.nearly_over.emit()

    @Slot(Qt.ApplicationState)
    def on_application_changed(self, state: Qt.ApplicationState) -> None:
        """Note that another window came to the front, and that this one is back."""
        if self._watch is None:
            return
        if state == Qt.ApplicationState.ApplicationActive:
            self._note_return()
        elif self._away_since is None:
            self._away_since = monotonic_ms()
            self._try(partial(self._watch.away, 0, is_new=True))

    @staticmethod
    def _try(do: Callable[[], None]) -> None:
        """Put something on the disk; what could not be is written with the next answer."""
        try:
            do()
        except UserError as error:
            _log.warning("the time of a set could not be kept: %s", error)

    def _note_return(self) -> None:
        if self._watch is not None and self._away_since is not None:
            away_ms = monotonic_ms() - self._away_since
            self._try(partial(self._watch.away, away_ms, is_new=False))
        self._away_since = None
