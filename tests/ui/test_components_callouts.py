"""Verdicts, what sources say, safety wording, short messages, and the meters of progress."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QEnterEvent, QFocusEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from quizapp.ui.components import toast as toasts
from quizapp.ui.components.callouts import (
    EMERGENCY_LINE,
    Banner,
    HintCard,
    QuoteCard,
    SafetyCard,
)
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import column
from quizapp.ui.components.meters import Bar, Ring, SegmentBar, WeekDots
from quizapp.ui.components.toast import Toast, show_toast
from quizapp.ui.theme import theme


def visible_texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(Label) if label.isVisibleTo(widget)]


def test_a_verdict_has_words_an_icon_and_its_ground(qtbot: QtBot) -> None:
    banner = Banner("bad", "Not quite", "It comes back tomorrow")
    qtbot.addWidget(banner)
    banner.resize(300, 80)
    assert banner.sentence() == "Not quite. It comes back tomorrow"
    assert banner.grab().toImage().pixelColor(150, 4) == theme.color("bad_soft")
    banner.set_content("ok", "Right")
    assert banner.sentence() == banner.accessibleName() == "Right"
    assert banner.grab().toImage().pixelColor(150, 4) == theme.color("ok_soft")


def test_a_quote_card_shows_our_words_in_the_voice_of_the_app(qtbot: QtBot) -> None:
    card = QuoteCard()
    qtbot.addWidget(card)
    card.set_paraphrase("The antidote acts elsewhere.", "Article 1 · Overdose")
    assert "The antidote acts elsewhere." in visible_texts(card)
    assert "Article 1 · Overdose" in visible_texts(card)
    fonts = {label.font().families()[0] for label in card.findChildren(Label) if label.text()}
    assert fonts == {"Inter"}
    assert not card._show.isVisibleTo(card)


def test_a_quote_card_shows_a_passage_in_the_voice_of_the_source(qtbot: QtBot) -> None:
    card = QuoteCard()
    qtbot.addWidget(card)
    card.set_paraphrase("In our words.", "Article 1")
    card.set_passage("A passage", "Article 1")
    texts = visible_texts(card)
    assert "“A passage”" in texts
    assert "In our words." not in texts
    passage = next(label for label in card.findChildren(Label) if label.text() == "“A passage”")
    assert passage.font().families()[0] == "Source Serif 4"


def test_a_quote_card_leads_to_its_source(qtbot: QtBot) -> None:
    card = QuoteCard()
    qtbot.addWidget(card)
    card.set_paraphrase("In our words.", "Article 1", can_show=True)
    with qtbot.waitSignal(card.show_in_source_requested):
        card._show.click()
    assert card._show.accessibleDescription() == "Article 1"


def test_safety_wording_stands_with_the_fixed_line(qtbot: QtBot) -> None:
    card = SafetyCard(["Call for help first."])
    qtbot.addWidget(card)
    assert set(visible_texts(card)) == {"Safety", "Call for help first.", EMERGENCY_LINE}
    card.set_wordings(["Watch the breathing.", "Stay with them."])
    assert {"Watch the breathing.", "Stay with them."} < set(visible_texts(card))


def test_a_safety_card_without_wording_is_not_there(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    card = SafetyCard()
    card.set_wordings(["Call for help first."])
    assert not card.isVisible(), "without a parent it would be a window of its own"
    host.setLayout(column(card))
    host.show()
    assert card.isVisible()
    card.set_wordings([])
    assert not card.isVisible()
    card.set_wordings(["Call for help first."])
    assert card.isVisible()


def test_a_hint_says_one_thing(qtbot: QtBot) -> None:
    hint = HintCard("triangle-alert", "Look at question 3", "The wording may be the problem.")
    qtbot.addWidget(hint)
    hint.set_content("lightbulb", "Take a break", "You have done a lot today.")
    assert visible_texts(hint) == ["Take a break", "You have done a lot today."]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    return window


def test_a_message_stands_at_the_bottom_in_the_middle(window: QWidget) -> None:
    toast = show_toast(window, "Flag removed")
    assert abs(toast.geometry().center().x() - 400) <= 1
    assert toast.geometry().bottom() < 600
    window.resize(1000, 500)
    assert abs(toast.geometry().center().x() - 500) <= 1
    assert toast.accessibleName() == "Flag removed"


def test_a_message_can_be_undone(qtbot: QtBot, window: QWidget) -> None:
    undone: list[bool] = []
    toast = show_toast(window, "Flag removed", action="Undo", on_action=lambda: undone.append(True))
    assert toast.action_button is not None
    assert toast.action_button.text() == "Undo"
    with qtbot.waitSignal(toast.destroyed):
        toast.action_button.click()
    assert undone == [True]


def test_a_message_takes_the_place_of_the_one_before(qtbot: QtBot, window: QWidget) -> None:
    first = show_toast(window, "First")
    with qtbot.waitSignal(first.destroyed):
        second = show_toast(window, "Second")
    assert window.findChildren(Toast) == [second]


def test_a_message_goes_by_itself(
    qtbot: QtBot, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toasts, "SHOWN_MS", 30)
    toast = show_toast(window, "Flag removed")
    with qtbot.waitSignal(toast.destroyed):
        pass


def test_a_message_waits_while_the_pointer_or_the_focus_is_on_it(window: QWidget) -> None:
    toast = show_toast(window, "Flag removed", action="Undo")
    here = QPointF(5, 5)
    assert not toast.is_paused
    QApplication.sendEvent(toast, QEnterEvent(here, here, here))
    assert toast.is_paused
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert not toast.is_paused
    QApplication.sendEvent(toast.action_button, QFocusEvent(QEvent.Type.FocusIn))
    assert toast.is_paused
    QApplication.sendEvent(toast.action_button, QFocusEvent(QEvent.Type.FocusOut))
    assert not toast.is_paused


def test_a_message_is_announced(window: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        toasts.QAccessible, "updateAccessibility", lambda event: said.append(event.message())
    )
    show_toast(window, "Flag removed")
    assert said == ["Flag removed"]


def test_a_ring_says_its_share_in_words(qtbot: QtBot) -> None:
    ring = Ring(0.72)
    qtbot.addWidget(ring)
    face = QAccessible.queryAccessibleInterface(ring)
    assert face.role() == QAccessible.Role.ProgressBar
    assert face.text(QAccessible.Text.Name) == "Mastery 72 percent"
    ring.set_name("Goal of today")
    ring.set_value(0.4, "8/20")
    assert face.text(QAccessible.Text.Name) == "Goal of today 8 of 20"


def test_a_ring_that_is_not_quite_full_does_not_say_so(qtbot: QtBot) -> None:
    ring = Ring(0.999)
    qtbot.addWidget(ring)
    assert ring.accessibleName() == "Mastery 99 percent"


@pytest.mark.parametrize(("turned", "filled"), [(False, 0.75), (True, 0.25)])
def test_a_ring_fills_in_reading_direction(qtbot: QtBot, turned: bool, filled: float) -> None:
    ring = Ring(0.5, 100, "ok", thickness=10)
    qtbot.addWidget(ring)
    if turned:
        ring.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    image = ring.grab().toImage()
    side = {0.75: 95, 0.25: 5}
    assert image.pixelColor(side[filled], 50) == theme.color("ok")
    assert image.pixelColor(100 - side[filled], 50) == theme.color("h0")
    ring.set_color("bad")
    assert ring.grab().toImage().pixelColor(side[filled], 50) == theme.color("bad")


def test_a_bar_is_filled_to_its_share(qtbot: QtBot, look: Callable[..., None]) -> None:
    bar = Bar(0.5, "t2", name="Misconceptions")
    qtbot.addWidget(bar)
    bar.resize(200, 8)
    image = bar.grab().toImage()
    assert image.pixelColor(90, 4) == theme.color("t2")
    assert image.pixelColor(110, 4) == theme.color("h0")
    bar.set_value(2.0)
    assert bar.share == 1.0
    look(scale=1.5)
    assert bar.height() == 12


def test_a_bar_fills_from_the_right_when_mirrored(qtbot: QtBot, mirrored: None) -> None:
    bar = Bar(0.25)
    qtbot.addWidget(bar)
    bar.resize(200, 8)
    image = bar.grab().toImage()
    assert image.pixelColor(190, 4) == theme.color("accent")
    assert image.pixelColor(10, 4) == theme.color("h0")


def test_a_meter_fills_up_when_it_is_first_seen(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme, "_still", False)
    bar = Bar(1.0)
    qtbot.addWidget(bar)
    bar.show()
    assert bar._drawn.value < 1.0
    qtbot.waitUntil(lambda: bar._drawn.value == 1.0)


def test_the_segments_of_a_run_say_where_one_is(qtbot: QtBot) -> None:
    bar = SegmentBar(["right", "wrong", "now", "open"])
    qtbot.addWidget(bar)
    bar.resize(400, 6)
    image = bar.grab().toImage()
    colors = [image.pixelColor(50 + 100 * at, 3) for at in range(4)]
    assert colors == [theme.color(role) for role in ("ok", "bad", "accent", "h0")]
    tops = [image.pixelColor(50 + 100 * at, 1) for at in range(4)]
    assert [top == color for top, color in zip(tops, colors, strict=True)] == [
        True,
        False,
        True,
        True,
    ]
    assert bar.accessibleName() == "Question 3 of 4, 1 right, 1 wrong, 1 open"


def test_a_run_of_a_hundred_questions_keeps_its_segments_apart(qtbot: QtBot) -> None:
    bar = SegmentBar(["done"] * 50 + ["open"] * 50)
    qtbot.addWidget(bar)
    bar.resize(300, 6)
    image = bar.grab().toImage()
    assert image.pixelColor(1, 3) != image.pixelColor(298, 3)
    assert bar.accessibleName() == "50 answered, 50 open"


def test_going_on_draws_only_the_segments_that_change(qtbot: QtBot) -> None:
    bar = SegmentBar(["right", "now", "open", "open"])
    qtbot.addWidget(bar)
    bar.resize(400, 6)
    drawn: list[QRect] = []
    bar.paintEvent = lambda event: drawn.append(event.rect())  # type: ignore[method-assign]
    bar.show()
    qtbot.waitUntil(lambda: bool(drawn))
    drawn.clear()
    bar.set_states(["right", "wrong", "now", "open"])
    qtbot.waitUntil(lambda: bool(drawn))
    assert drawn[0].left() > 90
    assert drawn[0].right() < 310


def test_a_week_shows_the_days_with_reviews(qtbot: QtBot) -> None:
    week = WeekDots([(letter, letter != "S") for letter in "SMTWTFS"])
    qtbot.addWidget(week)
    week.resize(700, 46)
    image = week.grab().toImage()
    assert week.accessibleName() == "Reviewed on 5 of the last 7 days"
    assert image.pixelColor(150, 4) == theme.color("accent")
    assert image.pixelColor(50, 12) != theme.color("accent")
