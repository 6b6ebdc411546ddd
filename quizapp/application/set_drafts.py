"""Drafts of sets: kept from the first change on, copied, deleted and put back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizapp.domain.errors import UserError
from quizapp.domain.set_drafts import AssignedRow, SetDraft, usual_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from quizapp.storage.set_draft_store import SetDraftStore

UNTITLED = "Untitled set"
_FORM_LETTERS = "AB"


@dataclass(frozen=True, slots=True)
class SetList:
    """All sets of a trainer: those being put together, and those that went out."""

    drafts: tuple[SetDraft, ...]
    assigned: tuple[AssignedRow, ...]


class SetDrafts:
    """The drafts of this data folder."""

    def __init__(
        self, store: SetDraftStore, now: Callable[[], datetime], new_id: Callable[[], str]
    ) -> None:
        self._store = store
        self._now = now
        self._new_id = new_id

    def list(self) -> SetList:
        """Return all sets, those changed or made last first."""
        return SetList(self._store.all(), self._store.assigned())

    def get(self, draft_id: str) -> SetDraft:
        """Return a draft.

        Raises:
            UserError: it is not there any more.
        """
        found = self._store.get(draft_id)
        if found is None:
            raise UserError("This draft is not there any more.", "Choose another one.")
        return found

    def new(self, title: str = "", items: Sequence[str] = ()) -> SetDraft:
        """Begin a draft; it is kept at once."""
        return self.save(SetDraft(plan=usual_plan(self._new_id(), title), items=tuple(items)))

    def save(self, draft: SetDraft) -> SetDraft:
        """Keep a draft as it is now, also one that was deleted, and return it."""
        self._store.save(draft, self._now())
        return draft

    def keep(self, draft: SetDraft, known: SetDraft) -> SetDraft:
        """Keep a change of a draft and return the draft.

        Where another window has changed, sent or deleted it meanwhile, nothing of either is lost:
        the change is kept as a draft of its own, with an id of its own.

        Args:
            draft: as it is to be.
            known: as it was when it was read or kept last.
        """
        if self._store.replace(known, draft, self._now()):
            return draft
        found = self._store.get(draft.id)
        title = draft.plan.title
        if found is not None and found.plan.title == title:
            title = _copy_title(draft)
        return self.save(replace(draft, plan=replace(draft.plan, id=self._new_id(), title=title)))

    def is_current(self, draft: SetDraft) -> bool:
        """Return whether a draft still is as it is known; another window may have changed it."""
        return self._store.holds(draft)

    def delete(self, draft_id: str) -> None:
        """Delete a draft; `save` puts it back."""
        self._store.delete(draft_id)

    def duplicate(self, draft: SetDraft) -> SetDraft:
        """Keep a copy of a draft and return the copy."""
        plan = replace(draft.plan, id=self._new_id(), title=_copy_title(draft))
        return self.save(replace(draft, plan=plan))

    def forms(self, draft: SetDraft, forms: Sequence[Sequence[str]]) -> tuple[SetDraft, ...]:
        """Keep a draft for each parallel form and return them; all else is as in `draft`.

        The first form takes the place of `draft` itself, as far as `keep` allows.
        """
        title = draft.plan.title or UNTITLED
        made = []
        for number, items in enumerate(forms):
            own_id = self._new_id() if number else draft.id
            plan = replace(draft.plan, id=own_id, title=f"{title}, form {_FORM_LETTERS[number]}")
            form = replace(draft, plan=plan, items=tuple(items))
            made.append(self.save(form) if number else self.keep(form, draft))
        return tuple(made)


def _copy_title(draft: SetDraft) -> str:
    return f"{draft.plan.title or UNTITLED} (copy)"
