"""Documents as PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.exchange.documents import OnePage
from quizapp.exchange.typesetting import Typesetter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizapp.exchange.documents import Block, Document
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
            "blocks": _named(document.blocks),
        }
        return self._typesetter.pages(data, document.made_at, wait)


def _named(blocks: Iterable[Block]) -> list[tuple[str, object]]:
    """Return blocks with the names of their kinds, which tell the template what they are."""
    return [
        (
            type(block).__name__.lower(),
            [_named(way) for way in block.ways] if isinstance(block, OnePage) else block,
        )
        for block in blocks
    ]
