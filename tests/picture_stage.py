"""The stage of the pictures: a window on prepared data, in one of the variants."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from quizapp.application.preferences import FILE_NAME, Preferences, PreferencesFile
from quizapp.bootstrap import Application, Environment, open_application
from quizapp.domain.attempts import Mode, QuizSpec
from quizapp.domain.items import Item
from quizapp.ui.answers.option_list import Tile
from quizapp.ui.components.choices import Segmented
from quizapp.ui.main_window import MainWindow
from quizapp.ui.shell.look import Look
from quizapp.ui.shell.page import Place
from quizapp.ui.window_state import WindowState
from tests.colour_vision import seen_without_green

NOW = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
SETTLE_MS = 60
_PLAIN = Preferences(reduce_motion=True)


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to draw a screen; sizes in pixels.

    Attributes:
        without_green: whether it is drawn as seen by somebody who cannot tell red from green.
    """

    name: str
    preferences: Preferences = _PLAIN
    size: tuple[int, int] = (1280, 840)
    is_mirrored: bool = False
    without_green: bool = False


VARIANTS = (
    Variant("light"),
    Variant("dark", replace(_PLAIN, appearance="dark")),
    Variant("150", replace(_PLAIN, text_scale=1.5)),
    Variant("small", size=(960, 640)),
    Variant("small-150", replace(_PLAIN, text_scale=1.5), size=(960, 640)),
    Variant("rtl", is_mirrored=True),
    Variant("contrast", replace(_PLAIN, more_contrast=True)),
    Variant("no-green", without_green=True),
    Variant(
        "no-green-dark",
        replace(_PLAIN, appearance="dark"),
        without_green=True,
    ),
)


class Stage:
    """A window on a copy of one of the prepared data folders."""

    def __init__(self, folder: Path, variant: Variant) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.variant = variant
        file = PreferencesFile(folder / FILE_NAME)
        last = file.read().last_learner
        file.write(replace(variant.preferences, last_learner=last))
        directions = Qt.LayoutDirection
        app.setLayoutDirection(
            directions.RightToLeft if variant.is_mirrored else directions.LeftToRight
        )
        environment = Environment(now=lambda: NOW, zone=UTC, new_seed=lambda: 7)
        self.look = Look(app, file)
        self.window = MainWindow(
            partial(open_application, folder, environment=environment),
            self.look,
            WindowState(folder / "window.ini"),
            is_demo=True,
        )
        # The work of the day would go on behind pictures that are long drawn.
        self.window._keep_house = lambda: None  # type: ignore[method-assign]
        self.window.resize(*variant.size)
        self.window.begin()
        self.window.show()
        QTest.qWait(SETTLE_MS)

    def close(self) -> None:
        """Close the window and let Qt take it apart."""
        self.window.close()
        self.window.deleteLater()
        self.look.deleteLater()
        QTest.qWait(5)

    def enter(self) -> Application:
        """Go past the question who is learning, and return the application."""
        application = self.window._application
        assert application is not None
        self.window.enter(application.profiles.learners()[0].id)
        QTest.qWait(SETTLE_MS)
        return application

    def show(self, page: str, **where: str) -> None:
        """Show a page."""
        self.enter()
        self.window.show_place(Place(page=page, **where))
        QTest.qWait(SETTLE_MS)

    def tab(self, index: int) -> None:
        """Choose a tab of the page in front."""
        tabs = self.window.findChild(Segmented, "tabs")
        assert isinstance(tabs, Segmented)
        tabs.button(index).click()
        QTest.qWait(SETTLE_MS)

    def ask(self, application: Application, *items: Item, mode: Mode = Mode.LEARN) -> None:
        """Start a run through some items."""
        learner = application.profiles.learners()[0].id
        spec = QuizSpec(items=tuple(item.id for item in items), length=None, mode=mode)
        self.window.workplace.shell.run_started.emit(application.practice.start(learner, spec))
        QTest.qWait(SETTLE_MS)

    def choose(self, *ids: str) -> None:
        """Choose options by id, step by step, in the order of the item's sets."""
        item = self.item()
        chosen = {option.text for one in item.option_sets for option in one if option.id in ids}
        for _step in item.option_sets:
            for tile in self.window.findChildren(Tile):
                if tile.isVisible() and tile.text() in chosen and not tile.isChecked():
                    tile.click()
            QTest.qWait(10)

    def item(self) -> Item:
        """Return the item that is asked."""
        question = self.window.workplace.session().page._session.question()
        assert question is not None
        return question.item

    def press(self, key: Qt.Key) -> None:
        """Press a key."""
        page = self.window.screen_shown
        assert page is not None
        QTest.keyClick(page.focusWidget() or page, key)
        QTest.qWait(SETTLE_MS)

    def save(self, path: Path) -> None:
        """Draw the dialog in front, or the window."""
        image = (QApplication.activeModalWidget() or self.window).grab().toImage()
        if self.variant.without_green:
            image = seen_without_green(image)
        image.save(str(path))
