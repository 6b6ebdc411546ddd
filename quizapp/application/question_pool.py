"""The pool: all questions that a trainer can put into a set."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from quizapp.application.own_banks import read_banks
from quizapp.domain.assignments import AssignmentMode, asked_words, plain_words
from quizapp.domain.item_rules.cueing import cueing_pairs
from quizapp.domain.items import Level
from quizapp.domain.kinds import SCENARIO
from quizapp.domain.part_items import Hotspot
from quizapp.domain.scenario_items import scenario_item
from quizapp.domain.set_filling import Fillable, Sort
from quizapp.domain.set_timing import medians

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from quizapp.domain.items import Item
    from quizapp.storage.bank_store import BankStore
    from quizapp.storage.pool_store import PoolRow, PoolStore
    from quizapp.storage.scenario_store import ScenarioStore


_NOT_IN_EXAMS = frozenset([Hotspot.kind, SCENARIO])


class PoolQuestion(NamedTuple):
    """A question to pick.

    Attributes:
        is_shipped: its answer is on every learner's computer, because it, or one with the same
            words, came with Quizapp.
        right: the share of right answers on this computer, 0 to 1; None without any.
    """

    id: str
    sort: Sort
    case_id: str | None
    stem: str
    is_shipped: bool
    right: float | None

    @property
    def fillable(self) -> Fillable:
        """The question as a set is filled with it."""
        return Fillable(self.id, self.sort, self.case_id)


@dataclass(frozen=True, slots=True)
class Pool:
    """What there is to pick from.

    Attributes:
        questions: the compiled ones topic by topic, then those of further banks, then the
            compiled scenarios.
        titles: of each topic, in order.
        further: questions of banks that are not compiled, by id.
        scenarios: the compiled scenarios as questions, by id.
        pairs: for a question, those that must not meet it in a set.
        usual_ms: the median time of an answer, by the kinds for which enough were measured.
        problems: one sentence for each bank of the trainer's that is left out.
    """

    questions: tuple[PoolQuestion, ...]
    titles: Mapping[str, str]
    further: Mapping[str, Item]
    scenarios: Mapping[str, Item]
    pairs: Mapping[str, frozenset[str]]
    usual_ms: Mapping[str, int]
    problems: tuple[str, ...]

    def cues(self, item_id: str) -> frozenset[str]:
        """Return the questions that must not meet a given one."""
        return self.pairs.get(item_id, frozenset())

    def fillable(self, mode: AssignmentMode) -> list[Fillable]:
        """Return the questions that a set can be filled with.

        An exam has no places in diagrams and no scenarios.
        """
        barred = _NOT_IN_EXAMS if mode is AssignmentMode.EXAM else frozenset()
        return [one.fillable for one in self.questions if one.sort.kind not in barred]

    def scenarios_among(self, item_ids: Iterable[str]) -> frozenset[str]:
        """Return which of some questions are scenarios, which no exam can ask."""
        wanted = set(item_ids)
        return frozenset(
            one.id for one in self.questions if one.sort.kind == SCENARIO and one.id in wanted
        )

    def with_cases(self, item_ids: Iterable[str]) -> tuple[str, ...]:
        """Return questions with all others of their cases, which are asked whole."""
        wanted = set(item_ids)
        cases = {one.case_id for one in self.questions if one.id in wanted and one.case_id}
        return tuple(one.id for one in self.questions if one.id in wanted or one.case_id in cases)


class QuestionPool:
    """Reads the pool from the database, with banks that are not compiled if there are any."""

    def __init__(self, store: PoolStore, banks: BankStore, scenarios: ScenarioStore) -> None:
        self._store = store
        self._banks = banks
        self._scenarios = scenarios

    def load(self, banks: Sequence[Path] = ()) -> Pool:
        """Read everything.

        Args:
            banks: files and folders with further banks; their questions come before those of the
                same id.
        """
        rows = self._store.rows()
        further = read_banks(banks)
        served = {item.id: item for item in further.items.values() if item.is_served}
        shipped = _Shipped(rows)
        told = {item.id: item for item in self._told() if item.id not in served}
        return Pool(
            questions=(
                *(_compiled(row, shipped) for row in rows if row.id not in served),
                *(_further(item, shipped) for item in served.values()),
                *(_shipped_scenario(item) for item in told.values()),
            ),
            titles={**further.titles, **self._store.topics()},
            further=served,
            scenarios=told,
            pairs=self._pairs(rows, served),
            usual_ms=medians(self._store.times()),
            problems=(
                *further.problems,
                *(f"{path}: {message}" for path, message in self._store.problems()),
            ),
        )

    def items(self, item_ids: Sequence[str], pool: Pool) -> tuple[Item, ...]:
        """Return those of the questions that are there, in the order asked for."""
        known = {one.id for one in pool.questions}
        wanted = [item_id for item_id in item_ids if item_id in known]
        known_here = {**pool.scenarios, **pool.further}
        found = (known_here.get(item_id) or self._banks.item(item_id) for item_id in wanted)
        return tuple(item for item in found if item is not None)

    def scenario(self, item_id: str) -> Item | None:
        """Return a compiled scenario as a question, or None."""
        found = self._scenarios.find(item_id)
        return None if found is None else scenario_item(found.scenario)

    def _told(self) -> Iterator[Item]:
        for served in self._scenarios.served():
            yield scenario_item(served.scenario)

    def sent_to(self, cohort_id: str) -> set[str]:
        """Return the ids of all questions that a cohort was ever sent."""
        return self._store.sent_to(cohort_id)

    def _pairs(
        self, rows: Sequence[PoolRow], further: Mapping[str, Item]
    ) -> dict[str, frozenset[str]]:
        pairs = defaultdict(set)
        for one, other in self._store.cues():
            pairs[one].add(other)
        if further:
            # The database knows the pairs of what is compiled, and these are not.
            asked = (item for item in further.values() if item.kind != SCENARIO)
            every = (*asked, *self._banks.items([row.id for row in rows]))
            for one, other in cueing_pairs(every):
                pairs[one].add(other)
                pairs[other].add(one)
        return {item_id: frozenset(others) for item_id, others in pairs.items()}


class _Shipped:
    """What every learner has."""

    def __init__(self, rows: Sequence[PoolRow]) -> None:
        shipped = [row for row in rows if not row.is_own]
        self._ids = {row.id for row in shipped}
        self._words = {_words(row) for row in shipped}

    def has(self, item_id: str, words: str) -> bool:
        return item_id in self._ids or words in self._words


def _words(row: PoolRow) -> str:
    """Return what is asked, as `asked_words` has it."""
    return plain_words(f"{row.case_text} {row.stem}")


def _compiled(row: PoolRow, shipped: _Shipped) -> PoolQuestion:
    return PoolQuestion(
        id=row.id,
        sort=Sort(row.topic, Level(row.level), row.kind),
        case_id=row.case_id,
        stem=row.stem,
        is_shipped=shipped.has(row.id, _words(row)),
        right=row.right / row.answers if row.answers else None,
    )


def _further(item: Item, shipped: _Shipped) -> PoolQuestion:
    return PoolQuestion(
        id=item.id,
        sort=Sort(item.topic, item.level, item.kind),
        # A case of one's own may be called like one that came with Quizapp.
        case_id=f"{item.bank}/{item.case_id}" if item.case_id else None,
        stem=item.stem,
        is_shipped=shipped.has(item.id, asked_words(item)),
        right=None,
    )


def _shipped_scenario(item: Item) -> PoolQuestion:
    return PoolQuestion(
        id=item.id,
        sort=Sort(item.topic, item.level, item.kind),
        case_id=None,
        stem=item.stem,
        is_shipped=True,
        right=None,
    )
