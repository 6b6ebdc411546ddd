"""Texts of source documents that the user has added."""

from __future__ import annotations

from datetime import datetime

from quizapp.storage.database import Database
from quizapp.storage.texts import time_to_text


class DocumentStore:
    """Added texts, by document id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def text(self, document_id: str, sha256: str) -> str | None:
        """Return the normalised text of a document if that very version was added."""
        row = self._database.row(
            "SELECT text FROM document WHERE id = ? AND sha256 = ?", (document_id, sha256)
        )
        return row[0] if row else None

    def passage(self, document_id: str, sha256: str, start: int, end: int) -> str | None:
        """Return a part of an added text; offsets are code points, `end` excluded."""
        row = self._database.row(
            "SELECT substr(text, ?, ?) FROM document WHERE id = ? AND sha256 = ?",
            (start + 1, end - start, document_id, sha256),
        )
        return row[0] if row else None

    def save(self, document_id: str, sha256: str, text: str, at: datetime) -> None:
        """Keep a text."""
        with self._database.transaction():
            self._database.execute(
                "INSERT OR REPLACE INTO document (id, sha256, text, added_at) VALUES (?, ?, ?, ?)",
                (document_id, sha256, text, time_to_text(at)),
            )

    def remove(self, document_id: str) -> None:
        """Take a text away."""
        with self._database.transaction():
            self._database.execute("DELETE FROM document WHERE id = ?", (document_id,))
