"""Regrading an assignment: what would change is shown first, then all of it is kept or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizapp.application.assignment_lookup import find_assignment
from quizapp.application.own_banks import read_banks
from quizapp.domain.assignments import LearnerScore, scores_of
from quizapp.domain.errors import UserError
from quizapp.domain.kinds import SCENARIO
from quizapp.domain.regrading import (
    LONGEST_REASON,
    Mending,
    QuestionChange,
    ScoreChange,
    Treatment,
    after_mending,
    misfit,
    question_change,
    regraded,
    score_changes,
    without,
)
from quizapp.domain.sheets import sheet_question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from quizapp.domain.assignments import AssignmentPlan, MarkedResult, Member
    from quizapp.domain.grading import Grade
    from quizapp.domain.items import Item
    from quizapp.storage.assignment_store import AssignmentStore, StoredAssignment
    from quizapp.storage.regrade_store import RegradeStore


@dataclass(frozen=True, slots=True)
class Choices:
    """What a trainer asks for beside mended keys: ids of questions, each in one place at most.

    Attributes:
        full_marks: everybody gets full marks for them.
        leave_out: they do not count.
        by_key: they are marked by their keys again.
    """

    full_marks: Sequence[str] = ()
    leave_out: Sequence[str] = ()
    by_key: Sequence[str] = ()

    def treatments(self) -> dict[str, Treatment]:
        """Return the treatment of each question that is named.

        Raises:
            UserError: a question is named twice.
        """
        named = [
            *((one, Treatment.FULL_MARKS) for one in self.full_marks),
            *((one, Treatment.LEFT_OUT) for one in self.leave_out),
            *((one, Treatment.KEY) for one in self.by_key),
        ]
        found = dict(named)
        for item_id, treatment in named:
            if found[item_id] is not treatment:
                raise UserError(
                    f"The question {item_id} is to be marked in two ways.", "Choose one of them."
                )
        return found


@dataclass(frozen=True, slots=True)
class QuestionStanding:
    """A question of an assignment, and how it is marked now."""

    item_id: str
    stem: str
    treatment: Treatment


@dataclass(frozen=True, slots=True, kw_only=True)
class RegradeView:
    """What a regrade changes.

    Attributes:
        plan: of the assignment.
        questions: one for each question that is marked anew.
        learners: one a learner who has handed in, in the order of the cohort.
        results: how many results are marked anew, older attempts and revisions included.
        reworded: ids of questions that are worded otherwise than learners saw them.
    """

    plan: AssignmentPlan
    questions: tuple[QuestionChange, ...]
    learners: tuple[ScoreChange, ...]
    results: int
    reworded: tuple[str, ...] = ()

    @property
    def gain(self) -> int:
        """How many learners have a greater share of the points than before."""
        return sum(one.share > 0 for one in self.learners)

    @property
    def lose(self) -> int:
        """How many learners have a smaller share of the points than before."""
        return sum(one.share < 0 for one in self.learners)

    @property
    def now_pass(self) -> tuple[ScoreChange, ...]:
        """Those who pass and did not before."""
        return tuple(one for one in self.learners if one.passed_after and not one.passed_before)

    @property
    def now_fail(self) -> tuple[ScoreChange, ...]:
        """Those who passed before and do not any more."""
        return tuple(one for one in self.learners if one.passed_before and not one.passed_after)


@dataclass(frozen=True, slots=True)
class PastRegrade:
    """A regrade that was carried out: when, why, and what it changed then."""

    made_at: datetime
    reason: str
    view: RegradeView


@dataclass(frozen=True, slots=True)
class _Marks:
    """How results stand at one time: all questions that were sent, by the hash of the result."""

    results: Mapping[str, MarkedResult]
    treatments: Mapping[str, Treatment]

    def scores(
        self, assignment: StoredAssignment, members: Sequence[Member]
    ) -> tuple[LearnerScore, ...]:
        ids = [item.id for item in assignment.sent]
        results = [without(one, ids, self.left_out) for one in self.results.values()]
        return scores_of(members, results, assignment.plan.passes)

    def grade(self, result: str, item_id: str, place: int) -> Grade | None:
        """Return the grade of a question, unless it is left out."""
        return None if item_id in self.left_out else self.results[result].grades[place]

    @property
    def left_out(self) -> frozenset[str]:
        return frozenset(key for key, one in self.treatments.items() if one is Treatment.LEFT_OUT)


class Regrading:
    """Marks the results of assignments anew."""

    def __init__(
        self, store: AssignmentStore, regrades: RegradeStore, now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._regrades = regrades
        self._now = now

    def questions(self, assignment_id: str) -> tuple[QuestionStanding, ...]:
        """Return all questions that were sent, those that are left out included.

        Raises:
            UserError: there is no such assignment.
        """
        assignment = self._found(assignment_id)
        return tuple(
            QuestionStanding(item.id, item.stem, assignment.treatments.get(item.id, Treatment.KEY))
            for item in assignment.sent
        )

    def mendings(
        self, assignment_id: str, banks: Sequence[Path], choices: Choices
    ) -> tuple[Mending, ...]:
        """Return what is to be marked otherwise, in the order of the assignment.

        Args:
            assignment_id: the assignment.
            banks: files that hold mended questions under their old ids; others are passed over.
            choices: what else is to be done. A question that has another treatment already keeps it
                until another one is chosen.

        Raises:
            UserError: a bank is not right, a mended question does not fit the answers to the one
                that was sent, a question is not in the assignment, or nothing is to change.
        """
        assignment = self._found(assignment_id)
        chosen = choices.treatments()
        sent = {item.id: item for item in assignment.sent}
        for item_id in chosen:
            if item_id not in sent:
                raise UserError(
                    f"There is no question {item_id} in {assignment_id}.",
                    f"Its questions are: {', '.join(sent)}.",
                )
        own = read_banks(banks)
        own.refuse_problems()
        known = own.items
        mended = {
            key: known[key]
            for key, old in sent.items()
            # A run of a scenario is marked by the text that it was played with, always.
            if known.get(key, old) != old and old.kind != SCENARIO
        }
        _refuse_misfits(sent, mended)
        found = []
        for item_id in sent:
            old = assignment.treatments.get(item_id, Treatment.KEY)
            new = chosen.get(item_id, old)
            if item_id in mended or new is not old:
                found.append(Mending(item_id, new, mended.get(item_id)))
        if not found:
            raise UserError(
                "Nothing would be marked otherwise: no question is changed.",
                "Name the bank with the mended key, or a question for full marks or to leave out.",
            )
        if all(
            chosen.get(item_id, assignment.treatments.get(item_id)) is Treatment.LEFT_OUT
            for item_id in sent
        ):
            raise UserError("No question would be left that counts.", "Leave one of them in.")
        return tuple(found)

    def preview(self, assignment_id: str, mendings: Sequence[Mending]) -> RegradeView:
        """Return what a regrade would change; nothing is kept.

        Raises:
            UserError: there is no such assignment.
        """
        assignment = self._found(assignment_id)
        before = self._standing(assignment)
        after = _anew(assignment, mendings, before)
        view = self._view(assignment, mendings, before, after)
        return replace(view, reworded=_reworded(assignment.sent, mendings))

    def commit(self, assignment_id: str, mendings: Sequence[Mending], reason: str) -> RegradeView:
        """Mark anew and keep it, all or nothing; the marks so far stay in the record.

        Results that come in from now on are marked in the new way, too.

        Raises:
            UserError: there is no such assignment, or no reason is given.
        """
        why = " ".join(reason.split())
        if not why or len(why) > LONGEST_REASON:
            raise UserError(
                f"A regrade takes a reason of 1 to {LONGEST_REASON} characters.",
                "Say in a sentence what was wrong; it is kept with the marks.",
            )
        with self._store.in_one_go():
            assignment = self._found(assignment_id)
            before = self._standing(assignment)
            after = _anew(assignment, mendings, before)
            marks = {key: result.grades for key, result in after.results.items()}
            self._regrades.add(assignment_id, mendings, marks, why, self._now())
            return self._view(assignment, mendings, before, after)

    def history(self, assignment_id: str) -> tuple[PastRegrade, ...]:
        """Return the regrades of an assignment, each with what it changed; the first one first.

        Raises:
            UserError: there is no such assignment.
        """
        assignment = self._found(assignment_id)
        first = self._store.first_marks(assignment_id)
        marks = {key: result.grades for key, result in first.items()}
        treatments: dict[str, Treatment] = {}
        past = []
        for regrade in self._regrades.regrades(assignment_id):
            new = self._regrades.marks_of(regrade.id)
            before = _Marks(
                {key: replace(first[key], grades=marks[key]) for key in new}, treatments
            )
            treatments = treatments | {one.item_id: one.treatment for one in regrade.mendings}
            after = _Marks(
                {key: replace(first[key], grades=grades) for key, grades in new.items()}, treatments
            )
            marks |= new
            view = self._view(assignment, regrade.mendings, before, after)
            past.append(PastRegrade(regrade.made_at, regrade.reason, view))
        return tuple(past)

    def _found(self, assignment_id: str) -> StoredAssignment:
        return find_assignment(self._store, assignment_id)

    def _standing(self, assignment: StoredAssignment) -> _Marks:
        return _Marks(self._store.last_marks(assignment.plan.id), assignment.treatments)

    def _view(
        self,
        assignment: StoredAssignment,
        mendings: Sequence[Mending],
        before: _Marks,
        after: _Marks,
    ) -> RegradeView:
        members = self._store.members(assignment.plan.id)
        old = before.scores(assignment, members)
        return RegradeView(
            plan=assignment.plan,
            questions=tuple(_questions(assignment, mendings, old, before, after)),
            learners=score_changes(old, after.scores(assignment, members), assignment.plan.passes),
            results=len(after.results),
        )


def _anew(assignment: StoredAssignment, mendings: Sequence[Mending], before: _Marks) -> _Marks:
    items, _ = after_mending(assignment.sent, mendings)
    chosen = {one.item_id: one.treatment for one in mendings}
    results = {key: regraded(one, items, chosen) for key, one in before.results.items()}
    return _Marks(results, {**before.treatments, **chosen})


def _questions(
    assignment: StoredAssignment,
    mendings: Iterable[Mending],
    scores: Iterable[LearnerScore],
    before: _Marks,
    after: _Marks,
) -> Iterable[QuestionChange]:
    """Yield what changes question by question, over the attempts that counted before."""
    place_of = {item.id: place for place, item in enumerate(assignment.sent)}
    counting = {_run(score.best) for score in scores if score.best is not None}
    keys = [key for key, result in before.results.items() if _run(result) in counting]
    for one in mendings:
        place = place_of[one.item_id]
        yield question_change(
            one.item_id,
            one.treatment,
            [
                (before.grade(key, one.item_id, place), after.grade(key, one.item_id, place))
                for key in keys
            ],
        )


def _run(result: MarkedResult) -> tuple[str, int, int]:
    return result.member_id, result.number, result.revision


def _reworded(sent: Iterable[Item], mendings: Iterable[Mending]) -> tuple[str, ...]:
    shown = {item.id: item for item in sent}
    return tuple(
        item.id
        for item in (one.item for one in mendings)
        if item is not None
        and sheet_question(item, shown[item.id].part_ids)
        != sheet_question(shown[item.id], shown[item.id].part_ids)
    )


def _refuse_misfits(sent: Mapping[str, Item], mended: Mapping[str, Item]) -> None:
    reasons = {key: misfit(sent[key], item) for key, item in mended.items()}
    said = [f"{key} {reason}" for key, reason in reasons.items() if reason]
    if said:
        raise UserError(
            f"The answers cannot be marked by these questions: {'; '.join(said)}.",
            "Keep kind and ids as they were sent, or give full marks or leave the question out.",
        )
