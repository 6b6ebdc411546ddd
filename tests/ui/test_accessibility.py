"""Every page outside a run: names and roles, the keyboard, large text, narrow windows, mirrored."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import Application, StartProblem, closed_backups
from quizapp.storage.problems import ProblemKind
from quizapp.ui.components.buttons import Button, CardButton
from quizapp.ui.components.labels import Label
from quizapp.ui.main_window import MainWindow
from quizapp.ui.pages.start_problem import StartProblemPage
from quizapp.ui.shell.page import Place
from tests.delivery.world import ROOT, give_key
from tests.picture_builder import add_draft, open_draft

PLACES = {
    "today": Place(page="today"),
    "practise": Place(page="practise"),
    "practise-scenarios": Place(page="practise", part="scenarios"),
    "diagrams": Place(page="practise", part="diagrams"),
    "diagram": Place(page="practise", diagram="DG02"),
    "diagram-table": Place(page="practise", diagram="DG05"),
    "progress": Place(page="progress"),
    "progress-judgement": Place(page="progress", part="judgement"),
    "progress-misconceptions": Place(page="progress", part="misconceptions"),
    "sources": Place(page="sources"),
    "trainer-sets": Place(page="trainer", part="sets"),
    "trainer-questions": Place(page="trainer", part="questions"),
    "trainer-cohorts": Place(page="trainer", part="cohorts"),
    "trainer-roster": Place(page="trainer", part="cohorts", subject="group"),
    "trainer-intake": Place(page="trainer", part="intake"),
    "trainer-key": Place(page="trainer", part="key"),
    "settings-look": Place(page="settings", part="look"),
    "settings-study": Place(page="settings", part="study"),
    "settings-profile": Place(page="settings", part="profile"),
    "settings-data": Place(page="settings", part="data"),
    "settings-trainer": Place(page="settings", part="trainer"),
    "settings-about": Place(page="settings", part="about"),
}
START_PAGES = ("name", "picker", "pin", "problem")
BUILDER_SCREENS = {
    "trainer-builder": lambda _page: None,
    "trainer-builder-2": lambda page: page.builder.show_second_step(),
    "trainer-picked": lambda page: page.builder.card.show_picked(),
    "trainer-fill": lambda page: page.builder.fill_requested.emit(),
    "trainer-preview": lambda page: page.builder.preview_requested.emit(""),
}
SCREENS = (*PLACES, *START_PAGES, *BUILDER_SCREENS)
SILENT_ROLES = {QAccessible.Role.NoRole, QAccessible.Role.Client}
Show = Callable[[str], MainWindow]

# What is shown here is shown, and measured, in the tests of what it is part of as well.
pytestmark = pytest.mark.no_cover


@pytest.fixture
def data_folder(studied_folder: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(studied_folder, folder)
    return folder


@pytest.fixture
def learner_id(app: Application) -> str:
    (learner,) = app.profiles.learners()
    return learner.id


@pytest.fixture
def show(
    qtbot: QtBot,
    open_window: Callable[..., MainWindow],
    app: Application,
    learner_id: str,
) -> Show:
    """Shows a screen by its name, for a learner who has answered some questions."""

    def show_one(screen: str) -> MainWindow:
        if screen.startswith("trainer"):
            give_key(app, ROOT)
            app.database.execute("INSERT INTO cohort VALUES ('group', 'A group', '', NULL)")
            people = [("Ada Lind", "7"), ("Lind, Ada", ""), ("Bo", "")]
            app.rosters.add("group", people)
        window = open_window()
        if screen in BUILDER_SCREENS:
            window.show_place(Place(page="trainer", part="sets"))
            page = open_draft(window, add_draft(app, "group"))
            BUILDER_SCREENS[screen](page)
        elif screen in PLACES:
            window.show_place(PLACES[screen])
        elif screen == "name":
            window.ask_name()
        elif screen == "problem":
            problem = StartProblem(ProblemKind.DAMAGED, app.database.path, "what SQLite said")
            window.screens.show_passing(StartProblemPage(problem, closed_backups(app.data_dir)))
        else:
            app.profiles.set_pin(learner_id, "2718")
            window.pick_learner()
            if screen == "pin":
                window.findChild(QPushButton, f"learner-{learner_id}").click()
        qtbot.wait(30)
        return window

    return show_one


def interfaces(window: QWidget) -> Iterator[QAccessibleInterface]:
    """Walk all that assistive technology sees."""
    waiting = [QAccessible.queryAccessibleInterface(window)]
    while waiting:
        found = waiting.pop()
        if found is None or found.state().invisible:
            continue
        yield found
        waiting.extend(found.child(index) for index in range(found.childCount()))


def described(found: QAccessibleInterface) -> str:
    thing = found.object()
    name = thing.objectName() if thing is not None else ""
    return f"{type(thing).__name__} {name!r} ({found.role()})"


def assert_named(window: QWidget) -> None:
    """Make sure that all that takes the focus has a name and a role."""
    focusable = [found for found in interfaces(window) if found.state().focusable]
    assert len(focusable) >= 2
    nameless = [
        described(found) for found in focusable if not found.text(QAccessible.Text.Name).strip()
    ]
    silent = [described(found) for found in focusable if found.role() in SILENT_ROLES]
    assert nameless == []
    assert silent == []


def stops(window: QWidget) -> list[QWidget]:
    """Return what Tab comes to, from the first stop until it comes round again."""
    seen: list[QWidget] = []
    for _press in range(400):
        window.focusNextChild()
        widget = window.focusWidget()
        if widget is None or widget in seen:
            return seen
        seen.append(widget)
    raise AssertionError("Tab never comes round")


@pytest.mark.parametrize("screen", SCREENS)
def test_tab_reaches_every_button_and_every_stop_has_a_name_and_a_role(
    show: Show, screen: str
) -> None:
    window = show(screen)
    assert_named(window)
    window.activateWindow()
    # A table that is entered chooses a row, and what can be done to it is offered from then on.
    stops(window)
    reached = stops(window)
    wanted = [
        button
        for button in window.findChildren(QPushButton)
        if button.isVisible()
        and button.isEnabled()
        and button.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (button.autoExclusive() and button.isCheckable() and not button.isChecked())
    ]
    missed = [button.accessibleName() for button in wanted if button not in reached]
    assert missed == []


def cut_labels(window: QWidget) -> list[str]:
    """Return the texts that have less room than they need."""
    cut = []
    for label in window.findChildren(Label):
        if not label.isVisible() or label._elide or not label.text():
            continue
        if label.wordWrap():
            if label.height() < label.heightForWidth(label.width()) - 1:
                cut.append(label.text())
        elif label.width() < label.sizeHint().width():
            cut.append(label.text())
    return cut


def overhanging(window: MainWindow) -> list[str]:
    """Return the labels and buttons that reach beyond the sides of the page or the window."""
    out = []
    for widget in [*window.findChildren(Label), *window.findChildren(Button)]:
        if not widget.isVisible():
            continue
        left = widget.mapTo(window, QPoint(0, 0)).x()
        if left < 0 or left + widget.width() > window.width():
            out.append(widget.text() or widget.accessibleName())
    pages = [scroll for scroll in window.findChildren(QScrollArea) if scroll.isVisible()]
    wide = [page for page in pages if page.widget().width() > page.width()]
    return out + [f"a page {page.widget().width()} wide" for page in wide]


def wait_for_room(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until nothing is cut; on a busy computer Qt lays out later than at once."""
    qtbot.wait(30)

    def everything_has_its_room() -> None:
        assert cut_labels(window) == []
        assert overhanging(window) == []

    qtbot.waitUntil(everything_has_its_room)


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_is_cut_in_the_smallest_window_with_usual_and_large_text(
    qtbot: QtBot, show: Show, screen: str
) -> None:
    window = show(screen)
    window.resize(960, 640)
    wait_for_room(qtbot, window)
    window._look.change(text_scale=1.5)
    wait_for_room(qtbot, window)


