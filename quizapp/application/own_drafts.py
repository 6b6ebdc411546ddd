"""Questions that the trainer is writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.application.own_registers import fresh_id
from quizapp.application.own_shelf import published_in
from quizapp.domain.drafts import WRITER, Draft, blank, changed, draft_of
from quizapp.domain.errors import UserError
from quizapp.domain.items import Review, ReviewStatus, Revision
from quizapp.exchange.ids_lock import LockLine
from quizapp.exchange.own_folder import RESERVED

if TYPE_CHECKING:
    from quizapp.application.authoring_views import OwnBank
    from quizapp.exchange.own_folder import OwnFolder
    from quizapp.storage.authoring_store import AuthoringStore


class OwnDrafts:
    """Begins, keeps and drops what is being written.

    Args:
        folder: where drafts are kept.
        store: all that is compiled, to copy from.
    """

    def __init__(self, folder: OwnFolder, store: AuthoringStore) -> None:
        self._folder, self._store = folder, store

    def new(self, kind: str, bank: OwnBank) -> Draft:
        """Begin a question; its id is its own for ever.

        Raises:
            UserError: the folder cannot be written.
        """
        draft = blank(kind, self._reserved_id(bank.id), bank.id, bank.topic)
        self._folder.drafts.keep(draft)
        return draft

    def open(self, question_id: str) -> Draft:
        """Return what is being written on a question, or the question as it is published.

        Raises:
            UserError: there is no such question, or its draft is damaged.
        """
        kept = self._folder.drafts.get(question_id)
        if kept is not None:
            return kept
        item = published_in(self._folder, question_id)
        if item is None:
            raise UserError("This question is not in your folder any more.")
        return _to_be_read(draft_of(item))

    def keep(self, draft: Draft) -> None:
        """Keep what is written so far; nothing is too unfinished for that.

        Raises:
            UserError: it cannot be written.
        """
        self._folder.drafts.keep(draft)

    def kept(self, question_id: str) -> Draft | None:
        """Return what is kept of a question that is being written, or None.

        Raises:
            UserError: the draft is damaged.
        """
        return self._folder.drafts.get(question_id)

    def is_current(self, question_id: str, known: Draft | None) -> bool:
        """Return whether a question is kept as it is known; another window may write on it.

        Raises:
            UserError: the draft is damaged.
        """
        return self._folder.drafts.holds(question_id, known)

    def keep_change(self, draft: Draft, known: Draft | None) -> Draft:
        """Keep a change and return the draft.

        Where another window has written on the question meanwhile, or has published or deleted it,
        nothing of either is lost: the change is kept as a question of its own.

        Args:
            draft: as it is to be.
            known: what was kept when it was read or kept last; None for nothing.

        Raises:
            UserError: it cannot be written, or what is kept is damaged.
        """
        if not self.is_current(draft.id, known):
            draft = self._copy(draft, draft.bank, draft.topic)
        self._folder.drafts.keep(draft)
        return draft

    def drop(self, question_id: str) -> None:
        """Throw away what was written since publishing; of a mere draft nothing is left.

        Raises:
            UserError: the file cannot be deleted.
        """
        self._folder.drafts.drop(question_id)

    def duplicate(self, question_id: str, bank: OwnBank) -> Draft:
        """Begin a question like another one, which may be one that ships with Quizapp.

        Raises:
            UserError: there is no such question, or the folder cannot be written.
        """
        copy = self._copy(self._source(question_id), bank.id, bank.topic)
        self._folder.drafts.keep(copy)
        return copy

    def _copy(self, source: Draft, bank_id: str, topic: str) -> Draft:
        """Return a question with the words of another one, under an id that never was."""
        return changed(
            source,
            id=self._reserved_id(bank_id),
            bank=bank_id,
            topic=topic,
            rev=Revision(1, 1),
            review=Review(ReviewStatus.SECOND_READ, WRITER),
            case=self._fresh_case_id(bank_id) if source.case else "",
            origin=None,
        )

    def with_own_case(self, draft: Draft) -> Draft:
        """Return a draft that asks about a case of its own, which is still to be written.

        Raises:
            UserError: the folder cannot be written.
        """
        return changed(draft, case=self._fresh_case_id(draft.bank), case_text="")

    def _source(self, question_id: str) -> Draft:
        kept = self._folder.drafts.get(question_id)
        if kept is not None:
            return kept
        item = published_in(self._folder, question_id) or self._store.item(question_id)
        if item is None:
            raise UserError("This question is not there any more.")
        return draft_of(item)

    def _reserved_id(self, bank_id: str) -> str:
        return self._reserved(bank_id)

    def _fresh_case_id(self, bank_id: str) -> str:
        return self._reserved(f"{bank_id}-case")

    def _reserved(self, prefix: str) -> str:
        """Return an id that never was, and lock it so that it never will be another's."""
        banks = {own_id for loaded in self._folder.banks() for own_id in loaded.lines}
        kept = {draft.id for draft in self._folder.drafts.all().drafts}
        made = fresh_id(prefix, {*self._folder.lock(), *self._store.ids(), *banks, *kept})
        self._folder.lock_ids([LockLine(RESERVED, made)])
        return made


def _to_be_read(draft: Draft) -> Draft:
    """Return a draft that is meant to be published once somebody else has read it."""
    if draft.review.status is not ReviewStatus.DRAFT:
        return draft
    return changed(draft, review=Review(ReviewStatus.SECOND_READ, draft.review.writer))
