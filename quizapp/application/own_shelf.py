"""The trainer's own banks, and the questions in them and beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizapp.application.authoring_views import OwnBank, OwnCase, OwnQuestion, Standing
from quizapp.domain.banks import Bank, Severity
from quizapp.domain.errors import UserError
from quizapp.domain.items import Vignette

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from quizapp.domain.drafts import Draft
    from quizapp.domain.items import Item
    from quizapp.exchange.native_bank import LoadedBank
    from quizapp.exchange.own_folder import OwnFolder, ReadBanks
    from quizapp.storage.authoring_store import AuthoringStore

_LONGEST_SLUG = 24
_OWN_DIGITS = 4
_READ_AT_ONCE = 30_000
"""Bytes of banks that are read in about 30 ms."""
_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")


def first_error(loaded: LoadedBank) -> str:
    """Return the first thing in a file that cannot be read, with its line; empty without one."""
    errors = (one for one in loaded.findings if one.level is Severity.ERROR)
    return next((f"line {one.line}: {one.message}" for one in errors), "")


def published_in(folder: OwnFolder, question_id: str) -> Item | None:
    """Return a question as it stands in its bank, or None where it stands in none."""
    for loaded in folder.banks():
        for item in loaded.bank.items if loaded.bank else ():
            if item.id == question_id:
                return item
    return None


class OwnShelf:
    """What there is of the trainer's own.

    Args:
        folder: where it is kept.
        store: all that is compiled.
        new_id: gives ids that nobody else has.
    """

    def __init__(self, folder: OwnFolder, store: AuthoringStore, new_id: Callable[[], str]) -> None:
        self._folder, self._store, self._new_id = folder, store, new_id

    @property
    def root(self) -> Path:
        """The folder."""
        return self._folder.root

    def banks(self) -> tuple[OwnBank, ...]:
        """Return the banks that can be read, by title."""
        found = [self._view(loaded, loaded.bank) for loaded in self._folder.banks() if loaded.bank]
        return tuple(sorted(found, key=lambda bank: bank.title.casefold()))

    @property
    def is_read(self) -> bool:
        """Whether the banks are read, or so small that reading them is not felt."""
        return self._folder.unread_bytes() <= _READ_AT_ONCE

    def read(self) -> ReadBanks:
        """Read all banks, for another shelf of the same folder to take."""
        return self._folder.read_banks()

    def take(self, read: ReadBanks) -> None:
        """Take banks that were read elsewhere."""
        self._folder.take(read)

    def questions(self) -> tuple[OwnQuestion, ...]:
        """Return all questions: drafts, published ones and retired ones, bank by bank."""
        drafts = {draft.id: draft for draft in self._folder.drafts.all().drafts}
        rows: list[OwnQuestion] = []
        for loaded in self._folder.banks():
            if loaded.bank is not None:
                rows += self._rows(loaded, loaded.bank, drafts)
        for draft in drafts.values():
            # Its bank is gone, or cannot be read; the draft is there all the same.
            bank = OwnBank(draft.bank, draft.bank, draft.topic, is_owned=False)
            rows.append(OwnQuestion(draft.id, draft.kind, draft.stem, bank, Standing.DRAFT))
        return tuple(rows)

    def problems(self) -> tuple[str, ...]:
        """Return one sentence for each file that cannot be read in full."""
        unread = [
            f"{loaded.name}, {first_error(loaded)}"
            for loaded in self._folder.banks()
            if loaded.has_errors
        ]
        return (*self._folder.drafts.all().problems, *unread)

    def cases(self, bank_id: str) -> tuple[OwnCase, ...]:
        """Return the cases of a bank, in the order of its questions."""
        loaded = self._folder.bank(bank_id)
        items = loaded.bank.items if loaded is not None and loaded.bank else ()
        texts = {item.case: item.case_text for item in items if isinstance(item, Vignette)}
        return tuple(
            OwnCase(case, text, sum(item.case_id == case for item in items))
            for case, text in texts.items()
        )

    def topics(self) -> tuple[tuple[str, str], ...]:
        """Return id and title of the topics that there are."""
        return self._store.topics()

    def shipped(self) -> tuple[tuple[str, str, str], ...]:
        """Return id, stem and topic of the questions that came with Quizapp, to begin from."""
        return self._store.shipped()

    def make_bank(self, title: str, topic: str = "") -> OwnBank:
        """Begin a bank.

        Args:
            title: what users read.
            topic: the topic of its questions; empty for one of its own, called like the bank.

        Raises:
            UserError: the title is empty, or the folder cannot be written.
        """
        if not title.strip():
            raise UserError("The bank needs a title.")
        slug = _NOT_IN_IDS.sub("-", title.lower())[:_LONGEST_SLUG].strip("-") or "bank"
        # Banks of two trainers may meet on one computer, and their ids must not; nor may a bank
        # take the place of another one of the same title.
        own, digits = self._new_id(), _OWN_DIGITS
        while digits < len(own) and self._folder.bank(f"{slug}-{own[:digits]}") is not None:
            digits += 1
        bank_id = f"{slug}-{own[:digits]}"
        bank = Bank(bank_id, " ".join(title.split()), topic or bank_id, "en", ())
        self._folder.write_bank(bank)
        return OwnBank(bank.id, bank.title, bank.topic, is_owned=True)

    def _view(self, loaded: LoadedBank, bank: Bank) -> OwnBank:
        return OwnBank(
            bank.id,
            bank.title,
            bank.topic,
            is_owned=self._folder.owns(bank.id) and not loaded.has_errors,
        )

    def _rows(self, loaded: LoadedBank, bank: Bank, drafts: dict[str, Draft]) -> list[OwnQuestion]:
        """Return the questions of a bank; their drafts are taken out of `drafts`."""
        view = self._view(loaded, bank)
        rows = []
        for item in bank.items:
            kept = drafts.pop(item.id, None)
            standing = Standing.SERVED if kept is None else Standing.CHANGED
            if loaded.has_errors or not item.is_served:
                standing = Standing.LEFT_OUT
            stem = item.stem if kept is None else kept.stem
            rows.append(OwnQuestion(item.id, item.kind, stem, view, standing))
        for draft in [draft for draft in drafts.values() if draft.bank == bank.id]:
            del drafts[draft.id]
            rows.append(OwnQuestion(draft.id, draft.kind, draft.stem, view, Standing.DRAFT))
        for gone in bank.retired:
            known = self._store.item(gone.id)
            kind, stem = (known.kind, known.stem) if known else ("", gone.reason)
            rows.append(OwnQuestion(gone.id, kind, stem, view, Standing.RETIRED))
        return rows
