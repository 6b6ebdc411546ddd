"""Demo data: a made-up learner with weeks of answers, for trying out, pictures and benchmarks."""

from __future__ import annotations

import heapq
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from quizapp.application.demo_scenarios import play_scenarios
from quizapp.domain.answers import (
    Answer,
    NumberAnswer,
    OptionAnswer,
    OptionsAnswer,
    OrderAnswer,
    PairsAnswer,
    RegionAnswer,
    TwoTierAnswer,
    VerdictAnswer,
)
from quizapp.domain.attempts import Attempt, AttemptState, Mode, QuizSpec, Response, Slot
from quizapp.domain.confidence import Confidence
from quizapp.domain.errors import UserError
from quizapp.domain.grading import graded
from quizapp.domain.items import Item, Option, SingleBest, TrueFalseReason, TwoTier, Vignette
from quizapp.domain.memory import Memory
from quizapp.domain.part_items import Hotspot, Matching, Numeric, Ordering, Region
from quizapp.domain.scheduling import ReviewScheduler
from quizapp.domain.selection import shuffled_option_ids
from quizapp.storage.attempt_store import AttemptStore
from quizapp.storage.bank_store import BankCompiler
from quizapp.storage.progress_store import ProgressStore
from quizapp.storage.scenario_store import ScenarioStore
from quizapp.storage.texts import time_to_text

if TYPE_CHECKING:
    from quizapp.application.bank_library import BankLibrary
    from quizapp.application.profiles import Profiles
    from quizapp.application.studying import StudyClock
    from quizapp.domain.days import StudyCalendar
    from quizapp.storage.database import Database

DEMO_NAME = "Maya"
_DAYS = 90
_RUN_LENGTH = 15
_RETENTION = 0.9
_ALL_MET_AFTER = 0.7
"""Part of the days after which each item has been asked once, if there are answers enough."""
_LONGEST_DAY_S = 8 * 3600
"""Time that the answers of a day may take together; a large demo answers faster."""
_USUAL_PACE_S = 40
_CONVINCED_DAYS = 2
"""From so many days of answers before the end on, the learner is certain of a wrong belief."""
_SKIPPED = {9, 10, 17, 24, 25, 33, 41, 42, 50, 58, 66, 67, 80}
"""Days before today on which the demo learner did nothing."""


@dataclass(frozen=True, slots=True)
class DemoData:
    """What was made."""

    items: int
    responses: int


class DemoMaker:
    """Fills an empty data folder with a demo learner."""

    def __init__(
        self, database: Database, clock: StudyClock, banks: BankLibrary, profiles: Profiles
    ) -> None:
        self._database = database
        self._clock = clock
        self._banks = banks
        self._profiles = profiles

    def make(self, *, items: int | None = None, responses: int = 600, seed: int = 1) -> DemoData:
        """Make a learner with answers to the items of the banks.

        Args:
            items: if more than the banks have, further items are made up by copying.
            responses: number of answers, spread over the last 90 days.
            seed: the same seed gives the same answers.

        Raises:
            UserError: the folder is in use.
        """
        if self._profiles.learners():
            raise UserError(
                f"{self._database.path.parent} has learners already.",
                "Name an empty folder for demo data.",
            )
        self._banks.sync()
        asked = self._items(items or 0)
        learner = self._profiles.create(DEMO_NAME)
        story = _Story(self._database, self._clock, learner.id, random.Random(seed))
        with self._database.transaction():
            made = story.tell(asked, responses)
            story.derive()
            # Dice of their own: what is answered does not depend on which scenarios there are.
            play_scenarios(
                ScenarioStore(self._database),
                self._clock,
                learner.id,
                random.Random(f"{seed}:scenarios"),
            )
        return DemoData(len(asked), made)

    def _items(self, wanted: int) -> list[Item]:
        """Return all active items, after copying as many as it takes to have `wanted`."""
        compiler = BankCompiler(self._database)
        asked = sorted(compiler.active_items(), key=lambda item: item.id)
        copies = list(_copies(asked, wanted - len(asked)))
        with self._database.transaction():
            for number, item in enumerate(copies):
                compiler.save_item(item, number)
        return asked + copies


def _copies(items: Sequence[Item], count: int) -> Iterator[Item]:
    plain = [item for item in items if item.case_id is None]
    for number in range(count):
        source = plain[number % len(plain)]
        yield replace(source, id=f"demo-{number + 1:06d}", bank="demo")


