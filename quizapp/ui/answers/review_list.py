"""Answers that were not chosen from options, reviewed in the same tiles as options are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizapp.domain.items import Option
from quizapp.ui.answers.option_list import Mark, OptionList

if TYPE_CHECKING:
    from collections.abc import Sequence


class Line(NamedTuple):
    """A part of an answer, with what there is to say about it.

    Attributes:
        key: the letter or number on its badge where it is neither right nor wrong.
        text: what was answered.
        rationale: why it is right or wrong.
        mark: how it is shown.
    """

    key: str
    text: str
    rationale: str
    mark: Mark


class ReviewList(OptionList):
    """One tile a line; there is nothing to choose."""

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show the parts of an answer."""
        options = [
            Option(str(place), line.text, line.rationale) for place, line in enumerate(lines)
        ]
        self.review(options, [line.mark for line in lines])
        for tile, line in zip(self.tiles, lines, strict=True):
            tile.set_content(line.key, line.text)
            state, tag, harm = line.mark
            tile.set_review(state, line.rationale, tag, harm=harm)
            said = ("Critical error. " if harm else "") + (f"{tag}. " if tag else "")
            tile.setAccessibleName(said + line.text)
