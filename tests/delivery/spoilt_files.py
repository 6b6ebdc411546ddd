"""Files as nobody honest writes them: fuzzed, or signed and sealed around any bytes at all."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from nacl.public import PublicKey, SealedBox
from nacl.signing import SigningKey

from quizapp.delivery.envelope import SET_KIND
from quizapp.delivery.problems import Reason, RefusedFile
from quizapp.delivery.trainer_keys import TrainerKey

SEED = b"s" * 32


def refusal(read: Callable[[], object]) -> Reason:
    with pytest.raises(RefusedFile) as caught:
        read()
    assert str(caught.value)
    return caught.value.reason


def signed(body: bytes, kind: str = SET_KIND) -> bytes:
    """Return an envelope whose signature holds around any bytes at all."""
    signer = SigningKey(SEED)
    message = b"quizapp/1 %b %d %b" % (kind.encode(), len(body), body)
    sig = base64.b64encode(signer.sign(message).signature).decode()
    key = base64.b64encode(bytes(signer.verify_key)).decode()
    text = base64.b64encode(body).decode()
    return (
        f'{{"body":"{text}","format":"quizapp/1","key":"{key}","kind":"{kind}","sig":"{sig}"}}'
    ).encode()


def sealed(packed: bytes, key: TrainerKey) -> bytes:
    """Return a result file around any bytes at all, as anybody can make one."""
    box = SealedBox(PublicKey(key.box_key)).encrypt(packed)
    return (
        f'{{"box":"{base64.b64encode(box).decode()}","format":"quizapp/1","kind":"sealed-result",'
        f'"sha256":"{hashlib.sha256(box).hexdigest()}",'
        f'"to":"{base64.b64encode(key.box_key).decode()}"}}'
    ).encode()


def fuzzed(raw: bytes, rng: random.Random) -> bytes:
    """Return bytes with one to five parts changed, doubled, cut out or moved."""
    spoilt = bytearray(raw)
    for _ in range(rng.randint(1, 5)):
        at = rng.randrange(len(spoilt) + 1)
        end = min(len(spoilt), at + rng.choice((1, 1, 2, 8, 64, 512)))
        piece = spoilt[at:end]
        match rng.randrange(5):
            case 0:
                spoilt[at:end] = rng.randbytes(len(piece))
            case 1:
                spoilt[at:at] = piece
            case 2:
                del spoilt[at:end]
            case 3:
                spoilt[at:end] = rng.choice((b"{}", b"[]", b"null", b"-1", b'""', b"1e999", b","))
            case _:
                other = rng.randrange(len(spoilt) + 1)
                spoilt[other:other] = piece
    return bytes(spoilt)


def pack_any(fields: dict[str, Any], kind: str = SET_KIND) -> bytes:
    """Sign fields as they are, halves of characters included."""
    return signed(zlib.compress(json.dumps(fields).encode()), kind)
