"""Words that are explained: what is said of them, and the tip under the pointer."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QToolTip

from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPointF
    from PySide6.QtWidgets import QWidget

    from quizapp.domain.glossary import TermMark
    from quizapp.domain.registers import Term
    from quizapp.ui.components.text_block import TextBlock


def words_sentence(marks: Sequence[TermMark]) -> str:
    """Return a sentence that names the words explained in a text; empty for none."""
    names = ", ".join(mark.term.term for mark in marks)
    return f"Words explained: {names}." if names else ""


def tip(term: Term) -> str:
    """Return the explanation of a word as the text of a tooltip, which wraps only when marked up."""
    name, text = escape(term.term), escape(term.text)
    head = f'<span style="color:{theme.hex("text3")}">{name}</span>'
    return f'<p style="margin:0; line-height:130%">{head}<br>{text}</p>'


def follow_pointer(
    widget: QWidget, pointer: QPointF, block: TextBlock | None, marks: Sequence[TermMark]
) -> None:
    """Let a widget's tooltip explain the word that the pointer is at, and nothing elsewhere."""
    index = None if block is None else block.underlined_at(pointer)
    wanted = "" if index is None else tip(marks[index].term)
    if wanted != widget.toolTip():
        QToolTip.hideText()
        widget.setToolTip(wanted)
