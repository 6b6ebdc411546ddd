"""The sheet that lists all keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import ScrollPage, box, column, row
from quizapp.ui.components.pills import KeyHint
from quizapp.ui.dialogs import Dialog
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

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
            KeyLine(("Enter",), "Check, then next question"),
            KeyLine(("M",), "Flag the question"),
            KeyLine(("N",), "Write a note to yourself"),
            KeyLine(("T",), "Hide or show the timer"),
            KeyLine(("R",), "Report a problem"),
            KeyLine(("S",), "Show in source, after the answer"),
            KeyLine(("W", "Alt+W"), "Words explained in the question"),
        ),
    ),
    (
        "Sources",
        (KeyLine(("Ctrl+F",), "Search the document"),),
    ),
)


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
    page = ScrollPage(column(*parts, None, spacing=16), top=0)
    page.setFixedHeight(min(theme.px(_HIGHEST), parent.window().height() - theme.px(180)))
    dialog = Dialog(parent, "Keys", width=480)
    dialog.body.addWidget(page)
    dialog.add_action("Close", accept=True).setFocus()
    dialog.ask()
