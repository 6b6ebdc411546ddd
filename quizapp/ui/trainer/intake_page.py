"""Intake: results are dropped, chosen or watched for, and each is told what became of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Qt, QTimer, Slot

from quizapp.application.intake import Outcome
from quizapp.application.phrases import plural
from quizapp.domain.errors import UserError
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import EmptyState
from quizapp.ui.components.choices import CheckBox
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import box, column
from quizapp.ui.components.reflow import Reflow
from quizapp.ui.components.tables import Table
from quizapp.ui.components.toast import announce, show_toast
from quizapp.ui.dialogs import choose_files, choose_folder, show_error
from quizapp.ui.session.flow import Flow
from quizapp.ui.shell.files import open_folder
from quizapp.ui.shell.page import Place
from quizapp.ui.theme import theme
from quizapp.ui.trainer.drop_zone import DropZone
from quizapp.ui.trainer.file_detail import FileDetail
from quizapp.ui.trainer.intake_table import FILE, LEARNER, OUTCOME, REMARK, IntakeModel
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
#: Rows that the table shows before it scrolls.
_MOST_ROWS: Final = 8
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
        self._model = IntakeModel()
        self._watching = WatchBox(desk.look)
        self._watching.came.connect(self._on_came)
        self._received = ReceivedChoice(desk.application.environment.now)
        self._table = Table(
            self._model,
            stretch=REMARK,
            widths={FILE: 170, LEARNER: 120, OUTCOME: 112},
            name="Files",
        )
        self._table.setObjectName("intake")
        self._detail = FileDetail()
        self._detail.place_requested.connect(self.place_requested)
        self._counts = Label("", "label", "text2", weight=500, wrap=True, tabular=True)
        self._refused_only = CheckBox("Refused only")
        self._refused_only.toggled.connect(self._on_refused_only)
        self._aside = self._button("Open set-aside folder", "folder", "open-set-aside")
        self._aside.clicked.connect(self._on_open_aside)
        self._files = Button("Choose files…", "primary", icon="file")
        self._clear = self._button("Clear the list", "x", "clear-list")
        self._clear.clicked.connect(self._on_clear)
        self._timer = QTimer(self, interval=_SHOW_EVERY_MS)
        self._timer.timeout.connect(self._show_rows)
        self._build()
        self._table.selectionModel().currentRowChanged.connect(self._on_row)
        self._detail.show_row(None)
        self._show_counts()

    def _build(self) -> None:
        files = self._files
        files.setObjectName("choose-files")
        files.clicked.connect(self._on_files)
        folder = Button("Choose a folder…", icon="folder")
        folder.setObjectName("choose-folder")
        folder.clicked.connect(self._on_folder)
        zone = DropZone(
            "Drop results or a folder here",
            "Each is opened, marked and kept, and nothing twice. Folders within it are left alone.",
            folder,
            files,
        )
        zone.dropped.connect(self.take)
        self._empty = EmptyState(
            "inbox",
            "Nothing taken in yet",
            "What becomes of each file appears here: taken in, late, already there, or refused with"
            " the reason. Bad files are moved into a folder “set-aside” beside them; what another"
            " trainer waits for is left where it is.",
        )
        self._tools = box(
            column(self._counts, Flow(self._refused_only, self._aside, self._clear), spacing=4)
        )
        self.setLayout(
            column(
                zone,
                Reflow(self._received, self._watching, min_cell=340),
                self._tools,
                self._table,
                self._detail,
                (self._empty, 1),
                None,
                spacing=12,
            )
        )
        self._size_table()
        theme.changed.connect(self._size_table)

    @Slot()
    def _size_table(self) -> None:
        """Be as high as the rows are, up to a point: more of them scroll within the table."""
        rows = min(max(self._model.rowCount(), 1), _MOST_ROWS)
        self._table.setFixedHeight(theme.px(36 + 40 * rows))

    @staticmethod
    def _button(text: str, icon: str, name: str) -> Button:
        button = Button(text, "ghost", icon=icon)
        button.setObjectName(name)
        return button

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
            self._model.add(rows)
        self._show_counts()

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

    def _show_counts(self) -> None:
        rows = self._model.rows
        counts = {outcome: sum(one.outcome is outcome for one in rows) for outcome in Outcome}
        self._counts.setText(
            " · ".join(f"{count} {outcome.value}" for outcome, count in counts.items() if count)
        )
        has_rows = bool(rows)
        self._aside.setVisible(any(one.set_aside is not None for one in rows))
        self._refused_only.setVisible(counts[Outcome.REFUSED] > 0)
        for part in (self._tools, self._table):
            part.setVisible(has_rows)
        self._empty.setVisible(not has_rows)
        self._size_table()

    @Slot(bool)
    def _on_refused_only(self, is_alone: bool) -> None:
        self._model.show_refused(is_alone=is_alone)
        self._size_table()
        self._detail.show_row(None)

    @Slot()
    def _on_row(self) -> None:
        index = self._table.currentIndex()
        self._detail.show_row(self._model.row(index.row()) if index.isValid() else None)

    @Slot()
    def _on_open_aside(self) -> None:
        folders = [one.set_aside for one in self._model.rows if one.set_aside is not None]
        open_folder(folders[-1])

    @Slot()
    def _on_clear(self) -> None:
        self._refused_only.setChecked(False)
        self._model.clear()
        self._detail.show_row(None)
        self._show_counts()
        self._files.setFocus(Qt.FocusReason.OtherFocusReason)

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
