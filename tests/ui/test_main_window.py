"""The window: what comes first, pages and sessions, keys, closing and coming back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMargins, QSize, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import Application
from quizapp.domain.attempts import QuizSpec
from quizapp.ui.answers.option_list import Tile
from quizapp.ui.background import BackgroundJob, JobProgress
from quizapp.ui.components.focus import FocusRing, FocusVisible
from quizapp.ui.components.labels import Label
from quizapp.ui.components.pills import KeyHint
from quizapp.ui.components.toast import Toast
from quizapp.ui.main_window import MainWindow
from quizapp.ui.pages.first_start import FirstStartPage
from quizapp.ui.pages.profiles import ProfilesPage
from quizapp.ui.session.page import SessionPage
from quizapp.ui.shell.browse import BrowseShell
from quizapp.ui.shell.job_strip import JobStrip
from quizapp.ui.shell.page import Place
from quizapp.ui.shortcuts import show_sheet
from quizapp.ui.theme import theme
from quizapp.ui.window_state import WindowState

CTRL = Qt.KeyboardModifier.ControlModifier


def shell(window: MainWindow) -> BrowseShell:
    shown = window.screen_shown
    assert isinstance(shown, BrowseShell)
    return shown


def page_name(window: MainWindow) -> str:
    return type(shell(window).page).__name__


def press(qtbot: QtBot, window: MainWindow, name: str) -> None:
    button = window.findChild(QPushButton, name)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_single_learner_comes_straight_to_today(window: MainWindow) -> None:
    assert page_name(window) == "TodayPage"


def test_of_several_learners_it_asks_who_it_is(
    open_window: Callable[..., MainWindow], app: Application
) -> None:
    app.profiles.create("Maya")
    app.profiles.create("Jonas")
    assert isinstance(open_window().screen_shown, ProfilesPage)


def test_a_pin_is_asked_for_even_of_a_single_learner(
    open_window: Callable[..., MainWindow], app: Application
) -> None:
    app.profiles.set_pin(app.profiles.create("Maya").id, "2718")
    assert isinstance(open_window().screen_shown, ProfilesPage)


@pytest.mark.parametrize(
    ("key", "page"),
    [
        (Qt.Key.Key_2, "PractisePage"),
        (Qt.Key.Key_3, "ProgressPage"),
        (Qt.Key.Key_4, "SourcesPage"),
        (Qt.Key.Key_Comma, "SettingsPage"),
    ],
)
def test_a_page_has_a_key_and_ctrl_1_leads_back(
    qtbot: QtBot, window: MainWindow, key: Qt.Key, page: str
) -> None:
    qtbot.keyClick(window, key, CTRL)
    assert page_name(window) == page
    qtbot.keyClick(window, Qt.Key.Key_1, CTRL)
    assert page_name(window) == "TodayPage"


def test_pages_are_built_when_they_are_first_shown_and_kept(
    qtbot: QtBot, window: MainWindow
) -> None:
    pages = shell(window)._pages
    assert list(pages) == ["today"]
    press(qtbot, window, "nav-practise")
    practise = pages["practise"]
    press(qtbot, window, "nav-today")
    press(qtbot, window, "nav-practise")
    assert shell(window).page is practise


def test_ctrl_plus_minus_and_0_change_the_text(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Plus, CTRL)
    assert theme.scale == 1.1
    qtbot.keyClick(window, Qt.Key.Key_Minus, CTRL)
    qtbot.keyClick(window, Qt.Key.Key_Minus, CTRL)
    assert theme.scale == 0.9
    qtbot.keyClick(window, Qt.Key.Key_Minus, CTRL)
    assert theme.scale == 0.9
    qtbot.keyClick(window, Qt.Key.Key_0, CTRL)
    assert theme.scale == 1.0


def test_question_mark_shows_all_keys_unless_single_keys_are_off(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDialog, "exec", lambda dialog: shown.append(dialog.windowTitle()) or 0)
    qtbot.keyClick(window, Qt.Key.Key_Question)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    window._look.change(single_keys=False)
    qtbot.keyClick(window, Qt.Key.Key_Question)
    assert shown == ["Keys", "Keys"]


def test_a_run_takes_the_place_of_the_pages_and_leads_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    press(qtbot, window, "hero-first")
    session = window.screen_shown
    assert isinstance(session, SessionPage)
    qtbot.keyClick(window, Qt.Key.Key_3, CTRL)
    assert window.screen_shown is session
    qtbot.keyClick(session, Qt.Key.Key_Escape)
    texts = [label.text() for label in shell(window).findChildren(Label)]
    assert "Continue where you left off (0 of 5)" in texts


def test_a_source_is_looked_up_in_the_middle_with_a_way_back(
    qtbot: QtBot, window: MainWindow, app: Application
) -> None:
    press(qtbot, window, "hero-first")
    session = window.screen_shown
    assert isinstance(session, SessionPage)
    view = app.sources.documents()[0]
    session.show_source_requested.emit(view.document.id, view.passages[-1].claim_id)
    assert page_name(window) == "SourcesPage"
    assert window.findChild(QScrollArea, "paraphrases").verticalScrollBar().value() > 0
    press(qtbot, window, "back-to-session")
    assert window.screen_shown is session


def test_a_diagram_is_explored_in_the_middle_of_a_run_with_a_way_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    press(qtbot, window, "hero-first")
    session = window.screen_shown
    assert isinstance(session, SessionPage)
    session.diagram_requested.emit("DG06")
    assert page_name(window) == "PractisePage"
    title = window.findChild(Label, "diagram-title")
    assert title is not None
    assert title.text() == "Overdose response steps"
    press(qtbot, window, "back-to-session")
    assert window.screen_shown is session


def test_tab_reaches_the_way_back_before_the_page_below_it(
    qtbot: QtBot, window: MainWindow
) -> None:
    for key in (Qt.Key.Key_2, Qt.Key.Key_1):
        qtbot.keyClick(window, key, CTRL)
    press(qtbot, window, "hero-first")
    session = window.screen_shown
    assert isinstance(session, SessionPage)
    session.diagram_requested.emit("DG06")
    person = window.findChild(QWidget, "person")
    assert person is not None
    person.setFocus()
    qtbot.keyClick(person, Qt.Key.Key_Tab)
    reached = window.focusWidget()
    assert reached is not None
    assert reached.objectName() == "back-to-session"


def test_misses_are_practised_in_a_new_run(
    qtbot: QtBot, window: MainWindow, app: Application, learner_id: str
) -> None:
    press(qtbot, window, "hero-first")
    session = window.screen_shown
    assert isinstance(session, SessionPage)
    first = app.practice.today(learner_id).open_run
    items = app.sources.items(("rm-001", "rm-002"))
    session.practise_requested.emit(tuple(item.id for item in items))
    second = app.practice.today(learner_id).open_run
    assert first is not None
    assert second is not None
    assert second.attempt_id != first.attempt_id
    assert second.total == len(items)


def test_closing_in_the_middle_keeps_the_answers_and_the_time(
    qtbot: QtBot,
    window: MainWindow,
    open_window: Callable[..., MainWindow],
    study: Callable[..., str],
) -> None:
    attempt_id = study(True, False, spec=QuizSpec(length=5))
    shell(window).run_started.emit(attempt_id)
    session = window.screen_shown
    assert isinstance(session, SessionPage)
    qtbot.waitUntil(lambda: session.clock.elapsed_ms >= 5)
    window.close()
    again = open_window()
    texts = [label.text() for label in shell(again).findChildren(Label)]
    assert "Continue where you left off (2 of 5)" in texts
    assert again._application is not None
    question = again._application.sessions.open(attempt_id)
    assert question._attempt.active_ms >= 5


def test_the_window_comes_back_where_it_was(
    open_window: Callable[..., MainWindow], learner_id: str
) -> None:
    first = open_window(width=970, height=702)
    first.close()
    second = open_window(width=1200, height=840)
    second._state.restore(second)
    # The screen that tests draw on is too narrow for more.
    assert second.size() == QSize(960, 702)


def test_a_spoilt_window_file_gives_the_first_size(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    spoilt = tmp_path / "spoilt.ini"
    spoilt.write_text("[window]\ngeometry=nonsense\n")
    WindowState(spoilt).restore(window)
    assert window.minimumSize() == QSize(960, 640)
    assert window.width() >= 960
    # The title bar has to have room on the screen, too.
    assert window.height() <= window.screen().availableGeometry().height() - 24


def test_the_first_question_of_a_run_started_by_key_has_the_focus_ring(
    qtbot: QtBot, qapp: QApplication, window: MainWindow, learner_id: str
) -> None:
    watcher = FocusVisible(qapp)
    window.enter(learner_id)
    start = window.findChild(QPushButton, "hero-first")
    start.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(start, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: isinstance(window.focusWidget(), Tile))
    QApplication.processEvents()
    rings = [ring for ring in window.findChildren(FocusRing) if ring.isVisible()]
    qapp.focusChanged.disconnect(watcher._on_focus_changed)
    tile = window.focusWidget()
    assert [ring.size() for ring in rings] == [tile.size().grownBy(QMargins(4, 4, 4, 4))]


def test_the_side_bar_becomes_icons_where_words_leave_no_room(
    open_window: Callable[..., MainWindow], learner_id: str, look: Callable[..., None]
) -> None:
    window = open_window(width=960, height=640)
    assert not shell(window).side_bar.is_narrow
    look(scale=1.5)
    window.resize(961, 640)
    QApplication.processEvents()
    assert shell(window).side_bar.is_narrow
    today = window.findChild(QPushButton, "nav-today")
    assert today is not None
    assert today.accessibleName() == "Today"
    assert today.toolTip() == "Today"


def test_long_work_shows_a_strip_only_after_half_a_second(qtbot: QtBot, window: MainWindow) -> None:
    assert window._jobs is not None
    job = window._jobs.start(lambda _app, _control: None, "Exporting your data")
    strip = window.findChild(JobStrip)
    assert strip is not None
    assert not strip.isVisible()
    with qtbot.waitSignal(job.ended):
        pass
    assert not strip.isVisible()


def test_the_work_of_the_day_is_done_after_the_first_paint(
    qtbot: QtBot, window: MainWindow, data_folder: Path
) -> None:
    backups = data_folder / "backups"
    qtbot.waitUntil(lambda: len(list(backups.glob("*-daily.db"))) == 1)
    house = window._housekeeping
    qtbot.waitUntil(lambda: house is not None and house.are_banks_ready)
    qtbot.waitUntil(lambda: window.workplace is not None and window.workplace._session is not None)


def test_a_page_that_stood_for_long_is_fresh_when_one_comes_back(
    qtbot: QtBot,
    qapp: QApplication,
    window: MainWindow,
    study: Callable[..., str],
    app: Application,
    learner_id: str,
) -> None:
    def come_back() -> None:
        qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)

    qtbot.waitUntil(lambda: window._keys is not None)
    study(True, spec=QuizSpec(length=5))
    app.practice.end_open_run(learner_id)
    texts = [label.text() for label in shell(window).findChildren(Label)]
    assert "Try 5 questions" in texts
    come_back()
    assert "Try 5 questions" in [label.text() for label in shell(window).findChildren(Label)]
    shell(window)._shown_at -= 3600
    come_back()
    texts = [label.text() for label in shell(window).findChildren(Label)]
    assert "You are up to date" in texts


def test_the_profile_menu_leads_to_the_profile(qtbot: QtBot, window: MainWindow) -> None:
    shell(window).side_bar.profile_requested.emit()
    assert page_name(window) == "SettingsPage"
    set_pin = window.findChild(QPushButton, "set-pin")
    assert set_pin is not None
    assert set_pin.isVisible()


def test_another_learner_can_be_added_and_switched_to(
    qtbot: QtBot, window: MainWindow, app: Application
) -> None:
    shell(window).side_bar.profiles_requested.emit()
    page = window.screen_shown
    assert isinstance(page, ProfilesPage)
    page.cancelled.emit()
    assert page_name(window) == "TodayPage"
    other = app.profiles.create("Jonas")
    window.enter(other.id)
    person = shell(window).findChild(QPushButton, "person")
    assert person is not None
    assert person.accessibleName() == "Jonas, profile menu"
    assert app.preferences.read().last_learner == other.id


def test_a_place_is_not_shown_over_a_start_page(
    open_window: Callable[..., MainWindow], tmp_path: Path
) -> None:
    window = open_window(tmp_path / "fresh")
    before = window.screen_shown
    window.show_place(Place(page="settings"))
    assert window.screen_shown is before


def test_the_person_opens_the_menu_of_profiles(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMenu, "popup", lambda _menu, _at: None)
    press(qtbot, window, "person")
    menu = window.findChild(QMenu)
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Switch learner…",
        "New learner…",
        "Your profile",
    ]
    with qtbot.waitSignal(shell(window).side_bar.new_learner_requested):
        menu.actions()[1].trigger()


def test_tab_goes_through_practise_from_the_topics_to_start(
    qtbot: QtBot, window: MainWindow, learner_id: str
) -> None:
    window.enter(learner_id)
    for _time in range(2):
        qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
        QApplication.processEvents()
    passed = []
    for _press in range(36):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        passed.append(window.focusWidget().objectName().split("-")[0])
    # The tabs of Practise come before what is on them.
    after = passed[passed.index("person") + 2 :]
    assert after[:9] == ["topic"] * 8 + ["include"]
    assert after.index("start") > after.index("include")


def test_the_sheet_lists_every_key(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QDialog] = []
    monkeypatch.setattr(QDialog, "exec", lambda dialog: shown.append(dialog) or 0)
    show_sheet(window)
    hints = [hint.text() for hint in shown[0].findChildren(KeyHint)]
    assert {"Ctrl+1", "Ctrl+,", "F1", "M", "W", "Enter"} <= set(hints)


def test_the_sheet_of_keys_is_scrolled_by_key(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QDialog] = []
    monkeypatch.setattr(QDialog, "exec", lambda dialog: shown.append(dialog) or 0)
    show_sheet(window)
    shown[0].show()
    sheet = shown[0].focusWidget()
    assert isinstance(sheet, QScrollArea)
    assert sheet.accessibleName() == "All keys"
    qtbot.keyClick(sheet, Qt.Key.Key_PageDown)
    assert sheet.verticalScrollBar().value() > 0
    shown[0].close()


def test_misses_that_are_gone_are_said_and_the_session_stays(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("quizapp.ui.dialogs.show_error", lambda _p, text, _hint: said.append(text))
    press(qtbot, window, "hero-first")
    session = window.screen_shown
    assert isinstance(session, SessionPage)
    session.practise_requested.emit(("no-such-item",))
    assert said == ["No question fits what you chose."]
    assert window.screen_shown is session


def test_a_back_up_that_fails_is_said_but_does_not_stop_anyone(
    qtbot: QtBot, open_window: Callable[..., MainWindow], learner_id: str, data_folder: Path
) -> None:
    (data_folder / "backups").write_text("a file where the folder should be")
    window = open_window()
    qtbot.waitUntil(lambda: bool(window.findChildren(Toast)))
    assert window.findChildren(Toast)[0].accessibleName().startswith("The back-up could not be")
    assert page_name(window) == "TodayPage"


def test_the_window_begins_anew_after_a_learner_is_gone(
    qtbot: QtBot, window: MainWindow, learner_id: str, app: Application
) -> None:
    app.profiles.delete(learner_id)
    shell(window).restart_requested.emit()
    assert isinstance(window.screen_shown, FirstStartPage)


def test_progress_of_long_work_is_counted(qtbot: QtBot, window: MainWindow) -> None:
    job = BackgroundJob("Exporting your data")
    strip = JobStrip(job)
    qtbot.addWidget(strip)
    job.progressed.emit(JobProgress(3, 12))
    assert strip._bar.share == 0.25
    assert strip._count.text() == "3 of 12"
