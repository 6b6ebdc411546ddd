"""The trainer's key: it signs sets, opens results, and has a back-up under a passphrase.

One secret of 32 bytes is the root; the key that signs and the key that opens are made from it.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

from nacl import pwhash, secret, utils
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox
from nacl.signing import SigningKey

from quizapp.delivery.envelope import from_text, to_text
from quizapp.delivery.problems import RefusedFile
from quizapp.domain.errors import UserError
from quizapp.domain.passphrases import SHORTEST_PASSPHRASE

ROOT_BYTES = 32
PROOF_BYTES = 10

_KEY_LINE = re.compile(r"quizapp-trainer-key/1 ([A-Za-z0-9+/=]{44}) ([0-9a-f]{16})\n?")
_BACKUP_LINE = re.compile(
    r"quizapp-trainer-backup/1 ([A-Za-z0-9+/=]{24}) ([A-Za-z0-9+/=]{96}) ([0-9a-f]{16})\n?"
)
_CONSONANTS, _VOWELS = "bdfghjklmnprstvz", "aiou"
_WORDS = 6
# A back-up opens only with the strength it was made with.
_ROUNDS: Final[int] = pwhash.argon2id.OPSLIMIT_MODERATE
_MEMORY: Final[int] = pwhash.argon2id.MEMLIMIT_MODERATE


class WrongPassphrase(UserError):
    """A passphrase that does not open a back-up."""


class TrainerKey:
    """A trainer's key with its secret, 32 bytes."""

    def __init__(self, root: bytes) -> None:
        self._root = root
        self.signing_seed = _derived(root, b"quizapp signing")
        self._box = PrivateKey(_derived(root, b"quizapp sealing"))
        self.sign_key = bytes(SigningKey(self.signing_seed).verify_key)
        self.box_key = bytes(self._box.public_key)

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the key that signs, as words to read out."""
        return fingerprint(self.sign_key)

    def open_sealed(self, box: bytes) -> bytes | None:
        """Return what was sealed to this key, or `None` where it was not, or was altered."""
        try:
            return SealedBox(self._box).decrypt(box)
        except CryptoError:
            return None

    def proof(self, said: bytes) -> bytes:
        """Return 80 bits that nobody without this key can make for what is said."""
        return hashlib.blake2b(
            said, digest_size=PROOF_BYTES, key=_derived(self._root, b"quizapp proving")
        ).digest()

    def to_line(self) -> str:
        """Return the key as the line of a key file, secret included."""
        return f"quizapp-trainer-key/1 {to_text(self._root)} {_check_digits(self._root)}\n"

    def to_backup(self, passphrase: str) -> str:
        """Return the key as the line of a back-up file that only the passphrase opens.

        Takes about a second and 256 MB, so that passphrases are slow to guess.

        Raises:
            UserError: the passphrase is too short.
        """
        if len(passphrase) < SHORTEST_PASSPHRASE:
            raise UserError(
                f"A passphrase has at least {SHORTEST_PASSPHRASE} characters.",
                "Take four or five words that belong together for nobody but you.",
            )
        salt = utils.random(pwhash.argon2id.SALTBYTES)
        box = bytes(secret.SecretBox(_stretched(passphrase, salt)).encrypt(self._root))
        check = _check_digits(salt + box)
        return f"quizapp-trainer-backup/1 {to_text(salt)} {to_text(box)} {check}\n"


def new_trainer_key() -> TrainerKey:
    """Return a key that nobody else has."""
    return TrainerKey(utils.random(ROOT_BYTES))


def key_from_line(line: str) -> TrainerKey:
    """Read the line of a key file back.

    Raises:
        UserError: the line is damaged.
    """
    parts = _KEY_LINE.fullmatch(line)
    root = _bytes_of(parts[1]) if parts else None
    if parts is None or root is None or _check_digits(root) != parts[2]:
        raise UserError(
            "The file that holds the trainer's key is damaged.",
            "Put it back from its back-up: Settings, Trainer, or `quizapp trainer restore BACK-UP`.",
        )
    return TrainerKey(root)


def key_from_backup(line: str, passphrase: str, file: str) -> TrainerKey:
    """Open a back-up with its passphrase.

    Args:
        line: what is in the file.
        passphrase: with which it was made.
        file: how the file is called.

    Raises:
        UserError: the file is damaged.
        WrongPassphrase: the passphrase is another one.
    """
    parts = _BACKUP_LINE.fullmatch(line)
    salt, box = (_bytes_of(parts[1]), _bytes_of(parts[2])) if parts else (None, None)
    if parts is None or salt is None or box is None or _check_digits(salt + box) != parts[3]:
        raise UserError(
            f"{file} is no back-up of a trainer's key, or it is damaged.",
            "Choose the file that was made when the key was, or another copy of it.",
        )
    try:
        return TrainerKey(secret.SecretBox(_stretched(passphrase, salt)).decrypt(box))
    except CryptoError:
        raise WrongPassphrase(f"The passphrase does not open {file}.", "Type it again.") from None


def fingerprint(sign_key: bytes) -> str:
    """Return 96 bits of a public key's hash as six words that can be said and heard."""
    digest = hashlib.blake2b(sign_key, digest_size=2 * _WORDS, person=b"quizapp words").digest()
    return "-".join(
        _word(int.from_bytes(digest[at : at + 2], "big")) for at in range(0, len(digest), 2)
    )


def _word(number: int) -> str:
    """Return 16 bits as consonant, vowel, consonant, vowel, consonant."""
    letters = (
        _CONSONANTS[number >> 12],
        _VOWELS[number >> 10 & 3],
        _CONSONANTS[number >> 6 & 15],
        _VOWELS[number >> 4 & 3],
        _CONSONANTS[number & 15],
    )
    return "".join(letters)


def _derived(root: bytes, purpose: bytes) -> bytes:
    return hashlib.blake2b(root, digest_size=32, person=purpose).digest()


def _stretched(passphrase: str, salt: bytes) -> bytes:
    return pwhash.argon2id.kdf(
        secret.SecretBox.KEY_SIZE,
        passphrase.encode(),
        salt,
        opslimit=_ROUNDS,
        memlimit=_MEMORY,
    )


def _check_digits(raw: bytes) -> str:
    """Return digits that tell a slip of the disk from a wrong passphrase."""
    return hashlib.sha256(raw).hexdigest()[:16]


def _bytes_of(text: str) -> bytes | None:
    try:
        return from_text(text)
    except RefusedFile:
        return None
