"""Sources: the documents that the banks cite, and the texts of them that users add."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from quizapp.application.views import DocumentView, PassageView
from quizapp.domain.errors import UserError
from quizapp.domain.items import Item
from quizapp.domain.registers import Claim, Document
from quizapp.domain.source_texts import normalised, text_hash
from quizapp.storage.bank_store import BankStore
from quizapp.storage.document_store import DocumentStore

LARGEST_BYTES = 20_000_000


class SourceLibrary:
    """Documents with the passages that items cite."""

    def __init__(
        self, banks: BankStore, documents: DocumentStore, clock: Callable[[], datetime]
    ) -> None:
        self._banks = banks
        self._documents = documents
        self._clock = clock

    def documents(self) -> tuple[DocumentView, ...]:
        """Return all documents that the banks cite, added or not."""
        claims: dict[str, list[Claim]] = {}
        for claim in self._banks.claims():
            claims.setdefault(claim.document, []).append(claim)
        return tuple(
            self._view(document, claims.get(document.id, []))
            for document in self._banks.documents()
        )

    def add(self, path: Path) -> DocumentView:
        """Add the text of a document; which one it is, the hash of its normalised text tells.

        Raises:
            UserError: the file cannot be read, is not text, or is none of the documents.
        """
        text = normalised(_read(path))
        digest = text_hash(text)
        for document in self._banks.documents():
            if document.sha256 == digest:
                self._documents.save(document.id, digest, text, self._clock())
                claims = [c for c in self._banks.claims() if c.document == document.id]
                return self._view(document, claims)
        raise UserError(
            f"{path.name} is not one of the documents that the questions cite, or its text has"
            " been changed.",
            "Add the text file just as it was published.",
        )

    def remove(self, document_id: str) -> None:
        """Take an added text away; questions and answers stay."""
        self._documents.remove(document_id)

    def restore(self, view: DocumentView) -> None:
        """Put a text back that was just taken away."""
        if view.text is not None:
            document = view.document
            self._documents.save(document.id, document.sha256, view.text, self._clock())

    def items(self, item_ids: Sequence[str]) -> tuple[Item, ...]:
        """Return items by id."""
        return self._banks.items(item_ids)

    def topic_title(self, topic: str) -> str:
        """Return what users read for a topic."""
        return self._banks.topic_title(topic)

    def _view(self, document: Document, claims: Sequence[Claim]) -> DocumentView:
        passages = tuple(
            PassageView(
                claim_id=claim.id,
                start=claim.at[0],
                end=claim.at[1],
                heading=document.heading_at(claim.at[0]),
                says=claim.says,
                item_ids=self._banks.items_citing(claim.id),
            )
            for claim in sorted(claims, key=lambda claim: claim.at)
        )
        return DocumentView(document, passages, self._documents.text(document.id, document.sha256))


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise UserError(
                f"{path.name} is larger than 20 MB, which no cited document is.",
                "Add the text file of the article.",
            )
        raw = path.read_bytes()
        raw.decode("utf-8")
    except OSError as error:
        raise UserError(
            f"{path.name} could not be read: {error.strerror}.", "Choose another file."
        ) from error
    except UnicodeDecodeError as error:
        raise UserError(
            f"{path.name} is not a plain text file in UTF-8.", "Save the article as text first."
        ) from error
    return raw
