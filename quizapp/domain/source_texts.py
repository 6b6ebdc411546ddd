"""Normalised text of a source document, so that a copy with other line ends still matches."""

from __future__ import annotations

import hashlib
import unicodedata

_BYTE_ORDER_MARK = "\ufeff"
_NO_BREAK_SPACE = "\u00a0"


def normalised(raw: bytes) -> str:
    """Return the text of a file: UTF-8 without mark, LF line ends, NFC, plain spaces.

    Raises:
        UnicodeDecodeError: the file is not UTF-8 text.
    """
    text = raw.decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text).replace(_NO_BREAK_SPACE, " ")


def text_hash(text: str) -> str:
    """Return the SHA-256, in hex, of a normalised text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def passage_hash(passage: str) -> str:
    """Return the SHA-256, in hex, of a passage with runs of white space as one space, trimmed."""
    return text_hash(" ".join(passage.split()))
