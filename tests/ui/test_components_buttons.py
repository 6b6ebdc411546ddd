"""Buttons say what they do, keep their size while busy, and show where the keyboard is."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QEnterEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from quizapp.ui.components.buttons import Button, CardButton
from quizapp.ui.components.focus import FocusRing, FocusVisible
from quizapp.ui.components.inputs import TextField
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import ScrollPage, column, row
from quizapp.ui.components.motion import Transition
from quizapp.ui.theme import theme

KINDS = ["primary", "default", "ghost", "nav", "danger"]


def role_and_name(widget: QWidget) -> tuple[QAccessible.Role, str]:
    face = QAccessible.queryAccessibleInterface(widget)
    return face.role(), face.text(QAccessible.Text.Name)


@pytest.mark.parametrize("kind", KINDS)
def test_a_button_has_a_role_and_a_name(qtbot: QtBot, kind: str) -> None:
    button = Button("Start review", kind, icon="play")  # type: ignore[arg-type]
    qtbot.addWidget(button)
    role, name = role_and_name(button)
    wanted = QAccessible.Role.RadioButton if kind == "nav" else QAccessible.Role.Button
    assert (role, name) == (wanted, "Start review")


def test_an_icon_alone_has_a_name(qtbot: QtBot) -> None:
    button = Button(kind="ghost", icon="x", name="Leave this session")
    qtbot.addWidget(button)
    assert role_and_name(button)[1] == "Leave this session"
    assert button.sizeHint().width() == button.sizeHint().height() == 36


def test_an_ampersand_in_a_text_is_no_shortcut(qtbot: QtBot) -> None:
    button = Button("Law & order")
    qtbot.addWidget(button)
    assert button.shortcut().isEmpty()
    assert button.text() == "Law & order"
    assert role_and_name(button)[1] == "Law & order"


@pytest.mark.parametrize(
    ("kind", "ground"), [("primary", "accent"), ("default", "surface"), ("danger", "bad")]
)
def test_a_kind_has_its_ground(qtbot: QtBot, kind: str, ground: str) -> None:
    button = Button("Start", kind)  # type: ignore[arg-type]
    qtbot.addWidget(button)
    button.resize(120, 36)
    assert button.grab().toImage().pixelColor(8, 18) == theme.color(ground)
    button.setEnabled(False)
    assert button.grab().toImage().pixelColor(8, 18) == theme.color("sunken")


def test_the_pointer_changes_the_ground(qtbot: QtBot) -> None:
    button = Button("Start", "primary")
    qtbot.addWidget(button)
    button.resize(120, 36)
    here = QPointF(5, 5)
    QApplication.sendEvent(button, QEnterEvent(here, here, here))
    assert button.grab().toImage().pixelColor(8, 18) == theme.color("accent_hover")
    QApplication.sendEvent(button, QEvent(QEvent.Type.Leave))
    assert button.grab().toImage().pixelColor(8, 18) == theme.color("accent")
    button.setDown(True)
    assert button.grab().toImage().pixelColor(8, 18) == theme.color("accent_press")


def test_a_ghost_has_no_ground_until_the_pointer_comes(qtbot: QtBot) -> None:
    button = Button("Quick 5", "ghost")
    qtbot.addWidget(button)
    button.resize(120, 36)
    bare = button.grab().toImage().pixelColor(4, 18)
    here = QPointF(5, 5)
    QApplication.sendEvent(button, QEnterEvent(here, here, here))
    assert button.grab().toImage().pixelColor(4, 18) == theme.color("sunken") != bare


def test_a_chosen_place_in_the_side_bar_stands_out(qtbot: QtBot) -> None:
    bar = QWidget()
    qtbot.addWidget(bar)
    today, practise = Button("Today", "nav", icon="house"), Button("Practise", "nav")
    bar.setLayout(column(today, practise))
    bar.resize(220, 100)
    today.click()
    practise.click()
    assert not today.isChecked()
    assert practise.grab().toImage().pixelColor(8, 18) == theme.color("accent_soft")


def test_a_busy_button_keeps_its_width_and_cannot_be_pressed(qtbot: QtBot) -> None:
    button = Button("Save all of my answers", "primary")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    width = button.width()
    button.set_busy("Saving…")
    assert not button.isEnabled()
    assert role_and_name(button)[1] == "Saving…"
    assert button.minimumWidth() == width
    button.set_busy("Saving…")
    button.set_busy(None)
    assert button.isEnabled()
    assert role_and_name(button)[1] == "Save all of my answers"


@pytest.mark.parametrize("moves_on", [False, True])
def test_the_keyboard_comes_back_to_a_button_that_was_busy(qtbot: QtBot, *, moves_on: bool) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button, after, last = Button("Save"), Button("Close"), Button("Help")
    window.setLayout(row(button, after, last))
    window.show()
    button.setFocus()
    button.set_busy("Saving…")
    assert window.focusWidget() is after
    if moves_on:
        last.setFocus()
    button.set_busy(None)
    assert window.focusWidget() is (last if moves_on else button)


def test_a_button_that_was_off_stays_off_after_being_busy(qtbot: QtBot) -> None:
    button = Button("Save")
    qtbot.addWidget(button)
    button.setEnabled(False)
    button.set_busy("Saving…")
    button.set_busy(None)
    assert not button.isEnabled()


def test_a_button_is_never_narrower_than_its_text(qtbot: QtBot, look: Callable[..., None]) -> None:
    button = Button("Practise the two misses", icon="rotate-ccw", large=True)
    qtbot.addWidget(button)
    narrow = button.minimumSizeHint()
    look(scale=1.5)
    assert button.minimumSizeHint().width() > narrow.width() * 1.4
    assert button.minimumSizeHint().height() == 63
    button.setText("Done")
    button.set_icon(None)
    assert button.minimumSizeHint().width() < narrow.width()


def test_a_button_can_become_another(qtbot: QtBot) -> None:
    button = Button("Next")
    qtbot.addWidget(button)
    button.resize(120, 36)
    button.set_kind("primary")
    button.set_name("Next question")
    assert button.grab().toImage().pixelColor(8, 18) == theme.color("accent")
    assert role_and_name(button)[1] == "Next question"


def test_an_arrow_after_the_text_stands_at_its_end(qtbot: QtBot) -> None:
    button = Button("Next", "primary", icon="arrow-right", trailing_icon=True)
    qtbot.addWidget(button)
    button.resize(200, 36)
    image = button.grab().toImage()
    ground = theme.color("accent")
    ink = [x for x in range(20, 180) if image.pixelColor(x, 18) != ground]
    assert set(range(max(ink) - 10, max(ink))) <= set(ink), "the last thing is the arrow's shaft"
    assert min(ink) < max(ink) - 40, "the text stands before it"


def test_a_menu_gets_an_arrow_and_room_for_it(qtbot: QtBot) -> None:
    button = Button("Export")
    qtbot.addWidget(button)
    bare = button.sizeHint().width()
    with_menu = Button("Export")
    qtbot.addWidget(with_menu)
    with_menu.setMenu(QMenu(with_menu))
    with_menu.resize(with_menu.sizeHint())
    with_menu.grab()
    assert with_menu.sizeHint().width() == bare + 20


def test_the_icon_changes_sides_when_mirrored(qtbot: QtBot, mirrored: None) -> None:
    button = Button("Today", "nav", icon="house")
    qtbot.addWidget(button)
    button.resize(220, 36)
    image = button.grab().toImage()
    ground = image.pixelColor(2, 2)
    icon = [x for x in range(180, 212) if image.pixelColor(x, 20) != ground]
    assert icon, "the icon stands at the right end"
    assert not [x for x in range(40) if image.pixelColor(x, 20) != ground]


def test_a_card_can_be_one_button(qtbot: QtBot) -> None:
    label = Label("Receptor mechanisms " * 6, wrap=True)
    card = CardButton(column(label), "Practise receptor mechanisms", description="3 due")
    qtbot.addWidget(card)
    card.resize(300, card.heightForWidth(300))
    card.show()
    assert role_and_name(card) == (QAccessible.Role.Button, "Practise receptor mechanisms")
    assert card.heightForWidth(200) > card.heightForWidth(300)
    with qtbot.waitSignal(card.clicked):
        qtbot.mouseClick(label, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    card.set_name("Review", "none due")
    assert card.accessibleDescription() == "none due"


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> Iterator[tuple[ScrollPage, list[Button], TextField]]:
    """Two buttons and a field on a page, with the focus ring at work."""
    watcher = FocusVisible(qapp)
    buttons = [Button("First"), Button("Second")]
    field = TextField(name="Name")
    page = ScrollPage(column(*buttons, field, None))
    page.resize(400, 300)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    field.setFocus(Qt.FocusReason.MouseFocusReason)
    yield page, buttons, field
    page.close()
    page.deleteLater()
    qapp.focusChanged.disconnect(watcher._on_focus_changed)


def ring_of(page: QWidget) -> FocusRing | None:
    rings = [ring for ring in page.findChildren(FocusRing) if ring.isVisible()]
    return rings[0] if rings else None


Page = tuple[ScrollPage, list[Button], TextField]


def test_the_focus_ring_lies_outside_the_widget_with_the_focus(qtbot: QtBot, page: Page) -> None:
    window, buttons, _field = page
    buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    ring = ring_of(window)
    assert ring is not None
    inner = buttons[0].rect().translated(buttons[0].mapTo(ring.parentWidget(), QPoint(0, 0)))
    assert ring.geometry().adjusted(4, 4, -4, -4) == inner
    assert ring.grab().toImage().pixelColor(ring.width() // 2, 0) == theme.color("focus")


def test_the_focus_ring_follows_the_tab_key(qtbot: QtBot, page: Page) -> None:
    window, buttons, field = page
    buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(buttons[0], Qt.Key.Key_Tab)
    ring = ring_of(window)
    assert ring is not None
    assert ring.geometry().center().y() > buttons[0].geometry().bottom()
    qtbot.keyClick(buttons[1], Qt.Key.Key_Tab)
    assert field.hasFocus()
    assert ring_of(window) is None, "a field shows the focus by its edge"


def test_what_the_keyboard_comes_to_from_outside_is_scrolled_into_sight(
    qtbot: QtBot, page: Page
) -> None:
    window, buttons, field = page
    field.setMinimumHeight(900)
    field.parentWidget().setMinimumHeight(1200)
    qtbot.wait(10)
    window.verticalScrollBar().setValue(800)
    assert buttons[0].visibleRegion().isEmpty()
    buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: not buttons[0].visibleRegion().isEmpty())


def test_the_first_press_of_tab_shows_the_ring(
    qtbot: QtBot, qapp: QApplication, page: Page
) -> None:
    _window, buttons, _field = page
    buttons[0].setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    late = FocusVisible(qapp)
    qtbot.keyClick(buttons[0], Qt.Key.Key_Tab)
    assert late._ring is not None
    assert late._ring.isVisible()
    qapp.focusChanged.disconnect(late._on_focus_changed)


def test_the_mouse_shows_no_focus_ring(qtbot: QtBot, page: Page) -> None:
    window, buttons, _field = page
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    buttons[0].setFocus(Qt.FocusReason.MouseFocusReason)
    assert ring_of(window) is None


def test_the_focus_ring_goes_when_the_mouse_is_used(qtbot: QtBot, page: Page) -> None:
    window, buttons, _field = page
    buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.mousePress(buttons[0], Qt.MouseButton.LeftButton)
    assert ring_of(window) is None


def test_the_focus_ring_moves_along_with_its_widget(qtbot: QtBot, page: Page) -> None:
    window, buttons, _field = page
    buttons[1].setFocus(Qt.FocusReason.TabFocusReason)
    ring = ring_of(window)
    assert ring is not None
    before = ring.y()
    buttons[0].hide()
    qtbot.waitUntil(lambda: ring.y() < before)


def test_a_page_may_go_while_the_ring_lies_on_it(qtbot: QtBot, page: Page) -> None:
    window, buttons, _field = page
    buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    window.set_content(column(Button("Third")))
    qtbot.waitUntil(lambda: len(window.findChildren(Button)) == 1)
    third = window.findChild(Button)
    third.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring_of(window) is not None


def test_a_transition_ends_at_its_target(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    move = Transition(widget, 40)
    monkeypatch.setattr(theme, "_still", False)
    move.go_to(1.0)
    assert move.value < 1.0
    qtbot.waitUntil(lambda: move.value == 1.0)
    monkeypatch.setattr(theme, "_still", True)
    move.go_to(0.0)
    assert move.value == 0.0


def test_parts_leave_nothing_behind_that_a_new_look_would_trip_over(
    look: Callable[..., None], qapp: QApplication
) -> None:
    for _turn in range(3):
        page = ScrollPage(column(Button("One", icon="x"), CardButton(column(Label("x")), "Card")))
        page.show()
        page.close()
        del page
        gc.collect()
        look(dark=True)
        qapp.processEvents()
