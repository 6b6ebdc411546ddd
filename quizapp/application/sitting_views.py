"""What the screens of a learner's sets show: frozen values, made by the use cases."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from quizapp.domain.errors import UserError

if TYPE_CHECKING:
    from datetime import datetime

    from quizapp.application.views import Miss, PassResult, Tone
    from quizapp.domain.assignments import AssignmentPlan, SittingRecord, Terms
    from quizapp.storage.set_terms_store import KeptTerms


class NotEnrolled(UserError):
    """A set is for a cohort that its reader has not enrolled in, which can be made good."""


class Trust(StrEnum):
    """How well the key that signed a set is known: well, the first one here, or another one."""

    KNOWN = "known"
    FIRST = "first"
    STRANGER = "stranger"


class TermsNews(StrEnum):
    """What a file says of the terms of a set, beside what was known of them."""

    NOTHING = "nothing"
    NEW = "new"
    SAME = "same"
    OLDER = "older"


class SetOffer(NamedTuple):
    """A set in a file, looked at and not taken yet.

    Attributes:
        raw: the bytes of the set.
        plan: as it was signed first; `brought` are the new terms that came with it, if any, with
            their notice, and `sets` the hashes of all sets that they are for.
        sha256: by which the set is known: their hash, or that of the learner's seat.
        fingerprint: of the key that signed it, as words.
        is_there: the learner has it already.
        hands_in_as: the name with which the learner enrolled, where the set is for a cohort.
    """

    raw: bytes
    sha256: str
    plan: AssignmentPlan
    questions: int
    sign_key: bytes
    fingerprint: str
    trust: Trust
    is_there: bool
    hands_in_as: str = ""
    news: TermsNews = TermsNews.NOTHING
    brought: KeptTerms | None = None
    sets: tuple[str, ...] = ()


class SetState(StrEnum):
    """How far a learner is with a set."""

    NOT_OPEN = "not open"
    NEW = "new"
    STARTED = "started"
    HANDED_IN = "handed in"


class SetRow(NamedTuple):
    """A set in a list.

    Attributes:
        questions: how many there are; `answered` of them in the attempt that goes on.
        attempts_left: how many more can be begun.
        last_at: when the last attempt was handed in.
        is_saved: whether the last result, if any, was saved as a file, here or before it came along.
        topics: what the topics are called that have a pass mark of their own, in their order.
    """

    sha256: str
    plan: AssignmentPlan
    state: SetState
    questions: int
    answered: int
    attempts_left: int
    last_at: datetime | None
    is_saved: bool = True
    topics: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do here but to send the file."""
        return self.state is SetState.HANDED_IN and self.is_saved


class HandInView(NamedTuple):
    """One file that was handed in; `name` is what the file is called unless changed."""

    sha256: str
    number: int
    revision: int
    handed_in_at: datetime
    name: str


class SetView(NamedTuple):
    """All that there is to say of a set.

    Attributes:
        refusal: why no attempt can be begun or gone on with; empty where one can.
        has_ended: an attempt has ended that can be looked back on.
        hands_in_as: the name with which the learner enrolled, where the set is for a cohort.
        terms: the new terms that hold; `None` where those do that the set came with.
    """

    row: SetRow
    fingerprint: str
    hand_ins: tuple[HandInView, ...]
    refusal: str
    has_ended: bool
    hands_in_as: str = ""
    terms: Terms | None = None


class PlaceView(NamedTuple):
    """A question in the list before handing in."""

    position: int
    stem: str
    is_answered: bool
    is_flagged: bool


class SittingResult(NamedTuple):
    """What a practice attempt came to, once its answers may be shown.

    Attributes:
        outcomes: how each question was answered.
    """

    right: int
    total: int
    critical: int
    passed: PassResult | None
    topics_met: bool
    misses: tuple[Miss, ...]
    outcomes: tuple[Tone, ...]


class EndView(NamedTuple):
    """An attempt that has ended.

    Attributes:
        ran_out: its time had run out.
        is_overdue: by this computer's clock it was handed in after the due date.
        result: `None` where it may not be shown, now or ever.
        counted: how many answers count in the learner's own progress; `None` like `result`.
        given: how many answers there are, runs of scenarios that were not ended included.
    """

    plan: AssignmentPlan
    hand_in: HandInView
    answered: int
    total: int
    ran_out: bool
    is_overdue: bool
    record: SittingRecord
    result: SittingResult | None
    counted: int | None
    given: int