class _Story:
    """The days of the demo learner, each with what was due and something new."""

    def __init__(
        self, database: Database, clock: StudyClock, learner_id: str, rng: random.Random
    ) -> None:
        self._learner_id = learner_id
        self._rng = rng
        self._calendar = clock.calendar
        self._today = clock.today()
        self._now = clock.now()
        self._attempts = AttemptStore(database)
        self._progress = ProgressStore(database)
        self._scheduler = ReviewScheduler(clock.calendar)
        self._memories: dict[str, Memory] = {}
        self._made = 0
        self._touched: list[str] = []
        self._new_a_day = 0
        self._conviction = ""
        self._met: set[str] = set()

    def tell(self, items: Sequence[Item], responses: int) -> int:
        """Write the answers, oldest first, and return how many there are."""
        new = list(items)
        self._rng.shuffle(new)
        by_id = {item.id: item for item in items}
        due: list[tuple[date, str]] = []
        days = [self._today - timedelta(days=back) for back in range(_DAYS, -1, -1)]
        days = [day for day in days if (self._today - day).days not in _SKIPPED]
        self._new_a_day = math.ceil(len(new) / (_ALL_MET_AFTER * len(days)))
        for number, day in enumerate(days):
            # Today is under way: a third of the usual.
            weight = 3 if day != self._today else 1
            # Weights of the days still to come: three each, and one for today.
            left = max(weight, 3 * (len(days) - 1 - number) + 1)
            quota = round((responses - self._made) * weight / left)
            chosen = self._choose(day, quota, due, new, by_id)
            if number == len(days) - _CONVINCED_DAYS:
                chosen += self._convince(new, chosen)
            self._day(day, chosen)
            for item_id in self._touched:
                heapq.heappush(due, (self._due_day(item_id), item_id))
        return self._made

    def derive(self) -> None:
        """Write memories and totals; the memories are known from telling the story."""
        self._progress.rebuild(self._learner_id, _Told(self._calendar, self._memories))

    def _choose(
        self,
        day: date,
        quota: int,
        due: list[tuple[date, str]],
        new: list[Item],
        by_id: dict[str, Item],
    ) -> list[Item]:
        # Some due items are left for later, most of them today, so that there is something to do.
        postponed = 0.8 if day == self._today else 0.15
        chosen: list[Item] = []
        later: list[tuple[date, str]] = []
        while due and due[0][0] <= day and len(chosen) < quota:
            _day, item_id = heapq.heappop(due)
            if self._rng.random() < postponed:
                later.append((day, item_id))
                continue
            chosen.append(by_id[item_id])
        fresh = min(self._new_a_day, len(new), quota - len(chosen))
        chosen.extend(new.pop() for _ in range(fresh))
        while due and len(chosen) < quota and day != self._today:
            chosen.append(by_id[heapq.heappop(due)[1]])
        for entry in later:
            heapq.heappush(due, entry)
        return chosen

    def _convince(self, new: list[Item], chosen: Sequence[Item]) -> list[Item]:
        """Let the learner hold a belief that was not met so far, and return an item that shows it."""
        met = self._met.union(*(item.beliefs for item in chosen))
        for item in new:
            for belief in sorted(item.beliefs - met):
                if _convinced_answer(item, belief) is not None:
                    self._conviction = belief
                    new.remove(item)
                    return [item]
        return []

    def _due_day(self, item_id: str) -> date:
        return self._calendar.day_of(self._memories[item_id].due_at)

    def _day(self, day: date, items: list[Item]) -> None:
        self._touched = [item.id for item in items]
        dawn = self._calendar.start_of(day)
        start = dawn + timedelta(hours=self._rng.randint(4, 15))
        haste = max(1.0, len(items) * _USUAL_PACE_S / _LONGEST_DAY_S)
        took = timedelta(seconds=len(items) * _USUAL_PACE_S * 1.5 / haste)
        moment = max(dawn, min(start, self._now - took))
        for first in range(0, len(items), _RUN_LENGTH):
            moment = self._run(items[first : first + _RUN_LENGTH], moment, day, haste)

    def _run(self, items: list[Item], started_at: datetime, day: date, haste: float) -> datetime:
        seed = self._rng.getrandbits(32)
        slots = tuple(
            Slot(position, item.id, item.rev, shuffled_option_ids(item, seed, position))
            for position, item in enumerate(items)
        )
        attempt = Attempt(
            id=f"{self._rng.getrandbits(128):032x}",
            learner_id=self._learner_id,
            spec=QuizSpec(length=len(items), mode=Mode.LEARN),
            seed=seed,
            slots=slots,
            state=AttemptState.FINISHED,
            started_at=started_at,
        )
        self._attempts.insert(attempt, {})
        moment = started_at
        for slot, item in zip(slots, items, strict=True):
            elapsed_ms = round(self._rng.randint(9_000, 70_000) / haste)
            moment += timedelta(milliseconds=elapsed_ms)
            self._answer(attempt, slot, item, moment, day, elapsed_ms)
        return moment

    def _answer(
        self, attempt: Attempt, slot: Slot, item: Item, moment: datetime, day: date, elapsed_ms: int
    ) -> None:
        memory = self._memories.get(item.id)
        self._met |= item.beliefs
        knows = self._rng.random() < self._chance(item, memory)
        answer = made_up_answer(item, self._rng, is_right=knows)
        confidence = self._confidence(knows=knows)
        convinced = _convinced_answer(item, self._conviction)
        if convinced is not None:
            answer, confidence = convinced, Confidence.CERTAIN
        response = Response(
            attempt_id=attempt.id,
            position=slot.position,
            learner_id=self._learner_id,
            **graded(item, answer),
            confidence=confidence,
            elapsed_ms=elapsed_ms,
            answered_at=moment,
            day=day.isoformat(),
            retention=_RETENTION,
        )
        self._memories[item.id] = self._scheduler.after(memory, response)
        self._progress.insert_imported(response, time_to_text(moment))
        self._made += 1

    def _chance(self, item: Item, memory: Memory | None) -> float:
        talent = {"overdose-response": -0.14, "misconceptions": -0.06}.get(item.topic, 0.04)
        if memory is None:
            return 0.52 + talent
        return 0.84 + talent if memory.last_was_right else 0.62 + talent

    def _confidence(self, *, knows: bool) -> Confidence | None:
        weights = (1, 3, 6, 8) if knows else (3, 5, 5, 2)
        words: list[Confidence | None] = list(Confidence)
        return self._rng.choices([*words, None], weights=(*weights, 2))[0]


