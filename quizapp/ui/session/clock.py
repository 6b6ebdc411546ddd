"""The time on a question, and what is left of a run with a limit."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

WARN_MS: Final = 60_000
_TICK_MS: Final = 200


def monotonic_ms() -> int:
    """Return milliseconds on a clock that is never set."""
    return time.monotonic_ns() // 1_000_000


def clock_words(ms: int) -> str:
    """Return a time as "0:42" or "1:05:09"; `ms` is rounded down to whole seconds."""
    seconds = max(0, ms) // 1000
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


class QuestionClock(QObject):
    """Measures the time on one question at a time; counts down when the run has a limit.

    Attributes:
        ticked: carries the time to show, once a second.
        nearly_over: a minute is left; sent once a run.
        ran_out: nothing is left of the limit.
    """

    ticked = Signal(str)
    nearly_over = Signal()
    ran_out = Signal()

    def __init__(
        self, now_ms: Callable[[], int] = monotonic_ms, parent: QObject | None = None
    ) -> None:
        """Make a clock at rest; `now_ms` returns milliseconds from any fixed moment."""
        super().__init__(parent)
        self._now_ms = now_ms
        self._began_ms = 0
        self._stopped_after_ms = 0
        self._remaining_ms: int | None = None
        self._has_warned = False
        self._shown = ""
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def elapsed_ms(self) -> int:
        """Milliseconds on the question: since it was shown, or until the clock was stopped."""
        if not self._timer.isActive():
            return self._stopped_after_ms
        return self._now_ms() - self._began_ms

    def reset(self) -> None:
        """Get ready for another run."""
        self.stop()
        self._has_warned = False
        self._stopped_after_ms = 0

    def start(self, remaining_ms: int | None) -> None:
        """Begin with a question; `remaining_ms` is what is left of the whole run, if limited."""
        self._remaining_ms = remaining_ms
        self._began_ms = self._now_ms()
        self._shown = ""
        self._timer.start()
        self._show()

    def stop(self) -> None:
        """Stop at the time that it is now."""
        self._stopped_after_ms = self.elapsed_ms
        self._timer.stop()

    def _show(self) -> None:
        ms = self.elapsed_ms
        if self._remaining_ms is not None:
            # Whole seconds that have begun are still there: "0:00" means that it is over.
            ms = self._remaining_ms - ms + 999
        words = clock_words(ms)
        if words != self._shown:
            self._shown = words
            self.ticked.emit(words)

    @Slot()
    def _on_timeout(self) -> None:
        self._show()
        if self._remaining_ms is None:
            return
        left = self._remaining_ms - self.elapsed_ms
        if left <= 0:
            self.stop()
            self.ran_out.emit()
        elif left <= WARN_MS and not self._has_warned:
            self._has_warned = True
            self.nearly_over.emit()
