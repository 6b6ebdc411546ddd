"""Drafts of sets: what a trainer puts together before it is assigned."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from quizapp.domain.assignments import AssignmentMode, AssignmentPlan, Feedback

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime
    from random import Random

    from quizapp.domain.assignments import Override


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDraft:
    """A set that is being put together.

    Attributes:
        plan: what is asked of learners so far. Its id is the draft's own until it is assigned, and
            its title may be empty.
        items: ids of the questions in their order; none stands there twice.
        cohort_id: whom it is for; empty while nobody is chosen.
    """

    plan: AssignmentPlan
    items: tuple[str, ...] = ()
    cohort_id: str = ""

    def __post_init__(self) -> None:
        if len(set(self.items)) != len(self.items):
            raise ValueError("a question stands in a set once")

    @property
    def id(self) -> str:
        """The draft's own id."""
        return self.plan.id

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been put into it or said about it yet."""
        return self == SetDraft(plan=usual_plan(self.id, ""))

    def with_added(self, item_ids: Iterable[str]) -> SetDraft:
        """Return it with questions at its end; those that are there already stay where they are."""
        return replace(self, items=tuple(dict.fromkeys((*self.items, *item_ids))))

    def without(self, item_ids: Collection[str]) -> SetDraft:
        """Return it without some questions."""
        return replace(self, items=tuple(one for one in self.items if one not in item_ids))

    def with_moved(self, item_id: str, position: int) -> SetDraft:
        """Return it with a question at a place, from 0; places beyond the ends mean the ends."""
        rest = [one for one in self.items if one != item_id]
        place = min(max(position, 0), len(rest))
        return replace(self, items=(*rest[:place], item_id, *rest[place:]))

    def with_plan(self, **changes: Any) -> SetDraft:
        """Return it with other fields of its plan, and with what they rule out taken back.

        Raises:
            ValueError: the plan cannot be so.
        """
        return replace(self, plan=_settled(self.plan, changes))

    def with_shuffled(self, rng: Random) -> SetDraft:
        """Return it with its questions in an order of chance."""
        return replace(self, items=tuple(rng.sample(self.items, len(self.items))))


def usual_plan(draft_id: str, title: str) -> AssignmentPlan:
    """Return the conditions that a draft begins with: practice, answers shown on handing in."""
    return AssignmentPlan(
        id=draft_id, title=title, mode=AssignmentMode.PRACTICE, feedback=Feedback.AT_END
    )


def _settled(plan: AssignmentPlan, changes: dict[str, Any]) -> AssignmentPlan:
    """Change a plan; feedback and overrides follow from mode and due date."""
    mode = changes.get("mode", plan.mode)
    due_at = changes.get("due_at", plan.due_at)
    feedback = changes.get("feedback", plan.feedback)
    if mode is AssignmentMode.EXAM:
        feedback = Feedback.NEVER
    elif plan.mode is AssignmentMode.EXAM:
        feedback = Feedback.AT_END
    if feedback is Feedback.AFTER_DUE and due_at is None:
        feedback = Feedback.AT_END
    overrides = tuple(
        kept
        for one in changes.get("overrides", plan.overrides)
        if (kept := _still(one, due_at)) is not None
    )
    fields = {**changes, "feedback": feedback, "overrides": overrides}
    return replace(plan, **fields)


def _still(one: Override, due_at: datetime | None) -> Override | None:
    """Return what is left of an override; `None` where it says nothing any more."""
    if one.due_at is not None and (due_at is None or one.due_at <= due_at):
        one = replace(one, due_at=None)
    return None if one.due_at is None and one.time_factor == 1 else one


class AssignedRow(NamedTuple):
    """How an assignment stands.

    Attributes:
        sent: how many learners have a set of it.
        handed_in: how many of them have handed in.
        members: how many learners the cohort has now.
    """

    plan: AssignmentPlan
    cohort: str
    questions: int
    sent: int
    handed_in: int
    members: int
    made_at: datetime


class SetHistory:
    """The versions of a draft that can be gone back to.

    Changes of one sort that follow each other, such as the letters of a title, are one step.
    """

    def __init__(self, draft: SetDraft) -> None:
        self._versions = [draft]
        self._at = 0
        self._sort = ""

    @property
    def present(self) -> SetDraft:
        """The version in force."""
        return self._versions[self._at]

    @property
    def can_undo(self) -> bool:
        """Whether there is a version before."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """Whether a version was gone back from."""
        return self._at + 1 < len(self._versions)

    def take(self, draft: SetDraft, sort: str = "") -> bool:
        """Put a new version in force and forget those that were gone back from.

        Args:
            draft: the new version.
            sort: what was changed, where further changes of it belong to the same step.

        Returns:
            Whether it differs from the version that was in force.
        """
        if draft == self.present:
            return False
        del self._versions[self._at + 1 :]
        if sort and sort == self._sort and self._at > 0:
            self._versions[self._at] = draft
        else:
            self._versions.append(draft)
            self._at += 1
        self._sort = sort
        return True

    def go_on_as(self, draft: SetDraft) -> None:
        """Go on as another draft: `draft` is in force, and what was before it is of that draft."""
        self._versions = [
            replace(one, plan=replace(one.plan, id=draft.id)) for one in self._versions
        ]
        self._versions[self._at] = draft

    def undo(self) -> SetDraft:
        """Go back one version, unless there is none, and return the one in force."""
        self._at = max(0, self._at - 1)
        self._sort = ""
        return self.present

    def redo(self) -> SetDraft:
        """Go forward one version, unless there is none, and return the one in force."""
        self._at = min(self._at + 1, len(self._versions) - 1)
        self._sort = ""
        return self.present
