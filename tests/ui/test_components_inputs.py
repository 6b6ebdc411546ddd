"""Choosing and entering: every control has a name, a role and a size that fits the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from quizapp.ui.components.buttons import Button
from quizapp.ui.components.choices import CheckBox, Segmented, Select, Switch
from quizapp.ui.components.inputs import Field, Stepper, TextArea, TextField
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import box, column, row
from quizapp.ui.components.tables import TONE_ROLE, RowModel, Table
from quizapp.ui.theme import theme

LEVELS = ["Guess", "Unsure", "Fairly sure", "Certain"]


def role_of(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


@pytest.fixture
def segments(qtbot: QtBot) -> Segmented:
    segments = Segmented(LEVELS, name="How sure are you")
    qtbot.addWidget(segments)
    segments.show()
    return segments


def test_one_segment_at_a_time_is_chosen(qtbot: QtBot, segments: Segmented) -> None:
    assert segments.current() == -1
    with qtbot.waitSignal(segments.chosen) as told:
        segments.button(2).click()
    assert told.args == [2]
    segments.button(0).click()
    assert segments.current() == 0
    assert not segments.button(2).isChecked()


def test_segments_are_radio_buttons_with_names(segments: Segmented) -> None:
    assert role_of(segments.button(3)) == QAccessible.Role.RadioButton
    assert segments.button(3).accessibleName() == "Certain"


def test_segments_can_be_cleared_for_the_next_question(segments: Segmented) -> None:
    segments.set_current(1)
    segments.set_current(-1)
    assert segments.current() == -1
    segments.button(3).click()
    assert segments.current() == 3


def test_segments_are_one_tab_stop(segments: Segmented) -> None:
    def stops() -> list[int]:
        policy = Qt.FocusPolicy.TabFocus
        return [at for at in range(4) if segments.button(at).focusPolicy() & policy]

    assert stops() == [0]
    segments.button(2).click()
    assert stops() == [2]
    segments.clear()
    assert stops() == [0]


def test_choosing_a_segment_moves_nothing(segments: Segmented) -> None:
    before = segments.sizeHint()
    segments.button(1).click()
    assert segments.sizeHint() == before


def test_the_chosen_segment_has_an_edge(segments: Segmented) -> None:
    segments.set_current(1)
    image = segments.button(1).grab().toImage()
    assert image.pixelColor(image.width() // 2, 0) == theme.color("border_strong")
    assert image.pixelColor(image.width() // 2, 4) == theme.color("surface")


def test_segments_can_be_named_anew(
    qtbot: QtBot, segments: Segmented, look: Callable[..., None]
) -> None:
    segments.set_labels(["Week", "Month"])
    assert [segments.button(at).accessibleName() for at in range(2)] == ["Week", "Month"]
    qtbot.waitUntil(segments.button(1).isVisible)
    height = segments.sizeHint().height()
    look(scale=1.5)
    assert segments.sizeHint().height() > height


@pytest.mark.parametrize("make", [lambda: CheckBox("Shuffle"), lambda: Switch("Shuffle")])
def test_a_box_and_a_switch_are_turned_on_by_a_click(
    qtbot: QtBot, make: Callable[[], CheckBox | Switch]
) -> None:
    control = make()
    qtbot.addWidget(control)
    control.resize(control.sizeHint())
    control.show()
    off = control.grab().toImage()
    qtbot.mouseClick(control, Qt.MouseButton.LeftButton, pos=QPoint(control.width() - 3, 4))
    assert control.isChecked()
    assert control.grab().toImage() != off
    face = QAccessible.queryAccessibleInterface(control)
    assert face.role() == QAccessible.Role.CheckBox
    assert face.text(QAccessible.Text.Name) == "Shuffle"


def test_the_knob_of_a_switch_changes_sides_when_mirrored(qtbot: QtBot, mirrored: None) -> None:
    switch = Switch("Motion", checked=True)
    qtbot.addWidget(switch)
    switch.resize(switch.sizeHint())
    image = switch.grab().toImage()
    assert image.pixelColor(12, 18) == theme.color("on_accent")
    assert image.pixelColor(32, 18) == theme.color("accent")


def test_a_list_shows_its_choice_and_keeps_its_data(
    qtbot: QtBot, look: Callable[..., None]
) -> None:
    select = Select(["All topics"], name="Topic")
    qtbot.addWidget(select)
    select.addItem("Receptor mechanisms", "receptor-mechanisms")
    select.setCurrentIndex(1)
    select.resize(select.sizeHint())
    select.show()
    assert select.currentData() == "receptor-mechanisms"
    assert role_of(select) == QAccessible.Role.ComboBox
    plain = select.grab().toImage()
    select.setFocus()
    qtbot.waitUntil(select.hasFocus)
    assert select.grab().toImage() != plain
    look(scale=1.5)
    assert select.sizeHint().height() == 54
    assert select.minimumSizeHint().width() <= 165


def test_a_number_stays_within_its_limits(qtbot: QtBot) -> None:
    stepper = Stepper(5, 15, value=10, step=5, suffix=" a day", name="Daily goal")
    qtbot.addWidget(stepper)
    less, more = stepper.findChildren(Button)
    with qtbot.waitSignal(stepper.value_changed) as told:
        more.click()
    assert told.args == [15]
    assert not more.isEnabled()
    stepper.set_value(2)
    assert stepper.value() == 5
    assert not less.isEnabled()
    stepper.grab()


def test_the_edge_of_a_number_shows_where_the_keyboard_is(qtbot: QtBot) -> None:
    page, other, stepper = QWidget(), TextField(), Stepper(1, 9, value=3, name="Daily goal")
    page.setLayout(column(other, stepper))
    qtbot.addWidget(page)
    page.show()
    edges = []
    for focused in (other, stepper, other):
        focused.setFocus()
        qtbot.wait(10)
        edges.append(stepper.grab().toImage().pixelColor(stepper.width() // 2, 0))
    assert edges[1] == theme.color("focus")
    assert edges[0] == edges[2] != edges[1]


def test_a_number_is_a_spin_box_for_assistive_technology(qtbot: QtBot) -> None:
    stepper = Stepper(1, 9, value=3, name="Daily goal")
    qtbot.addWidget(stepper)
    spin = stepper.findChild(QSpinBox)
    assert spin.accessibleName() == "Daily goal"
    assert [button.accessibleName() for button in stepper.findChildren(Button)] == [
        "Less: Daily goal",
        "More: Daily goal",
    ]


def test_a_field_of_text_grows_with_the_text_scale(qtbot: QtBot, look: Callable[..., None]) -> None:
    line, area = TextField(placeholder="Search", icon="search"), TextArea(lines=3, name="Note")
    for widget in (line, area):
        qtbot.addWidget(widget)
    before = line.height(), area.height()
    look(scale=1.5)
    assert line.height() == 54
    assert area.height() > before[1]
    assert line.textMargins().left() == 33
    line.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert (line.textMargins().left(), line.textMargins().right()) == (0, 33)
    line.grab()


def test_tab_leaves_a_note(qtbot: QtBot) -> None:
    area = TextArea("A note", name="Note")
    qtbot.addWidget(area)
    assert area.tabChangesFocus()
    assert area.toPlainText() == "A note"


@pytest.mark.parametrize("text", ["Dov Lind", ""])
@pytest.mark.parametrize("kind", [TextField, TextArea])
def test_text_is_typed_where_reading_begins(
    qtbot: QtBot, kind: type[TextField | TextArea], text: str
) -> None:
    field = kind(text, name="Name")
    qtbot.addWidget(field)
    field.resize(400, field.height())
    field.show()

    def caret() -> int:
        field.grab()  # Qt works out where the text stands when it draws it.
        return int(field.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).x())

    assert caret() < 200
    field.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert caret() > 200


def test_a_field_ties_label_help_and_error_to_its_editor(qtbot: QtBot) -> None:
    editor = TextField()
    field = Field("Name & nickname", editor, help="As others see it")
    qtbot.addWidget(field)
    label = field.findChild(Label)
    assert label.buddy() is editor
    assert editor.accessibleName() == "Name & nickname"
    assert editor.accessibleDescription() == "As others see it"
    field.set_error("This name is taken")
    assert editor.accessibleDescription() == "This name is taken"
    assert editor.property("bad") is True
    field.set_error("")
    assert editor.accessibleDescription() == "As others see it"
    assert editor.property("bad") is False
    field.set_help("")
    assert editor.accessibleDescription() == ""


ROWS = [["Why?", "Overdose response", 0.41], ["Which?", "Receptors", 0.29]]


@pytest.fixture
def table(qtbot: QtBot) -> Table:
    table = Table(RowModel(["Question", "Topic", "Right"], ROWS), widths={1: 150}, name="Questions")
    qtbot.addWidget(table)
    table.resize(600, 300)
    table.show()
    return table


def test_one_column_takes_the_spare_room(table: Table) -> None:
    assert (table.columnWidth(1), table.columnWidth(2)) == (150, 110)
    assert table.columnWidth(0) == 600 - 260


def test_a_share_is_drawn_as_a_bar_that_is_red_when_low(table: Table) -> None:
    image = table.viewport().grab().toImage()
    x = table.columnViewportPosition(2) + 8 + 46 + 4
    middles = [table.rowViewportPosition(row) + 20 for row in range(2)]
    assert image.pixelColor(x, middles[0]) == theme.color("accent")
    assert image.pixelColor(x, middles[1]) == theme.color("bad")


def test_a_bar_in_a_table_begins_at_the_right_when_mirrored(table: Table) -> None:
    table.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    image = table.viewport().grab().toImage()
    right = table.columnViewportPosition(2) + table.columnWidth(2)
    assert image.pixelColor(right - 8 - 46 - 4, 20) == theme.color("accent")


def test_a_table_can_be_as_tall_as_its_rows(table: Table, look: Callable[..., None]) -> None:
    table.fit_height()
    assert table.height() >= table.horizontalHeader().height() + 2 * 40
    look(scale=1.5)
    assert table.rowHeight(0) == 60


def test_rows_can_be_replaced(qtbot: QtBot) -> None:
    model = RowModel(["Question", "Right"])
    assert model.rowCount() == 0
    model.set_rows([["Why?", 0.5]])
    index = model.index(0, 1)
    assert index.data() == "50%"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Right"
    assert model.headerData(1, Qt.Orientation.Vertical) is None
    assert (model.rowCount(index), model.columnCount(index)) == (0, 0)
    assert model.rowCount(QModelIndex()) == 1


def test_ticks_and_tones_come_from_the_model(qtbot: QtBot) -> None:
    model = QStandardItemModel(1, 1)
    item = QStandardItem("Why?")
    item.setCheckable(True)
    item.setCheckState(Qt.CheckState.Checked)
    item.setData("warn", TONE_ROLE)
    model.setItem(0, 0, item)
    table = Table(model, name="Questions")
    qtbot.addWidget(table)
    table.resize(300, 120)
    table.show()
    on = table.viewport().grab().toImage()
    assert on.pixelColor(10, 20) == theme.color("accent")
    item.setCheckState(Qt.CheckState.Unchecked)
    assert table.viewport().grab().toImage().pixelColor(17, 20) == theme.color("surface")
    table.selectRow(0)
    selected = table.viewport().grab().toImage()
    assert selected.pixelColor(200, 5) == theme.color("accent_soft")


@pytest.mark.parametrize("scale", [0.9, 1.0, 1.2, 1.25, 1.5])
def test_a_text_of_as_many_lines_as_an_area_has_needs_no_scroll_bar(
    qtbot: QtBot, scale: float
) -> None:
    theme.apply(QApplication.instance(), scale=scale)
    area = TextArea("One\nTwo\nThree\nFour", name="Note", lines=4)
    qtbot.addWidget(area)
    area.show()
    try:
        assert area.verticalScrollBar().maximum() == 0
    finally:
        theme.apply(QApplication.instance())


def test_the_sign_of_a_long_error_stands_at_its_first_line(qtbot: QtBot) -> None:
    field = Field("Mode", TextField(name="Mode"))
    field.set_error("It takes several lines to say what is wrong here. " * 4)
    qtbot.addWidget(field)
    field.resize(200, 200)
    field.show()
    sign, note = field.findChild(IconView), field.findChildren(Label)[-1]
    assert sign.mapTo(field, QPoint(0, 0)).y() == note.mapTo(field, QPoint(0, 0)).y()


def test_margins_of_a_row_are_given_in_reading_direction(qtbot: QtBot) -> None:
    part = TextField(name="One")
    page = box(row((part, 1), margins=(16, 0, 24, 0)))
    qtbot.addWidget(page)
    page.resize(200, 40)
    page.show()
    assert (part.x(), page.width() - part.geometry().right() - 1) == (16, 24)
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page.layout().activate()
    assert (part.x(), page.width() - part.geometry().right() - 1) == (24, 16)
