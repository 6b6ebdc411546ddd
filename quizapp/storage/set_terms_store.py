"""New terms that learners of this computer were sent, each with the exact bytes of its notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizapp.domain.assignments import Terms
from quizapp.storage.texts import time_from_text, time_to_text

if TYPE_CHECKING:
    from quizapp.storage.database import Database


class KeptTerms(NamedTuple):
    """New terms, and the notice that brought them."""

    terms: Terms
    raw: bytes


class SetTermsStore:
    """The notices that came for sets, whichever were opened first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def last(self, set_sha256: str) -> Terms | None:
        """Return the terms that hold for a set, or `None` where those in it do."""
        kept = self.all_of(set_sha256)
        return kept[-1].terms if kept else None

    def all_of(self, set_sha256: str) -> tuple[KeptTerms, ...]:
        """Return all that came for a set, those that hold last."""
        rows = self._database.rows(
            "SELECT number, opens_at, due_at, time_limit_s, made_at, bytes FROM set_terms"
            " WHERE set_sha256 = ? ORDER BY number",
            (set_sha256,),
        )
        return tuple(KeptTerms(terms_from_row(*row[:5]), row[5]) for row in rows)

    def add(self, set_sha256: str, kept: KeptTerms) -> None:
        """Keep new terms for a set, unless some with their number are there."""
        terms = kept.terms
        with self._database.transaction():
            self._database.execute(
                "INSERT OR IGNORE INTO set_terms (set_sha256, number, opens_at, due_at,"
                " time_limit_s, made_at, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    set_sha256,
                    terms.number,
                    terms.opens_at and time_to_text(terms.opens_at),
                    terms.due_at and time_to_text(terms.due_at),
                    terms.time_limit_s,
                    time_to_text(terms.made_at),
                    kept.raw,
                ),
            )


def terms_from_row(
    number: int, opens_at: str | None, due_at: str | None, limit: int | None, made_at: str
) -> Terms:
    """Read terms back."""
    return Terms(
        number,
        None if opens_at is None else time_from_text(opens_at),
        None if due_at is None else time_from_text(due_at),
        limit,
        time_from_text(made_at),
    )