class _Told(ReviewScheduler):
    """Knows the memories that a story ended with, which would take long to make anew.

    Args:
        calendar: turns moments into days of study.
        memories: by item.
    """

    def __init__(self, calendar: StudyCalendar, memories: dict[str, Memory]) -> None:
        super().__init__(calendar)
        self._memories = memories

    def after(self, memory: Memory | None, response: Response) -> Memory:
        """Return the memory at the end of the story."""
        del memory
        return self._memories[response.item_id]

    @staticmethod
    def is_out_of_order(memory: Memory | None, response: Response) -> bool:
        """Return that no clock of a story is ever wrong."""
        del memory, response
        return False


def _convinced_answer(item: Item, belief: str) -> Answer | None:
    """Return the option of an item that a belief stands behind, if it has one best answer."""
    if not isinstance(item, SingleBest | Vignette):
        return None
    for option in item.options:
        if belief and option.misconception == belief:
            return OptionAnswer(option.id)
    return None


def made_up_answer(item: Item, rng: random.Random, *, is_right: bool) -> Answer:
    """Return an answer to an item of any kind, right or not."""
    if not item.option_sets:
        return _made_up_part(item, rng, is_right=is_right)
    sets = item.option_sets
    picks = [_pick(options, rng, correct=is_right) for options in sets]
    if isinstance(item, SingleBest | Vignette):
        return OptionAnswer(picks[0])
    if isinstance(item, TrueFalseReason):
        return VerdictAnswer(
            item.answer if rng.random() < 0.7 or is_right else not item.answer, picks[0]
        )
    if isinstance(item, TwoTier):
        first = _pick(sets[0], rng, correct=is_right or rng.random() < 0.5)
        return TwoTierAnswer(first, picks[1])
    right = [option.id for option in sets[0] if option.correct]
    if is_right:
        return OptionsAnswer(tuple(right))
    return OptionsAnswer((*right[: rng.randint(1, len(right))], picks[0]))


def _made_up_part(item: Item, rng: random.Random, *, is_right: bool) -> Answer:
    """Return an answer to an item of a kind without options."""
    if isinstance(item, Ordering):
        steps = sorted(
            (step.id for step in item.steps),
            key=lambda step: sum(later == step for _earlier, later in item.before),
        )
        return OrderAnswer(tuple(steps if is_right else reversed(steps)))
    if isinstance(item, Matching):
        spare = [term.id for term in item.right]
        pairs = dict(item.key)
        if not is_right:
            left = rng.choice(list(pairs))
            pairs[left] = rng.choice([term for term in spare if term != pairs[left]])
        return PairsAnswer(tuple(pairs.items()))
    if isinstance(item, Numeric):
        number = item.answer.min if is_right else item.answer.max + 1
        return NumberAnswer(f"{number:g}", f"{number:g}")
    assert isinstance(item, Hotspot)
    return RegionAnswer(_pick(item.regions, rng, correct=is_right))


def _pick(options: Sequence[Option | Region], rng: random.Random, *, correct: bool) -> str:
    return rng.choice([option.id for option in options if option.correct == correct])
