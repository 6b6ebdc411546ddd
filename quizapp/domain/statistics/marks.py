"""Marks laid out for statistics: a column an item, each mark a whole number of a common unit.

Whole numbers add up without rounding, in whatever order. So a variance of nothing is nothing, and
not what rounding left of it, and running sums lose no digits.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

Exact = int | float | Decimal | Fraction
"""A finite number; each of these is taken for exactly what it holds."""


class WhichAttempts(StrEnum):
    """Which attempts of a learner count. Later ones are less independent than the first."""

    FIRST = "first"
    LAST = "last"
    HIGHEST = "highest"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class AttemptKey:
    """Whose attempt it is, and its number, which puts the attempts of one learner in order."""

    learner: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """All marks of one item, or of one slot.

    Attributes:
        slot: `None` in a table without slots.
        item: `None` for a slot; `items` then says what was met in it.
        max_mark: in units of the table, 0 or more.
        attempts: for each mark the attempt, as its place in the table; none twice.
        marks: in units of the table, `max_mark` at most.
        items: for each mark the item; empty in a column of an item.
        is_drawn: the items were drawn at random, and are no variants of one question.
        options: for each mark the response, "" for a blank; empty where responses are not known.
    """

    slot: str | None
    item: str | None
    max_mark: int
    attempts: tuple[int, ...]
    marks: tuple[int, ...]
    items: tuple[str, ...] = ()
    is_drawn: bool = False
    options: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        n = len(self.attempts)
        if not n == len(self.marks) or any(len(also) not in {0, n} for also in self._also):
            raise ValueError(f"{self.slot or self.item}: the parts of a column differ in length")
        if max(self.marks, default=0) > self.max_mark or self.max_mark < 0:
            raise ValueError(f"{self.slot or self.item}: a mark is above the greatest one")

    @property
    def _also(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return self.items, self.options

    def at(self, places: Sequence[int]) -> Column:
        """Return the column with the marks at these places only."""
        return replace(
            self,
            attempts=tuple(map(self.attempts.__getitem__, places)),
            marks=tuple(map(self.marks.__getitem__, places)),
            items=tuple(map(self.items.__getitem__, places)) if self.items else (),
            options=tuple(map(self.options.__getitem__, places)) if self.options else (),
        )


@dataclass(frozen=True, slots=True)
class MarkTable:
    """Marks of many attempts.

    Attributes:
        scale: units that make one mark, 1 or more.
        attempts: each once.
        columns: those of slots or those of items, in the order of their names, or in that of the
            test where it is known.
    """

    scale: int
    attempts: tuple[AttemptKey, ...]
    columns: tuple[Column, ...]

    def totals(self) -> list[int]:
        """Return the sum of marks of each attempt, in units."""
        totals = [0] * len(self.attempts)
        everyone = tuple(range(len(totals)))
        for column in self.columns:
            if column.attempts == everyone:
                totals = list(map(int.__add__, totals, column.marks))
                continue
            for attempt, mark in zip(column.attempts, column.marks, strict=True):
                totals[attempt] += mark
        return totals

    def tries(self) -> list[int]:
        """Return for each attempt which one of its learner it is, from 1."""
        tries = [0] * len(self.attempts)
        for places in self._places_of_learners():
            for count, place in enumerate(places, 1):
                tries[place] = count
        return tries

    def chosen(self, which: WhichAttempts) -> MarkTable:
        """Return the table with the attempts that count; of equally high ones the first."""
        if which is WhichAttempts.ALL:
            return self
        choose: Callable[[list[int]], int]
        if which is WhichAttempts.HIGHEST:
            totals = self.totals()

            def choose(places: list[int]) -> int:
                return max(places, key=totals.__getitem__)
        else:
            end = 0 if which is WhichAttempts.FIRST else -1

            def choose(places: list[int]) -> int:
                return places[end]

        return self._only({choose(places) for places in self._places_of_learners()})

    def _places_of_learners(self) -> Iterable[list[int]]:
        """Return for each learner the places of the attempts, in the order of their numbers."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        order = sorted(range(len(self.attempts)), key=lambda place: self.attempts[place].number)
        for place in order:
            places[self.attempts[place].learner].append(place)
        return places.values()

    def _only(self, keep: set[int]) -> MarkTable:
        if len(keep) == len(self.attempts):
            return self
        old = sorted(keep)
        new = {place: count for count, place in enumerate(old)}
        kept = (
            column.at([at for at, place in enumerate(column.attempts) if place in keep])
            for column in self.columns
        )
        return MarkTable(
            self.scale,
            tuple(self.attempts[place] for place in old),
            tuple(
                replace(column, attempts=tuple(new[place] for place in column.attempts))
                for column in kept
                if column.marks
            ),
        )