@pytest.mark.parametrize("screen", SCREENS)
def test_pages_are_mirrored_for_languages_read_from_the_right(
    qtbot: QtBot, mirrored: None, show: Show, screen: str
) -> None:
    window = show(screen)
    window.resize(960, 640)
    wait_for_room(qtbot, window)
    today = window.findChild(QPushButton, "nav-today")
    if screen in PLACES:
        assert today.mapTo(window, QPoint(0, 0)).x() > window.width() / 2


@pytest.mark.parametrize("screen", ["today", "progress", "sources", "settings-look"])
def test_pages_follow_a_change_to_dark_at_once(qtbot: QtBot, show: Show, screen: str) -> None:
    window = show(screen)
    light = window.grab().toImage()
    window._look.change(appearance="dark")
    qtbot.wait(30)
    dark = window.grab().toImage()
    for x, y in ((600, 830), (100, 600)):
        assert light.pixelColor(x, y).lightness() > 200
        assert dark.pixelColor(x, y).lightness() < 60


def test_a_topic_is_told_with_its_figures(show: Show) -> None:
    window = show("today")
    card = next(
        card for card in window.findChildren(CardButton) if "Overdose" in card.accessibleName()
    )
    assert card.accessibleName() == "Practise Overdose response"
    assert card.accessibleDescription().startswith("Mastery ")
    assert "questions" in card.accessibleDescription()


def test_a_page_needs_no_mouse_from_start_to_answer(
    qtbot: QtBot, show: Show, data_folder: Path
) -> None:
    window = show("practise")
    start = window.findChild(QPushButton, "start")
    window.activateWindow()
    assert start in stops(window)
    start.setFocus()
    shell = window.screen_shown
    qtbot.keyClick(start, Qt.Key.Key_Space)
    assert window.screen_shown is not shell
