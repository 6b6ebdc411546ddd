"""Looks the passages of claims up in the documents themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.domain.source_texts import normalised, passage_hash, text_hash
from quizapp.exchange.yaml_subset import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from quizapp.domain.registers import Claim, Document, Registers

LONG_PASSAGE = 10
"""From this many words on, a claim gives the last words of its passage too."""

LOCATING_WORDS = 3

_HEADING_ROOM = 3
"""A heading may be spread over this many times its length by line breaks and blanks."""


def document_texts(folder: Path) -> dict[str, str]:
    """Return the normalised texts of the files in a folder by their hash, whatever their names.

    Raises:
        OSError: the folder cannot be listed.
    """
    texts = {}
    for path in sorted(folder.iterdir()):
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            continue
        try:
            text = normalised(path.read_bytes())
        except (UnicodeDecodeError, OSError):
            continue
        texts[text_hash(text)] = text
    return texts


def misplaced(registers: Registers, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give each document that is missing and each passage that is not where its claim says.

    Yields:
        The id of the document or claim, and one sentence.
    """
    found: dict[str, str] = {}
    for document in registers.documents.values():
        text = texts.get(document.sha256)
        if text is None:
            message = (
                f"The document {document.id} ('{document.title}') is not among the source"
                " documents, or its text has changed."
            )
            yield document.id, message
            continue
        found[document.id] = text
        for message in _document_problems(document, text):
            yield document.id, message
    for claim in registers.claims.values():
        if claim.document in found:
            for message in _claim_problems(claim, found[claim.document]):
                yield claim.id, message


def _document_problems(document: Document, text: str) -> Iterator[str]:
    if document.length != len(text):
        yield f"`length` is {document.length}, and the text has {len(text)} characters."
    for heading in document.headings:
        end = heading.at + _HEADING_ROOM * len(heading.text)
        there = " ".join(text[heading.at : end].split())
        if not there.startswith(" ".join(heading.text.split())):
            yield f"The heading '{heading.text}' does not stand at {heading.at}."


def _claim_problems(claim: Claim, text: str) -> Iterator[str]:
    start, end = claim.at
    passage = text[start:end].split()
    if passage_hash(" ".join(passage)) != claim.sha256:
        yield "The passage at `at` has another hash than `sha256`."
    if passage[:LOCATING_WORDS] != claim.starts.split():
        yield "The passage does not start with the words of `starts`."
    if len(passage) < LONG_PASSAGE:
        if claim.ends is not None:
            yield f"The passage has fewer than {LONG_PASSAGE} words: leave `ends` out."
    elif passage[-LOCATING_WORDS:] != (claim.ends or "").split():
        yield "The passage does not end with the words of `ends`."
