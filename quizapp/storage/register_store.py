"""Entries of the registers: what items cite, name and explain, by id."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from quizapp.storage.database import Database

if TYPE_CHECKING:
    from quizapp.domain.registers import (
        Claim,
        Contradiction,
        Diagram,
        Document,
        Misconception,
        Reference,
        SafetyWording,
        Term,
    )


class RegisterStore:
    """Reads the entries of the registers in their compiled form."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def documents(self) -> tuple[Document, ...]:
        """Return the source documents that the banks cite."""
        return self._entries("document")

    def claims(self) -> tuple[Claim, ...]:
        """Return all claims."""
        return self._entries("claim")

    def misconceptions(self) -> tuple[Misconception, ...]:
        """Return all misconceptions."""
        return self._entries("misconception")

    def claim(self, claim_id: str) -> Claim | None:
        """Return a claim."""
        found: Claim | None = self._entry("claim", claim_id)
        return found

    def document(self, document_id: str) -> Document | None:
        """Return a document."""
        found: Document | None = self._entry("document", document_id)
        return found

    def reference(self, reference_id: str) -> Reference | None:
        """Return an outside authority."""
        found: Reference | None = self._entry("reference", reference_id)
        return found

    def misconception(self, misconception_id: str) -> Misconception | None:
        """Return a misconception."""
        found: Misconception | None = self._entry("misconception", misconception_id)
        return found

    def wording(self, wording_id: str) -> SafetyWording | None:
        """Return a safety wording."""
        found: SafetyWording | None = self._entry("wording", wording_id)
        return found

    def contradiction(self, contradiction_id: str) -> Contradiction | None:
        """Return a contradiction."""
        found: Contradiction | None = self._entry("contradiction", contradiction_id)
        return found

    def diagram(self, diagram_id: str) -> Diagram | None:
        """Return a diagram."""
        found: Diagram | None = self._entry("diagram", diagram_id)
        return found

    def diagrams(self) -> tuple[Diagram, ...]:
        """Return all diagrams."""
        return self._entries("diagram")

    def terms(self) -> tuple[Term, ...]:
        """Return the glossary."""
        return self._entries("term")

    def _entry(self, register: str, entry_id: str) -> Any:
        row = self._database.row(
            "SELECT body FROM entry WHERE register = ? AND id = ?", (register, entry_id)
        )
        return None if row is None else _read_entry(register, row[0])

    def _entries(self, register: str) -> tuple[Any, ...]:
        rows = self._database.rows(
            "SELECT body FROM entry WHERE register = ? ORDER BY id", (register,)
        )
        return tuple(_read_entry(register, body) for (body,) in rows)


def _read_entry(register: str, body: str) -> Any:
    from quizapp.storage.codec import ENTRIES

    return ENTRIES[register](json.loads(body))
