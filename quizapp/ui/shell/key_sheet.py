"""The sheet that lists all keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Qt

from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import ScrollPage, box, column, row
from quizapp.ui.components.painting import RADIUS_CONTROL
from quizapp.ui.components.pills import KeyHint
from quizapp.ui.dialogs import Dialog
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout, QWidget

_HIGHEST: Final = 440


class KeyLine(NamedTuple):
    """Keys as the user reads them, and what they do."""

    keys: tuple[str, ...]
    does: str


SHEET: Final[tuple[tuple[str, tuple[KeyLine, ...]], ...]] = (
    (
        "Everywhere",
        (
            KeyLine(("Ctrl+1",), "Today"),
            KeyLine(("Ctrl+2",), "Practise"),
            KeyLine(("Ctrl+3",), "Progress"),
            KeyLine(("Ctrl+4",), "Sources"),
            KeyLine(("Ctrl+5",), "Trainer, for those who have set it up"),
            KeyLine(("Ctrl+,",), "Settings"),
            KeyLine(("Ctrl++", "Ctrl+−", "Ctrl+0"), "Larger, smaller, normal text"),
            KeyLine(("F1", "?"), "These keys"),
            KeyLine(("Esc",), "Close, or leave the run; everything is kept"),
        ),
    ),
    (
        "Question",
        (
            KeyLine(("1–9", "A–I"), "Choose an option"),
            KeyLine(("↑", "↓"), "Move between options"),
            KeyLine(("Space",), "Choose the option in focus"),
            KeyLine(("Alt+1…4",), "How sure you are"),
            KeyLine(("Enter",), "Check or save, then next question"),
            KeyLine(("M",), "Flag the question"),
            KeyLine(("N",), "Write a note to yourself"),
            KeyLine(("T",), "Hide or show the timer"),
            KeyLine(("R",), "Report a problem"),
            KeyLine(("Alt+←",), "The question before, in a set from a trainer"),
            KeyLine(("S",), "Show in source, after the answer"),
            KeyLine(("W", "Alt+W"), "Words explained in the question"),
        ),
    ),
    (
        "Scenario",
        (
            KeyLine(("1–9", "A–I"), "Choose an action"),
            KeyLine(("Enter",), "Do it, then go on"),
            KeyLine(("Esc",), "Leave; you go on from there next time"),
        ),
    ),
    (
        "Sources",
        (KeyLine(("Ctrl+F",), "Search the document"),),
    ),
    (
        "Roster and report",
        (KeyLine(("Alt+S",), "Sort the table"),),
    ),
    (
        "Roster of a cohort",
        (
            KeyLine(("F2",), "Change the name or reference in focus"),
            KeyLine(("Ctrl+A", "Del"), "Choose all, take out who is chosen"),
            KeyLine(("Ctrl+Z", "Ctrl+Y"), "Take back, make again"),
        ),
    ),
    (
        "Question editor",
        (
            KeyLine(("Ctrl+N",), "New question, in the list"),
            KeyLine(("Ctrl+Z", "Ctrl+Y"), "Undo, redo"),
            KeyLine(("Ctrl+Enter",), "Publish"),
            KeyLine(("Esc",), "Back to the list; what is written is kept"),
        ),
    ),
    (
        "Set builder",
        (
            KeyLine(("Space", "Ctrl+A"), "Tick a question, tick all that are shown"),
            KeyLine(("Alt+↑", "Alt+↓"), "Move a picked question"),
            KeyLine(("Ctrl+Z", "Ctrl+Shift+Z"), "Undo, redo"),
            KeyLine(("Esc",), "Back a step; the draft is kept"),
        ),
    ),
    (
        "Diagram",
        (
            KeyLine(("↑", "↓"), "Move between parts"),
            KeyLine(("Enter",), "Explain the part in focus"),
            KeyLine(("Esc",), "All diagrams"),
        ),
    ),
)


class _Sheet(ScrollPage):
    """The list of keys; it has the keyboard, for there is nothing in it that could take it."""

    #: Corner radius that the focus ring follows, in pixels.
    focus_radius = RADIUS_CONTROL

    def __init__(self, content: QLayout, *, top: int) -> None:
        super().__init__(content, top=top)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("All keys")


def show_sheet(parent: QWidget) -> None:
    """Show all keys in a dialog."""
    parts: list[QWidget] = []
    for title, lines in SHEET:
        rows = [
            row(
                (Label(line.does, "label", "text2", weight=400, wrap=True), 1),
                *[KeyHint(key) for key in line.keys],
                spacing=8,
            )
            for line in lines
        ]
        parts.append(box(column(Label(title, "heading"), *rows, spacing=4)))
    page = _Sheet(column(*parts, None, spacing=16), top=0)
    page.setFixedHeight(min(theme.px(_HIGHEST), parent.window().height() - theme.px(180)))
    dialog = Dialog(parent, "Keys", width=480)
    dialog.body.addWidget(page)
    dialog.add_action("Close", accept=True).setDefault(True)
    page.setFocus()
    dialog.ask()
