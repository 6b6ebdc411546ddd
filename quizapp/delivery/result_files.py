"""Result files (`.quizresult`): what a learner hands in, signed and then sealed to the trainer."""

from __future__ import annotations

import hashlib
import re
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from nacl.exceptions import CryptoError
from nacl.public import PublicKey, SealedBox

from quizapp.delivery.envelope import (
    FORMAT,
    MAX_INFLATED,
    MAX_RESULT_BYTES,
    RESULT_KIND,
    SEALED_KIND,
    from_text,
    inflate,
    pack,
    refuse_layout,
    to_text,
    unpack,
)
from quizapp.delivery.problems import Reason, RefusedFile
from quizapp.delivery.values import Fields, nonsense
from quizapp.domain.assignments import MOST_QUESTIONS, SittingRecord
from quizapp.domain.confidence import Confidence

if TYPE_CHECKING:
    from quizapp.delivery.trainer_keys import TrainerKey

SUFFIX = ".quizresult"
MOST_REVISIONS = 10_000
MOST_MS = 366 * 24 * 3600 * 1000
"""No time that is told is longer than a year."""
MOST_FOCUS_LOSSES = 100_000
MOST_JUMPS = 100
"""Of the jumps of a clock the first ones are told."""

_NAMES = frozenset(
    [
        "assignment",
        "set",
        "learner",
        "attempt",
        "revision",
        "previous",
        "answers",
        "confidences",
        "times",
        "record",
        "handed_in",
    ]
)
_RECORD = frozenset(["started", "focus_losses", "away", "clock_jumps"])
_SEALED = re.compile(
    rb'\{"box":"([A-Za-z0-9+/]+={0,2})","format":"quizapp/1","kind":"sealed-result",'
    rb'"sha256":"([0-9a-f]{64})","to":"([A-Za-z0-9+/]{43}=)"\}'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a learner hands in.

    Attributes:
        set_sha256: hash of the set that was answered.
        attempt: an id of chance, the same for all revisions of one attempt.
        revision: from 1.
        previous: hash of the revision before, as signed; empty for the first.
        answers: one a question, in the letters of the sheet, as JSON holds them.
        confidences: one a question; empty where none was asked for.
        times_ms: one a question, in milliseconds; empty where none was measured.
        record: what was noted while answering; `None` for answers from a script.
        handed_in_at: what the learner's clock said.
    """

    assignment_id: str
    set_sha256: str
    member_id: str
    attempt: str
    revision: int
    previous: str
    answers: tuple[dict[str, Any] | None, ...]
    handed_in_at: datetime
    confidences: tuple[Confidence | None, ...] = ()
    times_ms: tuple[int | None, ...] = ()
    record: SittingRecord | None = None


@dataclass(frozen=True, slots=True)
class OpenedResult:
    """A result whose signature holds; `seat_key` is the key that signed it.

    Attributes:
        sha256: hash of what was signed, by which a revision is known.
    """

    result: Result
    seat_key: bytes
    sha256: str


def write_result(result: Result, seat_seed: bytes, box_key: bytes) -> tuple[bytes, str]:
    """Return the bytes of a result file, and the hash of what was signed.

    Sealing takes chance in: the same result written again gives other bytes.

    Raises:
        RefusedFile: `box_key` is no key.
    """
    fields = {
        "assignment": result.assignment_id,
        "set": result.set_sha256,
        "learner": result.member_id,
        "attempt": result.attempt,
        "revision": result.revision,
        "previous": result.previous or None,
        "answers": list(result.answers),
        "confidences": list(result.confidences) or None,
        "times": list(result.times_ms) or None,
        "record": result.record and _record_fields(result.record),
        "handed_in": result.handed_in_at.isoformat(),
    }
    signed = pack(RESULT_KIND, fields, seat_seed)
    try:
        box = SealedBox(PublicKey(box_key)).encrypt(zlib.compress(signed))
    except CryptoError:
        # A set can name bytes that are no key: sealing to them would hide nothing.
        raise nonsense() from None
    line = (
        f'{{"box":"{to_text(box)}","format":"{FORMAT}","kind":"{SEALED_KIND}",'
        f'"sha256":"{hashlib.sha256(box).hexdigest()}","to":"{to_text(box_key)}"}}'
    )
    return line.encode("ascii"), hashlib.sha256(signed).hexdigest()


def read_result(raw: bytes, key: TrainerKey) -> OpenedResult:
    """Open a result file.

    Raises:
        RefusedFile: it is damaged, altered, of another kind, or for another trainer.
    """
    box, box_key = box_in(raw)
    if box_key != key.box_key:
        raise RefusedFile(
            Reason.OTHER_TRAINER,
            "This result is sealed to another trainer's key.",
            "Send it on, or put the key that it is for back from its back-up.",
        )
    packed = key.open_sealed(box)
    if packed is None:
        raise RefusedFile(Reason.TAMPERED, "The seal of this file does not open: it was altered.")
    signed = inflate(packed, MAX_INFLATED[RESULT_KIND])
    opened = unpack(signed, RESULT_KIND)
    return OpenedResult(_result(opened.fields), opened.key, hashlib.sha256(signed).hexdigest())


def box_in(raw: bytes) -> tuple[bytes, bytes]:
    """Return the sealed box of a result file, and the key that it is sealed to.

    Raises:
        RefusedFile: it is damaged or of another kind.
    """
    if len(raw) > MAX_RESULT_BYTES:
        raise too_large(MAX_RESULT_BYTES)
    parts = _SEALED.fullmatch(raw)
    if parts is None:
        refuse_layout(raw, SEALED_KIND)
    box = from_text(parts[1])
    if hashlib.sha256(box).hexdigest() != parts[2].decode():
        raise RefusedFile(
            Reason.DAMAGED, "This file was damaged on its way.", "Ask for the same file again."
        )
    return box, from_text(parts[3])


def too_large(most: int) -> RefusedFile:
    """Return the refusal of a file that is larger than any that Quizapp writes."""
    return RefusedFile(
        Reason.DAMAGED, f"This file is larger than {most // 2**20} MB, which none of ours is."
    )


def _result(given: dict[str, Any]) -> Result:
    fields = Fields(given, _NAMES)
    answers = fields.any_of("answers", list)
    if len(answers) > MOST_QUESTIONS or any(
        answer is not None and not isinstance(answer, dict) for answer in answers
    ):
        raise nonsense()
    return Result(
        assignment_id=fields.text("assignment"),
        set_sha256=fields.text("set"),
        member_id=fields.text("learner"),
        attempt=fields.text("attempt"),
        revision=fields.whole("revision", 1, MOST_REVISIONS),
        previous=fields.text("previous") if fields.has("previous") else "",
        answers=tuple(answers),
        handed_in_at=fields.moment("handed_in"),
        confidences=tuple(map(_confidence, _each(fields, "confidences", len(answers)))),
        times_ms=tuple(map(_time, _each(fields, "times", len(answers)))),
        record=_record(fields.any_of("record", dict)) if fields.has("record") else None,
    )


def _each(fields: Fields, name: str, count: int) -> list[Any]:
    """Return one value a question, or none where the field is null."""
    if not fields.has(name):
        return []
    values: list[Any] = fields.any_of(name, list)
    if len(values) != count or not values:
        raise nonsense()
    return values


def _confidence(given: Any) -> Confidence | None:
    try:
        return None if given is None else Confidence(given)
    except ValueError:
        raise nonsense() from None


def _time(given: object) -> int | None:
    if given is None:
        return None
    if type(given) is not int or not 0 <= given <= MOST_MS:
        raise nonsense()
    return given


def _record_fields(record: SittingRecord) -> dict[str, Any]:
    return {
        "started": record.started_at.isoformat(),
        "focus_losses": min(record.focus_losses, MOST_FOCUS_LOSSES),
        "away": min(record.away_ms, MOST_MS),
        "clock_jumps": [
            max(-MOST_MS, min(jump, MOST_MS)) for jump in record.clock_jumps[:MOST_JUMPS]
        ],
    }


def _record(given: dict[str, Any]) -> SittingRecord:
    fields = Fields(given, _RECORD)
    jumps = fields.any_of("clock_jumps", list)
    if len(jumps) > MOST_JUMPS or any(
        type(jump) is not int or not -MOST_MS <= jump <= MOST_MS for jump in jumps
    ):
        raise nonsense()
    return SittingRecord(
        started_at=fields.moment("started"),
        focus_losses=fields.whole("focus_losses", 0, MOST_FOCUS_LOSSES),
        away_ms=fields.whole("away", 0, MOST_MS),
        clock_jumps=tuple(jumps),
    )
