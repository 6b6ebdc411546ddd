"""What is asked for in an assignment: whether it can be, whom overrides mean, and its fingerprint."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.delivery.problems import RefusedFile
from quizapp.delivery.set_files import read_set
from quizapp.domain.assignments import MOST_QUESTIONS, AssignmentMode, Feedback, Override
from quizapp.domain.errors import UserError
from quizapp.domain.kinds import SCENARIO
from quizapp.domain.part_items import Hotspot

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from quizapp.domain.assignments import AssignmentPlan, Member
    from quizapp.domain.items import Item
    from quizapp.exchange.native_assignments import WrittenAssignment

_LONGEST_ID = 40


def refuse_items(items: Sequence[Item], asked: Sequence[str], written: WrittenAssignment) -> None:
    """Refuse questions that cannot be assigned.

    Args:
        items: the questions, each once.
        asked: the ids that were named.
        written: what is asked for, with its mode and with the place where each question is named.

    Raises:
        UserError: there are too many, one stands twice, or one cannot be asked in this mode.
    """
    if len(asked) != len(items):
        twice = next(one for number, one in enumerate(asked) if one in asked[:number])
        raise UserError(
            f"{written.place(twice)}The question {twice} stands twice in this assignment.",
            "Take one of them out.",
        )
    if len(items) > MOST_QUESTIONS:
        raise UserError(f"An assignment has at most {MOST_QUESTIONS} questions.", "Split it.")
    for item in items:
        if not item.is_served:
            raise UserError(
                f"{written.place(item.id)}The question {item.id} is a draft, which is not asked.",
                "Let it be read first.",
            )
        if written.plan.mode is AssignmentMode.EXAM:
            _refuse_in_exam(item, written.place(item.id))


def _refuse_in_exam(item: Item, place: str) -> None:
    if isinstance(item, Hotspot):
        raise UserError(
            f"{place}The question {item.id} asks for a place in a diagram, whose parts are named in"
            " every copy of Quizapp: an exam could not hide its answer.",
            "Take it out, or make this a practice set.",
        )
    if item.kind == SCENARIO:
        raise UserError(
            f"{place}{item.id} is a scenario. What comes of each action travels with it, so an exam"
            " cannot ask it.",
            "Take it out, or make this a practice set.",
        )


def refuse_nobody(plan: AssignmentPlan, members: Sequence[Member], cohort: str) -> None:
    """Refuse to write a set for each of nobody; one file for all is for who enrols later, too.

    Raises:
        UserError: so it would be.
    """
    if not (members or plan.shares_file):
        raise UserError(
            f"There is nobody in the cohort {cohort} yet.",
            "Add learners, or assign one file for all of them, whoever enrols later.",
        )


def refuse_twin(wanted: str, known: Iterable[str]) -> None:
    """Refuse an id that disks which make no difference between A and a take for another one.

    Args:
        wanted: the id of a new assignment.
        known: the ids that were given before.

    Raises:
        UserError: one of them differs in nothing else.
    """
    for one in known:
        if one.casefold() == wanted.casefold():
            raise UserError(
                f"{wanted} differs only in capitals from {one}, which was assigned before, and some"
                " computers would put the files of one over those of the other.",
                "Give this one another id.",
            )


def refuse_unreadable(raw: bytes) -> None:
    """Refuse a set that no learner could open.

    Args:
        raw: as it would be written.

    Raises:
        UserError: so it is.
    """
    try:
        read_set(raw)
    except RefusedFile as refused:
        raise UserError(
            "These questions do not fit into a set: a text is too long or there are too many"
            " things to choose from.",
            "Shorten them.",
        ) from refused


def with_overrides(written: WrittenAssignment, members: Sequence[Member]) -> AssignmentPlan:
    """Return the plan with its overrides, each for the one member whom it names.

    Raises:
        UserError: an override names nobody or several, or goes against the plan.
    """
    plan = written.plan
    for one in written.overrides:
        named = [
            member
            for member in members
            if one.learner in (member.id, member.reference, member.name)
        ]
        if len(named) != 1:
            raise UserError(
                f"{one.place}An override is for {one.learner}, and {len(named) or 'nobody'} in the"
                f" cohort {'are' if named else 'is'} called so.",
                "Name one learner, by the reference of the roster or by the full name; those who share"
                " a name and have no reference by what `quizapp roster list --json` calls `learner`.",
            )
        own = Override(named[0].id, one.time_factor, one.due_at)
        try:
            plan = replace(plan, overrides=(*plan.overrides, own))
        except ValueError as error:
            raise UserError(
                f"{one.place}This override cannot be so: {error}.", "Mend it, or take it out."
            ) from error
    # What makes no difference keeps nobody from the file that the others get.
    told = tuple(one for one in plan.overrides if plan.own_terms(one.member_id) is not None)
    return replace(plan, overrides=told)


def fingerprint(written: WrittenAssignment, cohort_id: str) -> str:
    """Return what tells whether the same is asked for again."""
    plan = written.plan
    due = _stamp(plan.due_at)
    passes = plan.passes and (plan.passes.score, plan.passes.no_critical_error)
    asked: list[object] = [
        plan.title,
        plan.mode,
        due,
        plan.attempts,
        passes,
        written.items,
        written.set_id,
        cohort_id,
    ]
    usual = Feedback.NEVER if plan.mode is AssignmentMode.EXAM else Feedback.AT_END
    # What is as usual leaves no trace, so that what was assigned by older versions stays known.
    more = {
        "opens": _stamp(plan.opens_at),
        "limit": plan.time_limit_s,
        "shuffled": plan.shuffles_questions,
        "feedback": None if plan.feedback is usual else plan.feedback,
        "topics": plan.passes and plan.passes.topics,
        "overrides": [
            (one.learner, one.time_factor, _stamp(one.due_at)) for one in written.overrides
        ],
        "fill": [(one.topic, one.count, one.level, one.kind) for one in written.fill],
        "unseen": written.leaves_out_seen,
        "own": [(one.member_id, one.time_factor, _stamp(one.due_at)) for one in plan.overrides],
    }
    if plan.shares_file:
        more["one file"] = True
    if any(more.values()):
        asked.append(more)
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()


def _stamp(moment: datetime | None) -> float | None:
    return None if moment is None else moment.timestamp()


def free_id(title: str, taken: Collection[str]) -> str:
    """Return an id for an assignment that its title can be read from, and that is not taken."""
    plain = re.sub(r"[^a-z0-9]+", "-", title.casefold())[:_LONGEST_ID].strip("-") or "set"
    found, number = plain, 1
    while found in taken:
        number += 1
        found = f"{plain}-{number}"
    return found
