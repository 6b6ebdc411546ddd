"""Sets, sittings and hand-ins of a learner as records for export, and taking such things in."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from quizapp.domain.sittings import SittingTime
from quizapp.storage.hand_in_store import HandIn, HandInStore
from quizapp.storage.set_terms_store import SetTermsStore
from quizapp.storage.sitting_store import AssignedSet, SittingStore
from quizapp.storage.texts import time_to_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from quizapp.domain.sittings import Place, Sitting
    from quizapp.storage.database import Database
    from quizapp.storage.enrolment_store import OwnEnrolment
    from quizapp.storage.set_terms_store import KeptTerms


class ReadPlace(NamedTuple):
    """What an export knows of one question; `answer` is that of `place` as JSON holds it."""

    position: int
    place: Place
    answer: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class ReadSet:
    """A set of an export, which was found to be whole.

    Attributes:
        raw: the exact bytes of the set.
        met_at: since when its trainer is trusted.
        sittings: attempts, each with what is known of its questions.
        hand_ins: older attempts and revisions first.
        terms: the new terms that came for it, those that hold last.
        enrolment: with which the learner has a seat at a cohort's set; `None` for any other set.
    """

    assigned: AssignedSet
    raw: bytes
    met_at: datetime
    sittings: tuple[tuple[Sitting, tuple[ReadPlace, ...]], ...]
    hand_ins: tuple[HandIn, ...]
    enrolment: OwnEnrolment | None = None
    terms: tuple[KeptTerms, ...] = ()


class TakenSets(NamedTuple):
    """What was taken in of sets.

    Attributes:
        sets, hand_ins: how many are new here.
        left_out: how many belong to another learner here, and were left as they are.
    """

    sets: int = 0
    hand_ins: int = 0
    left_out: int = 0

    def and_also(self, other: TakenSets) -> TakenSets:
        """Return the sums of two."""
        return TakenSets(*map(sum, zip(self, other, strict=True)))


NO_SETS = TakenSets()


class SetRecords:
    """Reads the sets of a learner as JSON values, and takes in what was read of such values."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sittings = SittingStore(database)
        self._hand_ins = HandInStore(database)
        self._terms = SetTermsStore(database)

    # Out -------------------------------------------------------------------------------------

    def records(self, learner_id: str) -> Iterator[dict[str, Any]]:
        """Yield the sets of a learner, those that came first first, each with all that was done.

        Files are text as they are: they hold ASCII alone.
        """
        rows = self._database.rows(
            "SELECT a.sha256, a.received_at, coalesce(k.met_at, a.received_at)"
            " FROM assigned_set a LEFT JOIN known_trainer k ON k.sign_key = a.sign_key"
            " WHERE a.learner_id = ? ORDER BY a.received_at, a.sha256",
            (learner_id,),
        )
        for sha256, received_at, met_at in rows:
            raw = self._sittings.raw(sha256)
            assert raw is not None
            yield {
                "received_at": received_at,
                "trainer_met_at": met_at,
                "file": raw.decode("ascii"),
                "sittings": [self._sitting(one) for one in self._sittings.sittings(sha256)],
                "hand_ins": [_hand_in(one) for one in self._hand_ins.all_of(sha256)],
                "terms": [one.raw.decode("ascii") for one in self._terms.all_of(sha256)],
            }

    def unopened(self) -> Iterator[dict[str, Any]]:
        """Yield what was handed in to sets that no learner here has opened in the window.

        It names neither a learner nor a question, and goes along with the data of each learner.
        """
        rows = self._database.rows(
            "SELECT DISTINCT set_sha256 FROM hand_in WHERE set_sha256 NOT IN"
            " (SELECT sha256 FROM assigned_set) ORDER BY set_sha256"
        )
        for (sha256,) in rows:
            for one in self._hand_ins.all_of(sha256):
                yield {"set_sha256": sha256, **_hand_in(one)}

    def _sitting(self, sitting: Sitting) -> dict[str, Any]:
        rows = self._database.rows(
            "SELECT position, answer, confidence, elapsed_ms, flagged FROM sitting_answer"
            " WHERE sitting_id = ? ORDER BY position",
            (sitting.id,),
        )
        ended_at = sitting.ended_at
        return {
            "id": sitting.id,
            "number": sitting.number,
            "started_at": time_to_text(sitting.started_at),
            "used_ms": sitting.time.used_ms,
            "seen_at": time_to_text(sitting.time.seen_at),
            "jumps": list(sitting.time.jumps),
            "focus_losses": sitting.focus_losses,
            "away_ms": sitting.away_ms,
            "ended_at": None if ended_at is None else time_to_text(ended_at),
            "places": [
                {
                    "position": position,
                    "answer": None if answer is None else json.loads(answer),
                    "confidence": confidence,
                    "elapsed_ms": elapsed_ms,
                    "is_flagged": bool(flagged),
                }
                for position, answer, confidence, elapsed_ms, flagged in rows
            ],
        }

    # In --------------------------------------------------------------------------------------

    def take_in(self, sets: tuple[ReadSet, ...]) -> TakenSets:
        """Take sets in, within a transaction that is under way.

        A set that belongs to another learner here is left out with all that was done.

        Raises:
            ValueError: an attempt is here as one at another set.
        """
        new = handed_in = left_out = 0
        for one in sets:
            owner = self._sittings.owner(one.assigned.sha256)
            if owner not in ("", one.assigned.learner_id):
                left_out += 1
                continue
            new += not owner
            self._hand_ins.know_trainer(one.assigned.sign_key, one.met_at)
            self._sittings.add_set(one.assigned, one.raw)
            for kept in one.terms:
                self._terms.add(one.assigned.sha256, kept)
            for sitting, places in one.sittings:
                self._take_sitting(sitting, places)
            handed_in += sum(self._take_hand_in(hand_in) for hand_in in one.hand_ins)
        return TakenSets(new, handed_in, left_out)

    def take_unopened(self, hand_ins: tuple[HandIn, ...], learner_id: str) -> TakenSets:
        """Take in what was handed in to sets that nobody opened; raises what `take_in` raises."""
        handed_in = 0
        left_out = set()
        for one in hand_ins:
            if self._sittings.owner(one.set_sha256) in ("", learner_id):
                handed_in += self._take_hand_in(one)
            else:
                left_out.add(one.set_sha256)
        return TakenSets(0, handed_in, len(left_out))

    def _take_sitting(self, sitting: Sitting, places: tuple[ReadPlace, ...]) -> None:
        known = self._sittings.sitting(sitting.id)
        if known is None:
            numbers = {one.number for one in self._sittings.sittings(sitting.set_sha256)}
            number = sitting.number if sitting.number not in numbers else max(numbers) + 1
            self._put(replace(sitting, number=number), places)
            return
        if known.set_sha256 != sitting.set_sha256:
            raise ValueError(f"the attempt {sitting.id} is here as one at another set")
        if known.ended_at is not None:
            return
        if sitting.ended_at is not None:
            # What was handed in is what counts, and nothing besides.
            self._database.execute("DELETE FROM sitting_answer WHERE sitting_id = ?", (sitting.id,))
            self._put(sitting, places)
            return
        self._go_on(known, sitting, places)

    def _go_on(self, known: Sitting, other: Sitting, places: tuple[ReadPlace, ...]) -> None:
        """Put an attempt together that goes on here and there: the computer used last counts."""
        is_later = other.time.seen_at > known.time.seen_at
        answered = {
            position
            for (position,) in self._database.rows(
                "SELECT position FROM sitting_answer WHERE sitting_id = ? AND answer IS NOT NULL",
                (known.id,),
            )
        }
        kept = tuple(
            one
            for one in places
            if one.position not in answered or (is_later and one.answer is not None)
        )
        merged = replace(
            known,
            time=_later_time(known.time, other.time) if is_later else known.time,
            focus_losses=max(known.focus_losses, other.focus_losses),
            away_ms=max(known.away_ms, other.away_ms),
        )
        self._put(merged, kept)

    def _put(self, sitting: Sitting, places: tuple[ReadPlace, ...]) -> None:
        self._sittings.save(sitting)
        for position, place, answer in places:
            self._sittings.put(sitting, position, place, answer)

    def _take_hand_in(self, hand_in: HandIn) -> bool:
        known = self._hand_ins.all_of(hand_in.set_sha256)
        if any(one.sha256 == hand_in.sha256 for one in known):
            if hand_in.is_saved:
                self._hand_ins.add_saved(hand_in.sha256)
            return False
        self._hand_ins.add(hand_in._replace(number=_free_number(hand_in, known)))
        return True


def _free_number(hand_in: HandIn, known: tuple[HandIn, ...]) -> int:
    """Return the number that an attempt has here: its own, where no other one has it."""
    attempts = {one.attempt: one.number for one in known}
    number = attempts.get(hand_in.attempt, hand_in.number)
    others = {one.number for one in known if one.attempt != hand_in.attempt}
    is_taken = (number, hand_in.revision) in {(one.number, one.revision) for one in known}
    if is_taken or number in others:
        return max(one.number for one in known) + 1
    return number


def _later_time(known: SittingTime, later: SittingTime) -> SittingTime:
    jumps = max(known.jumps, later.jumps, key=len)
    return replace(later, used_ms=max(known.used_ms, later.used_ms), jumps=jumps)


def _hand_in(hand_in: HandIn) -> dict[str, Any]:
    return {
        "sha256": hand_in.sha256,
        "attempt": hand_in.attempt,
        "number": hand_in.number,
        "revision": hand_in.revision,
        "answers": hand_in.answers,
        "handed_in_at": time_to_text(hand_in.handed_in_at),
        "file": hand_in.raw.decode("ascii"),
        "is_saved": hand_in.is_saved,
    }
