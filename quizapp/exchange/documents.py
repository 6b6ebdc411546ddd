"""What a report to read is made of, whatever it is shown in: headings, tables, pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the title; `level` is 2, or 3 or 4 for what stands below another one."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences.

    Attributes:
        tone: empty, or `quiet` for what may be passed over.
    """

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """What must be read, point by point."""

    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A main figure: what it is, the figure, and what to know about it."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """The main figures of a report."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a grid.

    Attributes:
        width: its share of the room against the other columns; 0 is as wide as need be.
    """

    head: str
    is_number: bool = False
    width: float = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; `shade` from 0 (none) to 4 (most) says again in colour what the text says."""

    text: str
    shade: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; the first cell of each row is its head."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG; `alt` is what a person who cannot see it is told."""

    svg: str
    alt: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows stands on a new page; `head` from there on at the head of each page."""

    head: str = ""


Part = Heading | Paragraph | Notice | Facts | Grid | Picture | PageBreak


@dataclass(frozen=True, slots=True)
class OnePage:
    """What is to stand on one page with what stands there already.

    Attributes:
        ways: to tell it, from the fullest to the shortest, one at least. Where pages are set, it
            is the first that fits, in smaller type where that helps; where none fits, the last
            goes on to a second page. Elsewhere it is the first.
    """

    ways: tuple[tuple[Part, ...], ...]


Block = Part | OnePage


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A report to read.

    Attributes:
        subtitle: whose or what it is, below the title.
        foot: stands at the foot of each page.
        head: stands at the head of each page, up to a page break with another one.
        made_at: with a time zone.
        is_wide: whether its pages lie on their side.
    """

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    foot: str
    made_at: datetime
    head: str = ""
    is_wide: bool = False

    @property
    def parts(self) -> Iterator[Part]:
        """All there is to tell, in the fullest way."""
        for block in self.blocks:
            if isinstance(block, OnePage):
                yield from block.ways[0]
            else:
                yield block

    @property
    def size(self) -> int:
        """About how much there is to show: a step for each row of a table and each other part."""
        return sum(len(one.rows) if isinstance(one, Grid) else 1 for one in self.parts)


def cells(*texts: str | Cell) -> tuple[Cell, ...]:
    """Return a row of a grid."""
    return tuple(Cell(one) if isinstance(one, str) else one for one in texts)
