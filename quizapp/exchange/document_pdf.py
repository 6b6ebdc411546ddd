"""Documents as PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.exchange.typesetting import Typesetter

if TYPE_CHECKING:
    from quizapp.exchange.documents import Document
    from quizapp.exchange.typesetting import Pages, Wait


class PdfPress:
    """Prints documents; kept, it prints the next ones faster."""

    def __init__(self) -> None:
        self._typesetter = Typesetter("report")

    def printed(self, document: Document, wait: Wait | None = None) -> Pages:
        """Return a document as a tagged PDF.

        Args:
            document: what to print.
            wait: called again and again while many pages are set; what it raises stops the work.

        Raises:
            UserError: the pages cannot be set.
        """
        data = {
            "title": document.title,
            "subtitle": document.subtitle,
            "head": document.head,
            "foot": document.foot,
            "wide": document.is_wide,
            "blocks": [(type(block).__name__.lower(), block) for block in document.blocks],
        }
        return self._typesetter.pages(data, document.made_at, wait)
