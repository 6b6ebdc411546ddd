"""One best answer about a case that stays beside the question."""

from __future__ import annotations

from quizapp.domain.items import Item, Vignette
from quizapp.ui.answers.single_best import SingleBestView


class VignetteView(SingleBestView):
    """Options as for one best answer; the page keeps the case beside them."""

    @staticmethod
    def context(item: Item) -> str:
        """Return the text of the case."""
        return item.case_text if isinstance(item, Vignette) else ""
