"""The browse shell: the side bar, and beside it the page that is shown."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from quizapp.ui.components.layouts import column, row
from quizapp.ui.shell.page import Page, Place
from quizapp.ui.shell.side_bar import SideBar
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from quizapp.ui.background import BackgroundJob
    from quizapp.ui.shell.page import Desk
    from quizapp.ui.shell.return_strip import ReturnStrip

_STALE_AFTER_S: Final = 120.0


def build_page(key: str, desk: Desk) -> Page:
    """Import and build a page; each is built when it is first shown."""
    if key == "today":
        from quizapp.ui.pages.today import TodayPage

        return TodayPage(desk)
    if key == "practise":
        from quizapp.ui.pages.practise import PractisePage

        return PractisePage(desk)
    if key == "progress":
        from quizapp.ui.pages.progress import ProgressPage

        return ProgressPage(desk)
    if key == "sources":
        from quizapp.ui.pages.sources import SourcesPage

        return SourcesPage(desk)
    if key == "trainer":
        from quizapp.ui.trainer.page import TrainerPage

        return TrainerPage(desk)
    from quizapp.ui.pages.settings import SettingsPage

    return SettingsPage(desk)


class BrowseShell(QWidget):
    """The side bar and the pages of one learner."""

    run_started = Signal(str)
    scenario_started = Signal(str)
    set_requested = Signal(str)
    restart_requested = Signal()
    return_requested = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._pages: dict[str, Page] = {}
        self._return: ReturnStrip | None = None
        self._shown_at = monotonic()
        learner = desk.application.profiles.get(desk.learner_id)
        self.side_bar = SideBar(learner.name)
        self.side_bar.page_chosen.connect(self._on_page_chosen)
        self.side_bar.profile_requested.connect(self._on_profile_requested)
        self._on_key_changed()
        self._stack = QStackedWidget()
        self._beside = column((self._stack, 1), spacing=0)
        self.setLayout(row(self.side_bar, (self._beside, 1), spacing=0))
        desk.jobs.started.connect(self._on_job_started)
        # A larger text leaves less room at the same width of the window.
        theme.changed.connect(self._fit)

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    @Slot(object)
    def show_place(self, place: Place) -> None:
        """Bring a page to the front, fresh, and open the part of it that is wanted.

        Nothing happens where it is the trainer's page and there is no trainer.
        """
        if place.page == "trainer" and not self.desk.application.is_trainer:
            return
        page = self._page_of(place.page)
        self.side_bar.choose(place.page)
        page.refresh()
        is_new = page is not self._stack.currentWidget()
        self._stack.setCurrentWidget(page)
        if is_new:
            # From here Tab leads into the page, and assistive technology says where one is.
            self.side_bar.focus_page(place.page)
        # Scrolling to a place needs the page to have its size.
        page.open_at(place)
        self._shown_at = monotonic()

    def begin_watching(self) -> None:
        """Take in results that come into the folder that the trainer has watched, if any."""
        is_wanted = self.desk.look.preferences.watched_folder is not None
        if is_wanted and self.desk.application.is_trainer:
            self._page_of("trainer").begin_watching()

    def _page_of(self, key: str) -> Page:
        page = self._pages.get(key)
        if page is None:
            page = self._pages[key] = build_page(key, self.desk)
            page.run_started.connect(self.run_started)
            page.scenario_started.connect(self.scenario_started)
            page.set_requested.connect(self.set_requested)
            page.place_requested.connect(self.show_place)
            page.restart_requested.connect(self.restart_requested)
            page.learner_changed.connect(self._on_learner_changed)
            page.key_changed.connect(self._on_key_changed)
            page.news_changed.connect(self._on_news_changed)
            self._stack.addWidget(page)
        return page

    def refresh(self) -> None:
        """Show the front page as it is now."""
        if self.page is not None:
            self.page.refresh()
        self._shown_at = monotonic()

    def refresh_if_stale(self) -> None:
        """Do so if the page has stood there for minutes: a new day may have begun meanwhile."""
        if monotonic() - self._shown_at > _STALE_AFTER_S:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the page its room."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        self.side_bar.fit(self.width())

    def offer_return(self, *, is_wanted: bool) -> None:
        """Show the way back to a session that waits in the middle, or take it away."""
        if self._return is None and is_wanted:
            from quizapp.ui.shell.return_strip import ReturnStrip

            self._return = ReturnStrip()
            self._return.return_requested.connect(self.return_requested)
            self._beside.insertWidget(0, self._return)
            # It stands above the page, and would be reached behind all of it.
            self.setTabOrder(self.side_bar.person, self._return.back)
        if self._return is not None:
            self._return.setVisible(is_wanted)

    @Slot()
    def _on_learner_changed(self) -> None:
        learner = self.desk.application.profiles.get(self.desk.learner_id)
        self.side_bar.set_learner_name(learner.name)

    @Slot()
    def _on_key_changed(self) -> None:
        self.side_bar.offer_trainer(is_offered=self.desk.application.is_trainer)

    @Slot(int)
    def _on_news_changed(self, news: int) -> None:
        self.side_bar.tell("trainer", news)

    @Slot(str)
    def _on_page_chosen(self, key: str) -> None:
        self.show_place(Place(page=key))

    @Slot()
    def _on_profile_requested(self) -> None:
        self.show_place(Place(page="settings", part="profile"))

    @Slot(object)
    def _on_job_started(self, job: BackgroundJob) -> None:
        if job.label:
            from quizapp.ui.shell.job_strip import JobStrip

            self._beside.addWidget(JobStrip(job))
