"""The envelope of every file that is passed on: what is inside is signed, and bounded in size.

An envelope is one line of JSON in one fixed layout. It is taken apart by that layout and not by a
JSON parser, so that no byte of it can be changed, added or written another way and still be read.
The signature covers kind, length and the very bytes that were sent.
"""

from __future__ import annotations

import binascii
import json
import re
import zlib
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Any, NoReturn

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from quizapp.delivery.problems import Reason, RefusedFile
from quizapp.domain.errors import UserError

FORMAT = "quizapp/1"
SET_KIND = "set"
RESULT_KIND = "result"
SEALED_KIND = "sealed-result"
TERMS_KIND = "terms"

MAX_SET_BYTES = 8 * 2**20
MAX_TERMS_BYTES = 2**20
MAX_RESULT_BYTES = 2**20
MAX_INFLATED = {SET_KIND: 8 * 2**20, RESULT_KIND: 2 * 2**20, TERMS_KIND: 2**20}
"""How many bytes the inside of each kind may have."""
MAX_VALUES = 100_000
"""How many values the inside may hold: small ones cost far more memory than bytes."""

KIND_WORDS = {
    SET_KIND: "a set of questions",
    RESULT_KIND: "a result that was not sealed",
    SEALED_KIND: "a result",
    TERMS_KIND: "new terms for a set",
}

_SIGNED = re.compile(
    rb'\{"body":"([A-Za-z0-9+/]+={0,2})","format":"quizapp/1","key":"([A-Za-z0-9+/]{43}=)",'
    rb'"kind":"(set|result|terms)","sig":"([A-Za-z0-9+/]{86}==)"\}'
)
_SOME_KIND = re.compile(rb'"kind":"(set|result|sealed-result|terms)"')
_KIND_PLACE = 300
"""How far from either end of a file its kind stands at most."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The inside of an envelope, and the public key whose signature holds.

    Whether that key is one to trust is for the reader to judge.
    """

    fields: dict[str, Any]
    key: bytes


def pack(kind: str, fields: dict[str, Any], seed: bytes) -> bytes:
    """Return a signed envelope.

    Args:
        kind: `SET_KIND`, `RESULT_KIND` or `TERMS_KIND`.
        fields: plain values that JSON can hold.
        seed: the 32 bytes of the key that signs.

    Raises:
        UserError: there is more inside than a reader would take.
    """
    plain = json.dumps(
        fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    encoded = plain.encode()
    if len(encoded) > MAX_INFLATED[kind] or _values_in(encoded) > MAX_VALUES:
        raise UserError(f"This is too much for {KIND_WORDS[kind]}.", "Make it smaller.")
    body = zlib.compress(encoded)
    signer = SigningKey(seed)
    signature = signer.sign(_signed_bytes(kind, body)).signature
    return (
        f'{{"body":"{to_text(body)}","format":"{FORMAT}","key":"{to_text(bytes(signer.verify_key))}",'
        f'"kind":"{kind}","sig":"{to_text(signature)}"}}'
    ).encode("ascii")


def unpack(raw: bytes, kind: str, trusted: frozenset[bytes] | None = None) -> Opened:
    """Return the inside of an envelope whose signature holds.

    Args:
        raw: the bytes of the file.
        kind: what it must be.
        trusted: when given, a key that is not among these is refused before the inside is looked
            at.

    Raises:
        RefusedFile: the file is damaged, of another kind, signed by another key, or altered.
    """
    parts = _SIGNED.fullmatch(raw)
    if parts is None or parts[3].decode() != kind:
        refuse_layout(raw, kind)
    body, key, signature = (from_text(parts[number]) for number in (1, 2, 4))
    if trusted is not None and key not in trusted:
        raise RefusedFile(Reason.TAMPERED, "This file was signed with another key.")
    try:
        VerifyKey(key).verify(_signed_bytes(kind, body), signature)
    except (BadSignatureError, ValueError):
        raise RefusedFile(
            Reason.TAMPERED,
            "This file was altered: its signature does not fit.",
            "Ask for it anew.",
        ) from None
    return Opened(_fields(inflate(body, MAX_INFLATED[kind])), key)


def key_of(raw: bytes) -> bytes | None:
    """Return the public key that an envelope names, unchecked, or `None` where there is none."""
    parts = _SIGNED.fullmatch(raw)
    return None if parts is None else from_text(parts[2])


def inflate(body: bytes, most: int) -> bytes:
    """Return compressed bytes as they were.

    Raises:
        RefusedFile: they are cut short, damaged, or more than `most`.
    """
    unpacker = zlib.decompressobj()
    try:
        plain = unpacker.decompress(body, most)
    except zlib.error:
        raise _damaged() from None
    if not unpacker.eof or unpacker.unused_data:
        raise _damaged()
    return plain


def to_text(raw: bytes) -> str:
    """Return bytes as base64."""
    return b64encode(raw).decode("ascii")


def from_text(text: bytes | str) -> bytes:
    """Return the bytes that base64 stands for, written in the one way that `to_text` writes it.

    Raises:
        RefusedFile: it is written another way, or is not base64.
    """
    written = text.encode() if isinstance(text, str) else text
    try:
        raw = b64decode(written, validate=True)
    except (binascii.Error, ValueError):
        raise _damaged() from None
    # The last letter may hold spare bits, which would let two files mean the same.
    if b64encode(raw) != written:
        raise _damaged()
    return raw


def refuse_layout(raw: bytes, wanted: str) -> NoReturn:
    """Say that bytes are not an envelope of the wanted kind: of another, or damaged."""
    ends = raw[:_KIND_PLACE] + raw[-_KIND_PLACE:]
    found = _SOME_KIND.search(ends)
    kind = found[1].decode() if found else ""
    if kind and kind != wanted:
        raise RefusedFile(
            Reason.OTHER_KIND, f"This file is {KIND_WORDS[kind]}, not {KIND_WORDS[wanted]}."
        )
    raise _damaged()


def _signed_bytes(kind: str, body: bytes) -> bytes:
    return b"quizapp/1 %b %d %b" % (kind.encode(), len(body), body)


def _fields(plain: bytes) -> dict[str, Any]:
    if _values_in(plain) > MAX_VALUES:
        raise _damaged()
    try:
        fields = json.loads(plain, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise _damaged() from None
    if not isinstance(fields, dict):
        raise _damaged()
    return fields


def _values_in(plain: bytes) -> int:
    """Return how many values there are at most: each but the first follows one of these marks."""
    return sum(plain.count(mark) for mark in (b",", b"[", b"{"))


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")


def _damaged() -> RefusedFile:
    return RefusedFile(
        Reason.DAMAGED,
        "This file is damaged, cut short, or not one that Quizapp wrote.",
        "Ask for it anew; a zip archive keeps mail programs from changing it.",
    )
