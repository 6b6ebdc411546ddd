"""Reading the file of a set on the learner's side: who answers it, and by which terms."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from quizapp.application.sitting_views import TermsNews
from quizapp.delivery.set_files import hash_of, read_set
from quizapp.delivery.terms_files import parted, read_notice, refuse_others
from quizapp.storage.set_terms_store import KeptTerms

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizapp.application.seats import Seats
    from quizapp.delivery.set_files import OpenedSet
    from quizapp.domain.assignments import Terms
    from quizapp.storage.set_terms_store import SetTermsStore


class ReceivedSet(NamedTuple):
    """A file of a set that was found to be right.

    Attributes:
        opened: the set, with its learner in the seat and the plan as it was signed.
        raw: the bytes of the set.
        brought: the new terms that the file brings, if any; `sets` are the hashes of all sets that
            they are for.
    """

    opened: OpenedSet
    raw: bytes
    brought: KeptTerms | None = None
    sets: tuple[str, ...] = ()


class SetReader:
    """Reads sets for the learners of this computer.

    Attributes:
        terms: the new terms that came so far.
    """

    def __init__(self, seats: Seats, terms: SetTermsStore) -> None:
        self._seats = seats
        self.terms = terms

    def read(self, raw: bytes, learner: Callable[[], str]) -> ReceivedSet:
        """Read a file; nothing is kept.

        Args:
            raw: its bytes.
            learner: gives the id of who is to answer it; asked where the set is for a cohort.

        Raises:
            UserError: it is no set, is damaged or altered, brings terms that are not for it, or is
                for a cohort that this learner has not enrolled in.
        """
        parts = parted(raw)
        signed = read_set(parts.sheet)
        learner_id = "" if signed.sheet.shared is None else learner()
        opened = self._seats.seated(signed, learner_id)
        if not parts.notice:
            return ReceivedSet(opened, parts.sheet)
        notice = read_notice(parts.notice, opened.sign_key)
        refuse_others(notice, opened, hash_of(parts.sheet))
        return ReceivedSet(opened, parts.sheet, KeptTerms(notice.terms, parts.notice), notice.sets)

    def seated(self, raw: bytes, learner_id: str, terms: Terms | None) -> OpenedSet:
        """Return a set that is kept here, with the terms that hold. Raises what `read` raises."""
        return under(self._seats.seated(read_set(raw), learner_id), terms)

    def by_terms(self, received: ReceivedSet) -> OpenedSet:
        """Return a set by the terms that hold, which may be those that its file brings."""
        opened, brought = received.opened, received.brought
        if brought is not None and self.news(opened.sha256, brought) is TermsNews.NEW:
            return under(opened, brought.terms)
        return under(opened, self.terms.last(opened.sha256))

    def name(self, opened: OpenedSet, learner_id: str) -> str:
        """Return under which name a learner answers a cohort's set; empty for any other set.

        Raises what `read` raises.
        """
        return self._seats.name(opened, learner_id)

    def news(self, sha256: str, brought: KeptTerms | None) -> TermsNews:
        """Return what a file says of the terms of a set, beside what was known of them."""
        known = self.terms.last(sha256)
        number = 0 if known is None else known.number
        if brought is None:
            return TermsNews.OLDER if number else TermsNews.NOTHING
        if brought.terms.number == number:
            return TermsNews.SAME
        return TermsNews.NEW if brought.terms.number > number else TermsNews.OLDER


def under(opened: OpenedSet, terms: Terms | None) -> OpenedSet:
    """Return a set with the terms that hold, `None` for those that it came with."""
    if terms is None:
        return opened
    sheet = opened.sheet
    return replace(opened, sheet=replace(sheet, plan=terms.of(sheet.plan)))
