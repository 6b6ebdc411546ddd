"""Which passages of a document have questions, section by section, and which have none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizapp.application.views import DocumentView, PassageView

BEFORE_HEADINGS = "Before the first heading"


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a document.

    Attributes:
        start, end: of its text, in code points, end excluded.
        passages: the passages that begin in it, in order.
        questions: how many different questions use one of them.
    """

    title: str
    start: int
    end: int
    passages: tuple[PassageView, ...]
    questions: int


@dataclass(frozen=True, slots=True)
class PassageMap:
    """A document as its questions see it.

    Attributes:
        used: how many passages have a question; known: how many there are.
        empty_sections: how many sections have no passage at all.
    """

    sections: tuple[Section, ...]
    used: int
    known: int
    empty_sections: int


def map_of(view: DocumentView) -> PassageMap:
    """Return the map of a document."""
    document = view.document
    starts = [(heading.at, heading.text) for heading in document.headings]
    if not starts or starts[0][0] > 0:
        starts.insert(0, (0, BEFORE_HEADINGS if starts else document.title))
    ends = [start for start, _ in starts[1:]] + [document.length]
    sections = []
    for (start, title), end in zip(starts, ends, strict=True):
        passages = tuple(one for one in view.passages if start <= one.start < end)
        items = {item for one in passages for item in one.item_ids}
        sections.append(Section(title, start, end, passages, len(items)))
    # What stands above the first heading is mostly the title alone.
    shown = tuple(one for one in sections if one.passages or one.title != BEFORE_HEADINGS)
    return PassageMap(
        sections=shown,
        used=sum(bool(one.item_ids) for one in view.passages),
        known=len(view.passages),
        empty_sections=sum(not one.passages for one in shown),
    )
