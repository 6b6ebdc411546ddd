"""From a draft to a question that learners are asked: findings, revisions, and the bank's file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from quizapp.application.finding_words import finding_view
from quizapp.application.own_shelf import first_error, published_in
from quizapp.domain.banks import Bank, Retired, Severity
from quizapp.domain.draft_checks import check_draft
from quizapp.domain.draft_gaps import built, gaps
from quizapp.domain.drafts import changed
from quizapp.domain.errors import UserError
from quizapp.domain.item_rules.duplicates import DUPLICATE_RULE, near_duplicates
from quizapp.domain.item_rules.rule import RuleContext
from quizapp.domain.item_rules.table import Breach
from quizapp.domain.item_rules.text import words
from quizapp.domain.items import Revision, Vignette
from quizapp.domain.rewording import Change, Suggestion, next_revision, suggested_change
from quizapp.exchange.ids_lock import bank_lines, scoring_hash

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from quizapp.application.authoring_views import FindingView
    from quizapp.domain.drafts import Draft
    from quizapp.domain.items import Item
    from quizapp.exchange.own_folder import OwnFolder
    from quizapp.storage.authoring_store import AuthoringStore


_SHARED = 0.6
"""Share of its words that a question has in common with one that is nearly the same, at least."""


class _Known(NamedTuple):
    """A question that learners are asked, and the words of it."""

    item: Item
    words: frozenset[str]


class Publishing:
    """Checks drafts, and writes banks.

    Args:
        folder: where drafts and banks are kept.
        store: all that learners are asked.
        today: gives the day.
    """

    def __init__(self, folder: OwnFolder, store: AuthoringStore, today: Callable[[], date]) -> None:
        self._folder, self._store, self._today = folder, store, today
        self._others: tuple[str, tuple[_Known, ...]] | None = None

    def findings(self, draft: Draft, context: RuleContext) -> tuple[FindingView, ...]:
        """Return what the rules find in a draft, errors first."""
        found = (*check_draft(draft, context), *self._twin(draft))
        return tuple(finding_view(draft, breach) for breach in found)

    def change(self, draft: Draft) -> Suggestion:
        """Return what publishing a draft without gaps would change for learners."""
        before, after = published_in(self._folder, draft.id), built(draft)
        otherwise = before is not None and scoring_hash(before) != scoring_hash(after)
        return suggested_change(before, after, decides_otherwise=otherwise)

    def publish(self, draft: Draft, change: Change, context: RuleContext) -> Item:
        """Put a question into its bank, where learners and sets find it.

        Args:
            draft: the question.
            change: what the author says the change is; what is certain is not asked.
            context: what the question may name.

        Raises:
            UserError: the rules find errors, or the bank cannot be written; nothing has changed.
        """
        errors = [one for one in self.findings(draft, context) if one.level is Severity.ERROR]
        if errors:
            more = f" ({len(errors) - 1} more)" if len(errors) > 1 else ""
            raise UserError(
                f"This cannot be published yet. {errors[0].says}{more}",
                "The draft is kept. Mend what the findings name, then publish.",
            )
        suggestion = self.change(draft)
        if suggestion.is_certain:
            change = suggestion.change
        before = published_in(self._folder, draft.id)
        rev = next_revision(before.rev if before else Revision(1, 1), change)
        review = replace(draft.review, date=self._today().isoformat(), agreed=True)
        item = built(changed(draft, rev=rev, review=review))
        self._write(_with_item(self._writable(draft.bank), item))
        self._folder.drafts.drop(draft.id)
        return item

    def retire(self, question_id: str, reason: str) -> None:
        """Ask a question no more; answers to it stay in the record.

        Raises:
            UserError: no reason is given, or the bank cannot be written.
        """
        if not reason.strip():
            raise UserError("Say why the question is retired; the bank keeps the reason.")
        item = published_in(self._folder, question_id)
        if item is None:
            raise UserError("This question was never published; delete its draft instead.")
        bank = self._writable(item.bank)
        gone = Retired(question_id, self._today().isoformat(), " ".join(reason.split()))
        rest = tuple(other for other in bank.items if other.id != question_id)
        self._write(replace(bank, items=rest, retired=(*bank.retired, gone)))
        self._folder.drafts.drop(question_id)

    def _twin(self, draft: Draft) -> tuple[Breach, ...]:
        """Return a finding where another question of the topic asks nearly the same."""
        if gaps(draft):
            return ()
        item = built(draft)
        if self._others is None or self._others[0] != draft.topic:
            served = self._store.served(draft.topic)
            self._others = draft.topic, tuple(_Known(one, _words(one)) for one in served)
        # To compare letter by letter takes long, and only what shares most words can be alike.
        said = _words(item)
        alike = [
            one.item
            for one in self._others[1]
            if one.item.id != item.id and len(said & one.words) >= _SHARED * len(said)
        ]
        pairs = near_duplicates([*alike, item])
        twins = [twin.id for one, twin in pairs if one is item]
        if not twins:
            return ()
        message = f"The question is nearly that of {twins[0]}; ask something else."
        return (Breach(DUPLICATE_RULE, Severity.ERROR, message),)

    def _writable(self, bank_id: str) -> Bank:
        """Return a bank that was read in full, for what cannot be read would be lost."""
        loaded = self._folder.bank(bank_id)
        if loaded is None or loaded.bank is None or loaded.has_errors:
            why = "" if loaded is None else first_error(loaded)
            raise UserError(
                f"The bank {bank_id} cannot be read in full, so it is not written. {why}".strip(),
                "Mend the file, or copy the question into another bank.",
            )
        return loaded.bank

    def _write(self, bank: Bank) -> None:
        self._others = None
        self._folder.write_bank(bank)
        cases = dict.fromkeys(item.case for item in bank.items if isinstance(item, Vignette))
        self._folder.lock_ids(list(bank_lines(bank, cases)))


def _words(item: Item) -> frozenset[str]:
    case = item.case_text if isinstance(item, Vignette) else ""
    return frozenset(words(f"{case} {item.stem}"))


def _with_item(bank: Bank, item: Item) -> Bank:
    """Return a bank with an item in its old place, beside its case, or at the end."""
    items = [_with_case(other, item) for other in bank.items]
    ids = [other.id for other in items]
    if item.id in ids:
        items[ids.index(item.id)] = item
        return replace(bank, items=_together(items))
    return replace(bank, items=_together([*items, item]))


def _with_case(other: Item, item: Item) -> Item:
    """Return another item with the case as it reads now, where both ask about the same one."""
    if not isinstance(other, Vignette) or not isinstance(item, Vignette):
        return other
    if other.case != item.case or other.case_text == item.case_text:
        return other
    rev = next_revision(other.rev, Change.WORDING)
    return replace(other, case_text=item.case_text, rev=rev)


def _together(items: list[Item]) -> tuple[Item, ...]:
    """Return items with those of one case side by side, where the first of them stands."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        # What has no case stands alone; no case is called like an item.
        groups.setdefault(item.case_id or item.id, []).append(item)
    return tuple(item for group in groups.values() for item in group)
