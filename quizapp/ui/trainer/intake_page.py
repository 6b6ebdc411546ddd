"""Intake: results are dropped, chosen or watched for, and each is told what became of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Qt, QTimer, Slot

from quizapp.application.intake import Outcome
from quizapp.application.phrases import plural
from quizapp.domain.errors import UserError
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.layouts import column
from quizapp.ui.components.reflow import Reflow
from quizapp.ui.components.toast import announce, show_toast
from quizapp.ui.dialogs import choose_files, choose_folder, show_error
from quizapp.ui.shell.page import Place
from quizapp.ui.trainer.drop_zone import DropZone
from quizapp.ui.trainer.file_list import FileList
from quizapp.ui.trainer.received_choice import ReceivedChoice
from quizapp.ui.trainer.tab import TrainerTab
from quizapp.ui.trainer.watch_box import WatchBox

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from quizapp.application.intake import IntakeRow
    from quizapp.bootstrap import Application
    from quizapp.ui.background import JobControl
    from quizapp.ui.shell.page import Desk

_FILTER: Final = "Results (*.quizresult);;All files (*)"
#: How often rows that came in meanwhile are shown.
_SHOW_EVERY_MS: Final = 100


class Taken(NamedTuple):
    """How many files were looked at, how many results were new, and how many files were bad.

    A file that is refused because others are to take it is none of these: in a shared folder it
    would be told of at every start.
    """

    files: int
    new: int
    bad: int

    @property
    def news(self) -> int:
        """How many files there is something to tell about."""
        return self.new + self.bad

    @property
    def words(self) -> str:
        """What there is to tell, such as "2 results came in, and 1 file was refused."."""
        came = f"{plural(self.new, 'result')} came in" if self.new else ""
        refused = f"{plural(self.bad, 'file was', 'files were')} refused" if self.bad else ""
        return f"{', and '.join(filter(None, (came, refused)))}."


class IntakePage(TrainerTab):
    """Takes results in."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._feeds: list[list[IntakeRow]] = []
        self._news = 0
        self._watching = WatchBox(desk.look)
        self._watching.came.connect(self._on_came)
        self._received = ReceivedChoice(desk.application.environment.now)
        self.files = FileList()
        self.files.place_requested.connect(self.place_requested)
        self.files.cleared.connect(self._on_cleared)
        self._choose = Button("Choose files…", "primary", icon="file")
        self._timer = QTimer(self, interval=_SHOW_EVERY_MS)
        self._timer.timeout.connect(self._show_rows)
        self._build()

    def _build(self) -> None:
        self._choose.setObjectName("choose-files")
        self._choose.clicked.connect(self._on_files)
        folder = Button("Choose a folder…", icon="folder")
        folder.setObjectName("choose-folder")
        folder.clicked.connect(self._on_folder)
        zone = DropZone(
            "Drop results or a folder here",
            "Each is opened, marked and kept, and nothing twice. Folders within it are left alone.",
            folder,
            self._choose,
        )
        zone.dropped.connect(self.take)
        self.setLayout(
            column(
                zone,
                Reflow(self._received, self._watching, min_cell=340),
                (self.files, 1),
                spacing=12,
            )
        )

    def refresh(self) -> None:
        """Go on watching the folder that was chosen, if any; what came in is looked at now."""
        self._watching.resume()
        self._set_news(0)

    def begin_watching(self) -> None:
        """Go on watching the folder that was chosen, if any, while the tab is not shown."""
        self._watching.resume()

    def _set_news(self, count: int) -> None:
        self._news = count
        self.news_changed.emit(count)

    @Slot(object)
    def take(self, paths: Sequence[Path]) -> None:
        """Take files and folders in, in the background."""
        try:
            received_at = self._received.moment()
        except UserError as error:
            announce(self, str(error))
            return
        self._start(paths, received_at, "Taking results in", self._on_done)

    def _start(
        self,
        paths: Sequence[Path],
        received_at: datetime | None,
        label: str,
        then: Callable[[list[IntakeRow], Taken], None],
    ) -> None:
        feed: list[IntakeRow] = []
        self._feeds.append(feed)
        job = self.desk.jobs.start(partial(_take_in, tuple(paths), received_at, feed), label)
        job.succeeded.connect(partial(then, feed))
        job.cancelled.connect(partial(self._on_stopped, feed))
        job.failed.connect(partial(self._on_failed, feed))
        self._timer.start()

    # What came of it -----------------------------------------------------------------------

    @Slot()
    def _show_rows(self) -> None:
        for feed in self._feeds:
            rows = feed[:]
            del feed[: len(rows)]
            self.files.add(rows)

    def _end(self, feed: list[IntakeRow]) -> None:
        self._show_rows()
        self._feeds = [one for one in self._feeds if one is not feed]
        if not self._feeds:
            self._timer.stop()

    def _on_done(self, feed: list[IntakeRow], taken: Taken) -> None:
        self._end(feed)
        looked_at = f"{plural(taken.files, 'file')} looked at."
        show_toast(self, looked_at if taken.files else "There are no results in there.")

    def _on_came_in(self, feed: list[IntakeRow], taken: Taken) -> None:
        """Tell of what came into the watched folder; what was known before is no news."""
        self._end(feed)
        if not taken.news:
            return
        if self.isVisible():
            show_toast(self, taken.words)
        else:
            self._set_news(self._news + taken.news)
            show_toast(self, taken.words, action="Show", on_action=self._on_show_news)

    def _on_show_news(self) -> None:
        self.place_requested.emit(Place(page="trainer", part="intake"))

    def _on_stopped(self, feed: list[IntakeRow]) -> None:
        self._end(feed)
        show_toast(self, "Stopped. What was taken in stays; the other files are where they were.")

    def _on_failed(self, feed: list[IntakeRow], error: UserError) -> None:
        self._end(feed)
        show_error(self, error.message, error.hint)

    @Slot()
    def _on_cleared(self) -> None:
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    # Choosing and watching -----------------------------------------------------------------

    @Slot()
    def _on_files(self) -> None:
        paths = choose_files(self, "Take results in", _FILTER)
        if paths:
            self.take(paths)

    @Slot()
    def _on_folder(self) -> None:
        folder = choose_folder(self, "Take the results of a folder in")
        if folder is not None:
            self.take([folder])

    @Slot(object)
    def _on_came(self, paths: Sequence[Path]) -> None:
        self._start(paths, None, "Taking in what came", self._on_came_in)


def _take_in(
    paths: tuple[Path, ...],
    received_at: datetime | None,
    feed: list[IntakeRow],
    application: Application,
    control: JobControl,
) -> Taken:
    from quizapp.application.intake_files import results_among

    key, files = application.trainer.key(), results_among(paths)
    new = bad = 0
    for number, one in enumerate(application.intake.take(files, key, received_at), start=1):
        feed.append(one)
        new += one.outcome in {Outcome.TAKEN_IN, Outcome.LATE}
        bad += one.outcome is Outcome.REFUSED and not one.is_for_others
        control.report(number, len(files))
    return Taken(len(files), new, bad)
