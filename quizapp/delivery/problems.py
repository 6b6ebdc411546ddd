"""Why a file that came from elsewhere is not taken."""

from __future__ import annotations

from enum import StrEnum

from quizapp.domain.errors import UserError


class Reason(StrEnum):
    """The sort of refusal, for lists and scripts; the sentence beside it says more."""

    DAMAGED = "damaged"
    OTHER_KIND = "other kind"
    OTHER_TRAINER = "not for this trainer"
    OTHER_FOLDER = "not for this data folder"
    WRONG_SET = "wrong set"
    TAMPERED = "tampered"
    UNKNOWN_LEARNER = "unknown learner"
    NOT_ENROLLED = "not enrolled yet"
    OLDER = "older revision"
    TOO_MANY = "too many attempts"
    UNREADABLE = "unreadable"


class RefusedFile(UserError):
    """A file that is not taken in.

    Attributes:
        reason: the sort of refusal.
    """

    def __init__(self, reason: Reason, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.reason = reason
