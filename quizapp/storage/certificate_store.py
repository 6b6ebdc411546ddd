"""Certificates that were issued, append-only."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizapp.storage.texts import time_from_text, time_to_text

if TYPE_CHECKING:
    from datetime import datetime

    from quizapp.storage.database import Database


class StoredCertificate(NamedTuple):
    """A certificate as it was issued; `fields` is the text that its code was made from."""

    code: str
    assignment_id: str
    member_id: str
    fields: str
    issued_at: datetime


class CertificateStore:
    """Certificates of this database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, code: str) -> StoredCertificate | None:
        """Return a certificate by its code, which has no hyphens."""
        row = self._database.row(
            "SELECT code, assignment_id, member_id, fields, issued_at FROM certificate"
            " WHERE code = ?",
            (code,),
        )
        if row is None:
            return None
        code, assignment_id, member_id, fields, issued_at = row
        return StoredCertificate(code, assignment_id, member_id, fields, time_from_text(issued_at))

    def add(self, certificate: StoredCertificate) -> None:
        """Keep a certificate; one with the same code says the same and is left alone."""
        with self._database.transaction():
            self._database.execute(
                "INSERT OR IGNORE INTO certificate (code, assignment_id, member_id, fields,"
                " issued_at) VALUES (?, ?, ?, ?, ?)",
                (*certificate[:4], time_to_text(certificate.issued_at)),
            )