@dataclass(slots=True)
class _Growing:
    """A column while marks come in."""

    max_mark: Exact
    is_drawn: bool
    attempts: list[int] = field(default_factory=list)
    marks: list[Exact] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    met: set[int] = field(default_factory=set)


class TableMaker:
    """Makes a table from marks that come one by one.

    Args:
        with_slots: each mark says in which slot its item stood.
        with_options: each mark comes with the response.
    """

    def __init__(self, *, with_slots: bool = False, with_options: bool = False) -> None:
        self._with_slots = with_slots
        self._with_options = with_options
        self._attempts: dict[tuple[str, int], int] = {}
        self._columns: dict[str, _Growing] = {}

    def add(
        self,
        attempt: tuple[str, int],
        item: str,
        mark: tuple[Exact, Exact],
        slot: str = "",
        option: str = "",
        *,
        is_drawn: bool = False,
    ) -> str:
        """Take a mark in.

        Args:
            attempt: the learner, and the number of the attempt.
            item: its id.
            mark: the mark, and the greatest one that the item, or its slot, can bring.
            slot: where it stood; not looked at in a table without slots.
            option: the response, "" for a blank; not looked at in a table without responses.
            is_drawn: whether the item was drawn at random into its slot.

        Returns:
            "" when it was taken in, otherwise what is against it, as the end of a sentence.
        """
        name = slot if self._with_slots else item
        column = self._columns.get(name)
        if column is None:
            column = self._columns[name] = _Growing(mark[1], is_drawn)
        elif column.max_mark != mark[1]:
            return f"has the greatest mark {mark[1]} here and {column.max_mark} further up"
        elif column.is_drawn is not is_drawn:
            return "is drawn at random here and not further up, or the other way round"
        place = self._attempts.setdefault(attempt, len(self._attempts))
        if place in column.met:
            return "has a mark in this attempt already"
        column.met.add(place)
        column.attempts.append(place)
        column.marks.append(mark[0])
        if self._with_slots:
            column.items.append(item)
        if self._with_options:
            column.options.append(option)
        return ""

    def made(self) -> MarkTable:
        """Return the table of what was taken in."""
        seen = {mark for column in self._columns.values() for mark in column.marks}
        seen.update(column.max_mark for column in self._columns.values())
        scale = math.lcm(*(mark.as_integer_ratio()[1] for mark in seen))
        units = {mark: int(Fraction(mark) * scale) for mark in seen}
        return MarkTable(
            scale,
            tuple(AttemptKey(*key) for key in self._attempts),
            tuple(
                Column(
                    slot=name if self._with_slots else None,
                    item=None if self._with_slots else name,
                    max_mark=units[grown.max_mark],
                    attempts=tuple(grown.attempts),
                    marks=tuple(map(units.__getitem__, grown.marks)),
                    items=tuple(grown.items),
                    is_drawn=grown.is_drawn,
                    options=tuple(grown.options),
                )
                for name, grown in sorted(self._columns.items(), key=lambda pair: by_name(pair[0]))
            ),
        )


def by_name(name: str) -> tuple[list[tuple[int, str]], str]:
    """Return what puts names in order, the numbers in them by their size: q2 before q10."""
    parts: list[tuple[int, str]] = []
    number = ""
    for character in f"{name.casefold()} ":
        if "0" <= character <= "9":
            number += character
            continue
        if number:
            size = number.lstrip("0")
            parts.append((len(size), size))
            number = ""
        parts.append((-1, character))
    return parts, name
