"""Invitations to a cohort, and the enrolments that come back: one line each, as file or as text.

An invitation is signed by the trainer and holds the keys and the opaque id of a cohort. An
enrolment holds the learner's name, sealed so that this trainer alone can read it. Mail programs
break long lines, so spaces and line ends anywhere in a code make no difference.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import NoReturn

from nacl.exceptions import BadSignatureError, CryptoError
from nacl.public import PublicKey, SealedBox
from nacl.signing import SigningKey, VerifyKey

from quizapp.delivery.envelope import from_text, to_text
from quizapp.delivery.problems import Reason, RefusedFile
from quizapp.delivery.set_files import seat_key_of
from quizapp.delivery.trainer_keys import TrainerKey, fingerprint
from quizapp.delivery.values import Fields

INVITATION_SUFFIX = ".quizinvite"
ENROLMENT_SUFFIX = ".quizenrol"
SEED_BYTES = 32
"""Of the key that a learner has towards a cohort."""
MAX_BYTES = 64 * 1024
"""More than any code has, and enough for a mail with many of them."""

_INVITATION = re.compile(
    r"quizapp-invitation/1:([A-Za-z0-9+/]+={0,2}):([A-Za-z0-9+/]{86}==):end", re.ASCII
)
_ENROLMENT = re.compile(
    r"quizapp-enrolment/1:([A-Za-z0-9+/]+={0,2}):([A-Za-z0-9+/]{43}=):([0-9a-f]{16}):end", re.ASCII
)
_COHORT = re.compile(rb"[A-Za-z0-9-]{1,64}")
_ID = re.compile(r"[0-9a-f]{32}", re.ASCII)
_ENROLMENT_NAMES = frozenset({"cohort", "learner", "name"})
_KEY = 32


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation whose signature holds; the words of its key are for people to compare."""

    cohort_id: str
    sign_key: bytes
    box_key: bytes

    @property
    def fingerprint(self) -> str:
        """The trainer's key in words."""
        return fingerprint(self.sign_key)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What a learner tells the trainer.

    Attributes:
        enrolled_as: what the learner's computer is called towards this cohort; always the same.
        key: with which results of sets for the whole cohort are signed; empty from a version that
            had none.
    """

    cohort_id: str
    enrolled_as: str
    name: str
    key: bytes = b""


def write_invitation(cohort_id: str, key: TrainerKey) -> str:
    """Return an invitation to a cohort."""
    body = key.sign_key + key.box_key + cohort_id.encode("ascii")
    signature = SigningKey(key.signing_seed).sign(_signed(body)).signature
    return f"quizapp-invitation/1:{to_text(body)}:{to_text(signature)}:end"


def read_invitation(text: str) -> Invitation:
    """Read an invitation.

    Raises:
        RefusedFile: there is none in the text, or it was altered.
    """
    parts = _INVITATION.search(_joined(text))
    if parts is None:
        _refuse("invitation")
    body = from_text(parts[1])
    sign_key, box_key, cohort = body[:_KEY], body[_KEY : 2 * _KEY], body[2 * _KEY :]
    try:
        VerifyKey(sign_key).verify(_signed(body), from_text(parts[2]))
    except (BadSignatureError, ValueError):
        raise RefusedFile(
            Reason.TAMPERED, "This invitation was altered.", "Ask your trainer for it anew."
        ) from None
    if not _COHORT.fullmatch(cohort):
        _refuse("invitation")
    return Invitation(cohort.decode("ascii"), sign_key, box_key)


def enrolled_as(learner_id: str, cohort_id: str) -> str:
    """Return what a learner is called towards a cohort: opaque, and another one in each."""
    told = f"{learner_id}\n{cohort_id}".encode()
    return hashlib.blake2b(told, digest_size=16, person=b"quizapp enrol").hexdigest()


def write_enrolment(invitation: Invitation, learner_id: str, name: str, seat_seed: bytes) -> str:
    """Return an enrolment that the trainer who invites alone can read.

    Args:
        invitation: of the trainer.
        learner_id: of the learner on this computer; it stays there.
        name: for the trainer.
        seat_seed: 32 bytes: the key of the learner towards this cohort, of which the public half
            travels.

    Raises:
        RefusedFile: the key in the invitation is no key.
    """
    fields = {
        "cohort": invitation.cohort_id,
        "learner": enrolled_as(learner_id, invitation.cohort_id),
        "name": name,
        "key": to_text(seat_key_of(seat_seed)),
    }
    try:
        sealer = SealedBox(PublicKey(invitation.box_key))
        box = sealer.encrypt(json.dumps(fields, ensure_ascii=False).encode())
    except CryptoError:
        _refuse("invitation")
    return f"quizapp-enrolment/1:{to_text(box)}:{to_text(invitation.box_key)}:{_check(box)}:end"


def enrolments_in(text: str) -> tuple[str, ...]:
    """Return the enrolments that stand in a text, one or many."""
    return tuple(found[0] for found in _ENROLMENT.finditer(_joined(text)))


def read_enrolment(line: str, key: TrainerKey) -> Enrolment:
    """Open an enrolment.

    Raises:
        RefusedFile: it is damaged or altered, or for another trainer.
    """
    parts = _ENROLMENT.fullmatch(_joined(line))
    if parts is None:
        _refuse("enrolment")
    box = from_text(parts[1])
    if _check(box) != parts[3]:
        _refuse("enrolment")
    if from_text(parts[2]) != key.box_key:
        raise RefusedFile(
            Reason.OTHER_TRAINER, "This enrolment is for another trainer.", "Send it on."
        )
    plain = key.open_sealed(box)
    if plain is None:
        raise RefusedFile(Reason.TAMPERED, "This enrolment was altered.", "Ask for it anew.")
    try:
        given = json.loads(plain)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        _refuse("enrolment")
    has_key = "key" in given
    fields = Fields(given, _ENROLMENT_NAMES | ({"key"} if has_key else set()))
    learner = fields.text("learner")
    if not _ID.fullmatch(learner):
        _refuse("enrolment")
    return Enrolment(
        fields.text("cohort"),
        learner,
        fields.text("name"),
        fields.key("key") if has_key else b"",
    )


def _signed(body: bytes) -> bytes:
    return b"quizapp invitation/1 " + body


def _joined(text: str) -> str:
    return "".join(text.split())


def _check(box: bytes) -> str:
    """Return digits that tell a slip of the pen from a forgery."""
    return hashlib.sha256(box).hexdigest()[:16]


def _refuse(what: str) -> NoReturn:
    raise RefusedFile(
        Reason.DAMAGED,
        f"There is no {what} in this, or it is cut short or damaged.",
        f"Copy the whole code, from “quizapp-{what}” to “end”.",
    )
