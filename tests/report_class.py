"""A class that has handed in: results with answers, confidence and times, always the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from quizapp.application.reports.making import Returned
from quizapp.domain.answers import (
    OptionAnswer,
    OptionsAnswer,
    OrderAnswer,
    PairsAnswer,
    PathAnswer,
    RegionAnswer,
    TwoTierAnswer,
    VerdictAnswer,
    answer_to_json,
    number_typed,
)
from quizapp.domain.assignments import (
    AssignmentMode,
    AssignmentPlan,
    MarkedResult,
    Member,
    Override,
    SittingRecord,
)
from quizapp.domain.attempts import PassRule
from quizapp.domain.confidence import Confidence
from quizapp.domain.grading import grade
from quizapp.domain.items import TrueFalseReason, TwoTier
from quizapp.domain.part_items import Hotspot, Matching, Numeric, Ordering
from quizapp.domain.rosters import Cohort, RosterEntry
from quizapp.domain.scenario_items import ScenarioItem, played
from quizapp.domain.scenarios import open_actions, replay
from quizapp.domain.sheets import LETTERS
from quizapp.storage.assignment_store import (
    AssignmentStore,
    Reception,
    StoredAssignment,
    StoredSheet,
)
from quizapp.storage.cohort_store import CohortStore

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.bootstrap import Application
    from quizapp.domain.answers import Answer
    from quizapp.domain.items import Item, Option
    from quizapp.domain.scenarios import Scenario

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FIRST = ("Maya", "Jonas", "Amira", "Olu", "Lena", "Piotr", "Noor", "Sana", "Tom", "Ines")
LAST = ("Lind", "Haddad", "Okafor", "Nowak", "Silva", "Berg", "Rossi", "Khan", "Weiss", "Costa")
PLAN = AssignmentPlan(
    id="week-3",
    title="Opioids and naloxone: week 3",
    mode=AssignmentMode.EXAM,
    due_at=START + timedelta(days=8, hours=9),
    time_limit_s=1800,
    attempts=2,
    passes=PassRule(0.6, no_critical_error=True),
    overrides=(
        Override("m0001", 1.5),
        Override("m0004", 1.25, START + timedelta(days=10, hours=9)),
    ),
)

#: What the computers of some noted; those of the others noted nothing.
RECORDS: dict[str, SittingRecord | None] = {
    "m0001": SittingRecord(
        started_at=START, focus_losses=2, away_ms=185_000, clock_jumps=(-36_000_000,)
    ),
    "m0003": None,
}


def members(count: int) -> tuple[Member, ...]:
    return tuple(
        Member(f"m{n:04}", f"{FIRST[n % 10]} {LAST[(n // 10 + n) % 10]}", str(1000 + n))
        for n in range(count)
    )


def class_of(count: int, items: Sequence[Item], absent: int = 2) -> Returned:
    """A class in which the last ones have not handed in, and every fifth tried twice."""
    rng = Random(7)
    people = members(count)
    results = []
    for place, member in enumerate(people[: max(0, count - absent)]):
        skill = rng.gauss(0.62, 0.18)
        results += [
            result(member, number, items, skill + 0.1 * (number - 1), rng)
            for number in range(1, 3 if place % 5 == 0 else 2)
        ]
    return Returned(
        plan=PLAN,
        cohort="Evening class",
        items=tuple(items),
        members=people,
        results=tuple(results),
    )


def result(
    member: Member, number: int, items: Sequence[Item], skill: float, rng: Random
) -> MarkedResult:
    answers = [answered(item, skill, place, rng) for place, item in enumerate(items)]
    grades = tuple(grade(item, given) for item, given in zip(items, answers, strict=True))
    received = START + timedelta(days=rng.randrange(11), minutes=rng.randrange(500))
    return MarkedResult(
        member_id=member.id,
        number=number,
        revision=1,
        claimed_at=received - timedelta(minutes=20),
        received_at=received,
        is_late=PLAN.is_late(received, member.id),
        grades=grades,
        topics=tuple(item.topic for item in items),
        answers=tuple(answers),
        confidences=tuple(
            rng.choice((None, *Confidence)) if one.points < 1 else rng.choice(list(Confidence)[1:])
            for one in grades
        ),
        times_ms=tuple(rng.randrange(8_000, 70_000) for _ in items),
        record=RECORDS.get(member.id, SittingRecord(started_at=received - timedelta(hours=1))),
    )


def answered(item: Item, skill: float, place: int, rng: Random) -> Answer | None:
    if rng.random() < 0.02:
        return None
    # The third question is one that the better ones get wrong.
    is_right = rng.random() < (1.1 - skill if place == 2 else skill + 0.04 * (place % 7 - 3))
    match item:
        case Ordering():
            steps = [step.id for step in item.steps]
            order = sorted(steps, key=lambda one: sum(b == one for _, b in item.before))
            return OrderAnswer(tuple(order if is_right else rng.sample(steps, len(steps))))
        case Matching():
            right = [term.id for term in item.right]
            return PairsAnswer(
                tuple((a, b if is_right else rng.choice(right)) for a, b in item.key)
            )
        case Numeric():
            number = item.answer.min if is_right else item.answer.max * rng.choice((2, 3, 10))
            return number_typed(f"{number:f}")
        case Hotspot():
            (key,) = (one.id for one in item.regions if one.correct)
            return RegionAnswer(key if is_right else rng.choice(item.regions).id)
        case ScenarioItem():
            return played(item, _path(item.scenario, rng, is_right=is_right))
        case TrueFalseReason():
            verdict = item.answer if is_right else rng.random() < 0.5
            return VerdictAnswer(verdict, _one(item.reasons, rng, is_right=is_right))
        case TwoTier():
            return TwoTierAnswer(
                _one(item.options, rng, is_right=is_right),
                _one(item.reasons, rng, is_right=is_right),
            )
    (options,) = item.option_sets
    if item.kind == "multiple_response":
        key = tuple(one.id for one in options if one.correct)
        return OptionsAnswer(key if is_right else (key[0], _one(options, rng, is_right=False)))
    return OptionAnswer(_one(options, rng, is_right=is_right))


def _path(scenario: Scenario, rng: Random, *, is_right: bool) -> PathAnswer:
    """A run without mistakes, or one in which chance acts, to its end."""
    if is_right:
        return PathAnswer(scenario.reference_path)
    actions: tuple[str, ...] = ()
    while opened := open_actions(scenario, replay(scenario, actions)[-1]):
        actions += (rng.choice(opened).id,)
    return PathAnswer(actions)


def _one(options: Sequence[Option], rng: Random, *, is_right: bool) -> str:
    wanted = [one.id for one in options if one.correct is is_right]
    # Not all wrong options are equally tempting.
    return wanted[min(len(wanted) - 1, int(rng.random() ** 2 * len(wanted)))]


def of_every_kind(items: Sequence[Item], count: int) -> list[Item]:
    """So many items, the kinds taking turns."""
    by_kind: dict[str, list[Item]] = {}
    for item in items:
        by_kind.setdefault(item.kind, []).append(item)
    found: list[Item] = []
    while len(found) < count:
        found += [kind.pop(0) for kind in by_kind.values() if kind][: count - len(found)]
    return found


def keep(app: Application, found: Returned) -> None:
    """Put a class and what came back into the trainer's database."""
    cohort = Cohort(f"cohort-{found.plan.id}", found.cohort)
    cohorts = CohortStore(app.database)
    cohorts.save(cohort, START)
    cohorts.put(
        [
            RosterEntry(
                id=member.id,
                cohort_id=cohort.id,
                name=member.name,
                reference=member.reference,
                position=place,
                added_at=START,
            )
            for place, member in enumerate(found.members)
        ]
    )
    store = AssignmentStore(app.database)
    orders = tuple(item.part_ids for item in found.items)
    sheets = [
        StoredSheet(
            member_id=member.id,
            sha256=f"{found.plan.id}-{member.id}",
            seat_key=b"",
            orders=orders,
            places=tuple(range(len(found.items))),
            raw=b"",
        )
        for member in found.members
    ]
    store.add(
        StoredAssignment(
            plan=found.plan,
            cohort_id=cohort.id,
            sign_key=app.trainer.key().sign_key,
            sent=found.items,
            spec_sha256="",
            made_at=START,
        ),
        sheets,
    )
    with store.in_one_go():
        for one in found.results:
            name = f"{found.plan.id}-{one.member_id}-{one.number}"
            given = [
                answer and answer_to_json(lettered(item, answer))
                for item, answer in zip(found.items, one.answers, strict=True)
            ]
            reception = Reception(
                name, str(one.number), "", b"", given, one.confidences, one.times_ms
            )
            store.take_in(found.plan.id, reception, one)


def lettered(item: Item, answer: Answer) -> Answer:
    """An answer in the letters of a sheet that shows everything in the order of the file."""

    def letter(part: str, place: int = 0) -> str:
        return LETTERS[item.part_ids[place].index(part)]

    match answer:
        case OptionAnswer(option):
            return OptionAnswer(letter(option))
        case OptionsAnswer(options):
            return OptionsAnswer(tuple(map(letter, options)))
        case VerdictAnswer(verdict, reason):
            return VerdictAnswer(verdict, letter(reason))
        case TwoTierAnswer(option, reason):
            return TwoTierAnswer(letter(option), letter(reason, 1))
        case OrderAnswer(order):
            return OrderAnswer(tuple(map(letter, order)))
        case RegionAnswer(region):
            return RegionAnswer(letter(region))
        case PairsAnswer(pairs):
            assert isinstance(item, Matching)
            left = [term.id for term in item.left]
            return PairsAnswer(tuple((str(left.index(a) + 1), letter(b)) for a, b in pairs))
    return answer
