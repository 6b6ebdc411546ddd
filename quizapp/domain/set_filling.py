"""Filling a set by topic: which questions a trainer's plan of "how many of each" can have.

What is drawn at random is drawn so that as many lines as possible are full: a question that two
lines could take is moved from one to the other when that makes room. Questions of one case come
together or not at all, and two that give each other away never meet.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from quizapp.domain.kinds import SCENARIO
from quizapp.domain.selection import Candidate, interleave

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from random import Random

    from quizapp.domain.items import Level

TRIES = 16
"""So many draws are made, unless one is complete: which of two that cannot meet comes first is
luck, and so is whether a case still finds room."""


class Sort(NamedTuple):
    """What a plan tells questions apart by."""

    topic: str
    level: Level
    kind: str


class Fillable(NamedTuple):
    """A question that a set could be filled with."""

    item_id: str
    sort: Sort
    case_id: str | None = None


@dataclass(frozen=True, slots=True)
class FillLine:
    """One line of a plan: so many questions of a topic, of one level or kind, or of any (None).

    A scenario takes as long as ten questions: it comes only where a line asks for scenarios.
    """

    topic: str
    count: int
    level: Level | None = None
    kind: str | None = None

    def __post_init__(self) -> None:
        if self.count < 1:
            raise ValueError("a line asks for at least one question")

    def fits(self, sort: Sort) -> bool:
        """Return whether a question of a sort can stand in this line."""
        return (
            sort.topic == self.topic
            and self.level in (None, sort.level)
            and (self.kind == sort.kind or (self.kind is None and sort.kind != SCENARIO))
        )


class Shortage(NamedTuple):
    """A line that could not be filled.

    Attributes:
        found: how many questions it got, in each form.
        fitting: how many there are to choose from, all forms together.
        seen: how many more would fit, had they not been left out as seen.
    """

    line: FillLine
    found: int
    fitting: int
    seen: int


@dataclass(frozen=True, slots=True)
class Filled:
    """What was drawn: the ids of each form in an order in which topics alternate."""

    forms: tuple[tuple[str, ...], ...]
    shortages: tuple[Shortage, ...]


_Unit = tuple[Fillable, ...]
"""What is taken whole: one question, or all those of a case."""

_Bundle = tuple[_Unit, ...]
"""One unit for each form, all of the same sorts."""


def fill(
    lines: Sequence[FillLine],
    pool: Iterable[Fillable],
    cues: Callable[[str], Collection[str]],
    rng: Random,
    *,
    seen: Collection[str] = (),
    kept: Collection[str] = (),
    forms: int = 1,
) -> Filled:
    """Draw questions for one set, or for several parallel forms of it.

    Forms share no question, and each question has a partner of the same topic, level and kind in
    every other form.

    Args:
        lines: what is wanted.
        pool: what there is.
        cues: gives the questions that must not meet a given one.
        rng: draws.
        seen: ids that are left out.
        kept: ids that stand in each form already; they count for no line.
        forms: how many forms.
    """
    every = list(pool)
    units = list(_units(every, lines, {*seen, *kept}))
    barred = {other for item_id in kept for other in cues(item_id)}
    best: _Draw | None = None
    for attempt in range(TRIES):
        draw = _Draw(lines, cues, barred, forms)
        for bundle in _bundles(units, forms, rng, cases_first=attempt % 2 == 1):
            draw.take(bundle)
        if best is None or draw.seats.taken > best.seats.taken:
            best = draw
        if best.seats.is_full or not draw.had_bad_luck:
            break
    assert best is not None
    return Filled(
        tuple(_in_order(chosen) for chosen in best.chosen),
        tuple(_shortages(best.seats, every, set(seen), set(kept))),
    )


def _units(every: list[Fillable], lines: Sequence[FillLine], out: set[str]) -> Iterator[_Unit]:
    """Give what can be taken: units of which every question fits some line and none is out."""
    cases: dict[str, list[Fillable]] = defaultdict(list)
    groups: list[list[Fillable]] = []
    for one in every:
        if one.case_id is None:
            groups.append([one])
        else:
            if one.case_id not in cases:
                groups.append(cases[one.case_id])
            cases[one.case_id].append(one)
    fitting: dict[Sort, bool] = {}
    for group in groups:
        for one in group:
            if one.sort not in fitting:
                fitting[one.sort] = any(line.fits(one.sort) for line in lines)
        if all(fitting[one.sort] and one.item_id not in out for one in group):
            yield tuple(group)


def _bundles(
    units: list[_Unit], forms: int, rng: Random, *, cases_first: bool
) -> Iterator[_Bundle]:
    """Give bundles in an order of chance; units that find no partners are left out."""
    shuffled = rng.sample(units, len(units))
    if cases_first:
        shuffled.sort(key=len, reverse=True)
    waiting: dict[tuple[Sort, ...], list[_Unit]] = defaultdict(list)
    for unit in shuffled:
        alike = waiting[tuple(sorted(one.sort for one in unit))]
        alike.append(unit)
        if len(alike) == forms:
            yield tuple(alike)
            alike.clear()


class _Seats:
    """The lines of a plan, and how many questions of each sort sit in them."""

    def __init__(self, lines: Sequence[FillLine]) -> None:
        self.lines = lines
        self.taken = 0
        self._sitting: list[Counter[Sort]] = [Counter() for _ in lines]
        self._hopeless: set[Sort] = set()

    @property
    def is_full(self) -> bool:
        return self.taken == sum(line.count for line in self.lines)

    def found(self, number: int) -> int:
        return self._sitting[number].total()

    def take(self, sorts: Sequence[Sort]) -> bool:
        """Seat questions of these sorts, moving others between lines if need be; all or none."""
        if any(sort in self._hopeless for sort in sorts):
            return False
        before = [Counter(one) for one in self._sitting] if len(sorts) > 1 else []
        for number, sort in enumerate(sorts):
            if not self._seat(sort, set()):
                # What finds no seat now finds none later: seats are never given up.
                if number == 0:
                    self._hopeless.add(sort)
                else:
                    self._sitting = before
                return False
        self.taken += len(sorts)
        return True

    def _seat(self, sort: Sort, visited: set[int]) -> bool:
        for number, line in enumerate(self.lines):
            if number in visited or not line.fits(sort):
                continue
            visited.add(number)
            sitting = self._sitting[number]
            if sitting.total() < line.count:
                sitting[sort] += 1
                return True
            for other in list(sitting):
                if other != sort and sitting[other] and self._seat(other, visited):
                    sitting[other] -= 1
                    sitting[sort] += 1
                    return True
        return False


class _Draw:
    """One try at filling all forms.

    Attributes:
        had_bad_luck: something was left out that another order might have found room for; single
            questions that find no seat never do.
    """

    def __init__(
        self,
        lines: Sequence[FillLine],
        cues: Callable[[str], Collection[str]],
        barred: set[str],
        forms: int,
    ) -> None:
        self.seats = _Seats(lines)
        self.chosen: list[list[Fillable]] = [[] for _ in range(forms)]
        self._cues = cues
        self._barred = [set(barred) for _ in range(forms)]
        self.had_bad_luck = False

    def take(self, bundle: _Bundle) -> None:
        """Take a bundle if there is room for it and nothing in its form gives it away."""
        if self.seats.is_full:
            return
        for turn in range(len(bundle)):
            turned = bundle[turn:] + bundle[:turn]
            if self._may_meet(turned):
                if self.seats.take([one.sort for one in turned[0]]):
                    self._put(turned)
                elif len(turned[0]) > 1:
                    self.had_bad_luck = True
                return
        self.had_bad_luck = True

    def _may_meet(self, bundle: _Bundle) -> bool:
        return not any(
            one.item_id in barred
            for unit, barred in zip(bundle, self._barred, strict=True)
            for one in unit
        )

    def _put(self, bundle: _Bundle) -> None:
        for unit, chosen, barred in zip(bundle, self.chosen, self._barred, strict=True):
            chosen.extend(unit)
            for one in unit:
                barred.update(self._cues(one.item_id))


def _in_order(chosen: list[Fillable]) -> tuple[str, ...]:
    candidates = [Candidate(one.item_id, one.sort.topic, one.case_id) for one in chosen]
    return tuple(one.item_id for one in interleave(candidates))


def _shortages(
    seats: _Seats, every: list[Fillable], seen: set[str], kept: set[str]
) -> Iterator[Shortage]:
    for number, line in enumerate(seats.lines):
        found = seats.found(number)
        if found < line.count:
            fitting = [
                one.item_id for one in every if line.fits(one.sort) and one.item_id not in kept
            ]
            out = sum(item_id in seen for item_id in fitting)
            yield Shortage(line, found, len(fitting) - out, out)
