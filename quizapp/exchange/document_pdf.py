"""Documents as PDF."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from quizapp.exchange.typesetting import Typesetter

if TYPE_CHECKING:
    from quizapp.exchange.documents import Document


class PdfPress:
    """Prints documents; kept, it prints the next ones faster."""

    def __init__(self) -> None:
        self._typesetter = Typesetter("report")

    def printed(self, document: Document) -> bytes:
        """Return a document as a tagged PDF.

        Raises:
            UserError: the pages cannot be set.
        """
        blocks = [
            {"block": type(block).__name__.lower(), **asdict(block)} for block in document.blocks
        ]
        data = {
            "title": document.title,
            "subtitle": document.subtitle,
            "foot": document.foot,
            "wide": document.is_wide,
            "blocks": blocks,
        }
        return self._typesetter.pdf(data, document.made_at)
