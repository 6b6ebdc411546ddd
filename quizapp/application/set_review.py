"""What a draft of a set comes to: how long it takes, what keeps it back, and what to know."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.application.phrases import minutes, plural
from quizapp.application.set_messages import plan_remarks, shipped_sentence
from quizapp.domain.assignments import MOST_QUESTIONS, AssignmentMode
from quizapp.domain.kinds import SCENARIO
from quizapp.domain.part_items import Hotspot
from quizapp.domain.set_timing import WORDS_A_MINUTE, SetTime, set_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from quizapp.application.question_pool import Pool
    from quizapp.domain.items import Item
    from quizapp.domain.set_drafts import SetDraft


@dataclass(frozen=True, slots=True, kw_only=True)
class SetReview:
    """What a draft comes to.

    Attributes:
        mix: how many questions there are of each topic, in the order of topics.
        time: what it will take; `time_words` says so, and what that rests on.
        hindrances: why it cannot be assigned yet, one sentence each.
        remarks: what to know before it is assigned, one sentence each.
    """

    mix: tuple[tuple[str, int], ...]
    time: SetTime
    time_words: str
    hindrances: tuple[str, ...]
    remarks: tuple[str, ...]


def review_set(
    draft: SetDraft, pool: Pool, items: Sequence[Item], members: int, now: datetime
) -> SetReview:
    """Review a draft.

    Args:
        draft: what is looked at.
        pool: what there is to pick from.
        items: the questions of the draft, as far as they are there.
        members: how many learners its cohort has.
        now: the moment.
    """
    counts = Counter(item.topic for item in items)
    time = set_time(items, pool.usual_ms)
    return SetReview(
        mix=tuple((topic, counts[topic]) for topic in pool.titles if counts[topic]),
        time=time,
        time_words=_time_words(time),
        hindrances=tuple(_hindrances(draft, items, members)),
        remarks=tuple(_remarks(draft, pool, items, now)),
    )


def _time_words(time: SetTime) -> str:
    if not time.measured and not time.read:
        return ""
    about = f"About {minutes(time.minutes)}"
    by_words = f"from {WORDS_A_MINUTE} words a minute"
    if not time.read:
        return f"{about}, from times measured here"
    if not time.measured:
        return f"{about}, {by_words}"
    return f"{about}: {plural(time.measured, 'question')} from times measured here, {time.read} {by_words}"


def _hindrances(draft: SetDraft, items: Sequence[Item], members: int) -> Iterator[str]:
    if not draft.plan.title.strip():
        yield "Give the set a name."
    if not draft.items:
        yield "Pick at least one question."
    if len(draft.items) > MOST_QUESTIONS:
        yield f"A set has at most {MOST_QUESTIONS} questions."
    if not draft.cohort_id:
        yield "Choose whom it is for."
    elif not members:
        yield "There is nobody in this cohort yet."
    missing = len(draft.items) - len(items)
    if missing:
        yield f"{plural(missing, 'question is', 'questions are')} not there any more."
    if draft.plan.mode is AssignmentMode.EXAM:
        places = sum(isinstance(item, Hotspot) for item in items)
        if places:
            yield (
                f"{plural(places, 'question asks', 'questions ask')} for a place in a diagram, whose"
                " parts are named in every copy of Quizapp: an exam could not hide the answer."
            )
        told = sum(item.kind == SCENARIO for item in items)
        if told:
            yield no_exam_sentence(told)


def no_exam_sentence(scenarios: int) -> str:
    """Say that scenarios keep a set from being an exam."""
    which, them = ("scenario", "it") if scenarios == 1 else (f"{scenarios} scenarios", "them")
    return (
        f"An exam cannot ask the {which} in this set, for what comes of each action travels with"
        f" {them}; take {them} out first."
    )


def _remarks(draft: SetDraft, pool: Pool, items: Sequence[Item], now: datetime) -> Iterator[str]:
    plan = draft.plan
    picked = set(draft.items)
    if any(item.kind == SCENARIO for item in items) and not plan.says_at_once:
        yield (
            "In a scenario a learner sees at once what comes of each action; what the run is worth"
            " is shown when the other answers are."
        )
    if plan.mode is AssignmentMode.EXAM:
        shipped = sum(one.is_shipped for one in pool.questions if one.id in picked)
        if shipped:
            yield shipped_sentence(shipped, len(draft.items))
    pairs = sum(other in picked for item_id in draft.items for other in pool.cues(item_id)) // 2
    if pairs:
        yield f"{plural(pairs, 'pair')} of questions give each other away."
    parts = len(set(pool.with_cases(draft.items)) - picked)
    if parts:
        yield f"{plural(parts, 'more question belongs', 'more questions belong')} to cases in this set."
    yield from plan_remarks(plan, {item.topic for item in items}, pool.titles, now)
