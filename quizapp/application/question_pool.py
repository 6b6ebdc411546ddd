"""The pool: all questions that a trainer can put into a set."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from quizapp.application.own_banks import bank_files, read_banks
from quizapp.domain.assignments import AssignmentMode, plain_stem
from quizapp.domain.item_rules.cueing import cueing_pairs
from quizapp.domain.items import Level
from quizapp.domain.part_items import Hotspot
from quizapp.domain.set_filling import Fillable, Sort
from quizapp.domain.set_timing import medians

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from quizapp.domain.items import Item
    from quizapp.storage.bank_store import BankStore
    from quizapp.storage.pool_store import PoolRow, PoolStore


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
        questions: the shipped ones topic by topic, then the trainer's own.
        titles: of each topic, in order.
        own: the trainer's own questions by id.
        pairs: for a question, those that must not meet it in a set.
        usual_ms: the median time of an answer, by the kinds for which enough were measured.
        problems: one sentence for each bank of the trainer's that is left out.
    """

    questions: tuple[PoolQuestion, ...]
    titles: Mapping[str, str]
    own: Mapping[str, Item]
    pairs: Mapping[str, frozenset[str]]
    usual_ms: Mapping[str, int]
    problems: tuple[str, ...]

    def cues(self, item_id: str) -> frozenset[str]:
        """Return the questions that must not meet a given one."""
        return self.pairs.get(item_id, frozenset())

    def fillable(self, mode: AssignmentMode) -> list[Fillable]:
        """Return the questions that a set can be filled with; an exam has no places in diagrams."""
        is_exam = mode is AssignmentMode.EXAM
        return [
            one.fillable
            for one in self.questions
            if not (is_exam and one.sort.kind == Hotspot.kind)
        ]

    def with_cases(self, item_ids: Iterable[str]) -> tuple[str, ...]:
        """Return questions with all others of their cases, which are asked whole."""
        wanted = set(item_ids)
        cases = {one.case_id for one in self.questions if one.id in wanted and one.case_id}
        return tuple(one.id for one in self.questions if one.id in wanted or one.case_id in cases)


class QuestionPool:
    """Reads the pool: shipped questions from the database, own ones from their folder.

    Args:
        store: the compiled questions.
        banks: the same, one by one.
        folder: the trainer's own banks.
    """

    def __init__(self, store: PoolStore, banks: BankStore, folder: Path) -> None:
        self._store = store
        self._banks = banks
        self._folder = folder

    def load(self, banks: Sequence[Path] | None = None) -> Pool:
        """Read everything; with many questions of the trainer's own this takes a moment.

        Args:
            banks: the trainer's own ones; `None` for those of the folder.
        """
        rows = self._store.rows()
        own = read_banks(self.own_files() if banks is None else banks)
        served = {item.id: item for item in own.items.values() if item.is_served}
        shipped = (row for row in rows if row.id not in served)
        return Pool(
            questions=(*map(_shipped, shipped), *_own(served, rows)),
            titles={**own.titles, **self._store.topics()},
            own=served,
            pairs=self._pairs(rows, served),
            usual_ms=medians(self._store.times()),
            problems=own.problems,
        )

    def items(self, item_ids: Sequence[str], own: Mapping[str, Item]) -> tuple[Item, ...]:
        """Return those of the questions that are there, in the order asked for."""
        found = (own.get(item_id) or self._banks.item(item_id) for item_id in item_ids)
        return tuple(item for item in found if item is not None)

    def sent_to(self, cohort_id: str) -> set[str]:
        """Return the ids of all questions that a cohort was ever sent."""
        return self._store.sent_to(cohort_id)

    def own_files(self) -> tuple[Path, ...]:
        """Return the files of the trainer's own banks."""
        return bank_files(self._folder)

    def _pairs(self, rows: Sequence[PoolRow], own: Mapping[str, Item]) -> dict[str, frozenset[str]]:
        pairs = defaultdict(set)
        for one, other in self._store.cues():
            pairs[one].add(other)
        if own:
            # The database knows the pairs of what it was compiled from, and own banks are not.
            every = (*own.values(), *self._banks.items([row.id for row in rows]))
            for one, other in cueing_pairs(every):
                pairs[one].add(other)
                pairs[other].add(one)
        return {item_id: frozenset(others) for item_id, others in pairs.items()}


def _shipped(row: PoolRow) -> PoolQuestion:
    return PoolQuestion(
        id=row.id,
        sort=Sort(row.topic, Level(row.level), row.kind),
        case_id=row.case_id,
        stem=row.stem,
        is_shipped=True,
        right=row.right / row.answers if row.answers else None,
    )


def _own(own: Mapping[str, Item], rows: Sequence[PoolRow]) -> Iterator[PoolQuestion]:
    ids = {row.id for row in rows}
    stems = {plain_stem(row.stem) for row in rows} if own else set()
    for item in own.values():
        yield PoolQuestion(
            id=item.id,
            sort=Sort(item.topic, item.level, item.kind),
            # A case of the trainer's may be called like one that came with Quizapp.
            case_id=f"{item.bank}/{item.case_id}" if item.case_id else None,
            stem=item.stem,
            is_shipped=item.id in ids or plain_stem(item.stem) in stems,
            right=None,
        )
