"""Tab goes through a page as it is laid out, also by what came later."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from quizapp.ui.components.buttons import Button
from quizapp.ui.components.layouts import ScrollPage, box, column, row
from quizapp.ui.components.reflow import Reflow
from quizapp.ui.components.tab_order import tab_as_laid_out
from quizapp.ui.shell.page import Desk
from quizapp.ui.trainer.fill_pane import FillPane
from tests.ui.session_steps import settle
from tests.ui.set_world import SetWorld


def passed(page: QWidget) -> list[str]:
    """What Tab stops at, from the first button on."""
    names: list[str] = []
    widget = page.focusWidget()
    while widget is not None and widget.accessibleName() not in names:
        names.append(widget.accessibleName())
        page.focusNextChild()
        widget = page.focusWidget()
    return names


def test_what_is_made_later_has_its_turn_where_it_stands(qtbot: QtBot) -> None:
    first, last = Button("First"), Button("Last")
    inner = column()
    cells = Reflow(Button("Left"), Button("Right"), min_cell=80)
    page = QWidget()
    page.setLayout(column(ScrollPage(column(first, cells, box(inner), row(last, None)))))
    qtbot.addWidget(page)
    page.show()
    for name in ("Third", "Fourth"):
        inner.addWidget(Button(name))
    settle()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    assert passed(page) == ["First", "Left", "Right", "Last", "Third", "Fourth"]
    tab_as_laid_out(page)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    assert passed(page) == ["First", "Left", "Right", "Third", "Fourth", "Last"]


def test_tab_takes_the_lines_of_a_filling_before_what_stands_below_them(
    qtbot: QtBot, desk: Desk
) -> None:
    world = SetWorld(qtbot, desk)
    world.edit(world.draft()).fill_requested.emit()
    fill = world.page.findChild(FillPane)
    settle()
    first = next(one for one in fill.findChildren(Button) if "Another line" in one.toolTip())
    first.click()
    settle()
    seen: list[QWidget] = []
    while fill.focusWidget() not in seen:
        seen.append(fill.focusWidget())
        fill.focusNextChild()
    # It goes round and round: told from the button above the lines.
    back = next(at for at, one in enumerate(seen) if one.accessibleName() == "Back to the set")
    turn = seen[back:] + seen[:back]
    lines = [at for at, one in enumerate(turn) if one.accessibleName().startswith("Level: ")]
    assert len(lines) == len(fill._rows)
    assert max(lines) < turn.index(fill._unseen) < turn.index(fill._forms)


def test_lines_of_one_topic_are_told_apart_by_name(qtbot: QtBot, desk: Desk) -> None:
    world = SetWorld(qtbot, desk)
    world.edit(world.draft()).fill_requested.emit()
    fill = world.page.findChild(FillPane)
    for _ in range(2):
        next(one for one in fill.findChildren(Button) if one.toolTip() == "Another line").click()
    settle()
    names = [one.accessibleName() for one in fill.findChildren(Button) if "line" in one.toolTip()]
    assert len(set(names)) == len(names)
    levels = [one.level.accessibleName() for one in fill._rows[:4]]
    topic = levels[0].removesuffix(", line 1")
    assert levels[:3] == [f"{topic}, line {number}" for number in (1, 2, 3)]
    assert "line" not in levels[3]
    assert fill._rows[1].many.focusProxy().accessibleName().endswith(", line 2")
