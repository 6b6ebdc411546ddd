"""The next question is made ready while the present one is read."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot

from quizapp.domain.errors import UserError

if TYPE_CHECKING:
    from quizapp.application.quiz_session import QuizSession
    from quizapp.ui.session.run_view import RunView

_log = logging.getLogger(__name__)

#: A question in a test stands for at least so long before anybody hands in an answer.
_BEGUN_TO_READ_MS: Final = 200


class ReadAhead(QObject):
    """Fills the question that comes next once Qt has nothing more urgent to do.

    Nothing depends on it: a question that is not ready is filled when it is asked.
    """

    def __init__(self, run: RunView) -> None:
        super().__init__(run)
        self._run = run
        self._session: QuizSession | None = None
        self._is_answered = self._has_single_keys = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._make_ready)

    def begin(self, session: QuizSession, *, is_answered: bool, single_keys: bool) -> None:
        """Make ready what follows the question that is shown.

        Args:
            session: the run.
            is_answered: whether that question has its answer; if not, it is still open.
            single_keys: whether the keys of the next question work alone.
        """
        self._session, self._is_answered = session, is_answered
        self._has_single_keys = single_keys
        self._timer.start(0 if is_answered else _BEGUN_TO_READ_MS)

    def stop(self) -> None:
        """Leave it, if it has not been done yet."""
        self._timer.stop()

    @Slot()
    def _make_ready(self) -> None:
        assert self._session is not None
        try:
            ask = self._session.question if self._is_answered else self._session.upcoming
            question = ask()
        except UserError as error:
            # Said when the learner goes on, if it still stands then.
            _log.warning("the next question could not be made ready: %s", error)
            return
        if question is not None:
            self._run.make_ready(question, single_keys=self._has_single_keys)
