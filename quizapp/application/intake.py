"""Intake: result files that came back are opened, judged, marked and kept, each once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from quizapp.application.intake_files import read_result_file, results_among, set_aside
from quizapp.application.intake_seats import IntakeSeats
from quizapp.application.marking import Marker
from quizapp.delivery.problems import Reason, RefusedFile
from quizapp.delivery.result_files import OpenedResult, read_result
from quizapp.domain.assignments import MarkedResult, Member
from quizapp.domain.errors import UserError
from quizapp.domain.regrading import without
from quizapp.domain.set_terms import still_late
from quizapp.storage.assignment_store import Reception

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from quizapp.application.intake_seats import FoundSeat
    from quizapp.delivery.result_files import Result
    from quizapp.delivery.trainer_keys import TrainerKey
    from quizapp.domain.answers import Answer
    from quizapp.domain.grading import Grade
    from quizapp.storage.assignment_store import AssignmentStore, KnownRevision, StoredAssignment
    from quizapp.storage.result_codec import Seat
    from quizapp.storage.shared_sheet_store import SharedSheetStore

#: Refusals that say nothing against a file: it can be taken in elsewhere, or later.
_FOR_OTHERS = frozenset({Reason.OTHER_TRAINER, Reason.OTHER_FOLDER})
_WAITING = _FOR_OTHERS | {Reason.NOT_ENROLLED}


class Outcome(StrEnum):
    """What became of a file."""

    TAKEN_IN = "taken in"
    LATE = "late"
    ALREADY_THERE = "already there"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeRow:
    """What became of one file.

    Attributes:
        reason: the sort of refusal, empty otherwise; `message` says it in a sentence.
        learner: whose it is; `None` where neither key nor set of a learner vouches for it.
        cohort_id: whose assignment it is, empty where the file was not taken in.
        result: what was taken in now; `None` otherwise.
        set_aside: the folder that a refused file was moved to; `None` where it stays.
    """

    file: str
    outcome: Outcome
    reason: str = ""
    message: str = ""
    assignment_id: str = ""
    cohort_id: str = ""
    learner: Member | None = None
    result: MarkedResult | None = None
    set_aside: Path | None = None

    @property
    def is_for_others(self) -> bool:
        """Whether it was refused only because another trainer or data folder is to take it."""
        return self.reason in _FOR_OTHERS


class Intake:
    """Takes results in.

    Every file is a transaction of its own: after a cut, going on takes in what is left.
    """

    def __init__(
        self, store: AssignmentStore, shared: SharedSheetStore, now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._seats = IntakeSeats(store, shared)
        self._now = now
        self._markers: dict[str, Marker] = {}
        self._people: dict[str, Member] = {}

    def collect(
        self, folder: Path, key: TrainerKey, received_at: datetime | None = None
    ) -> Iterator[IntakeRow]:
        """Take in the result files of a folder, as `take` does.

        Raises:
            UserError: the folder cannot be read, or what `take` raises.
        """
        if not folder.is_dir():
            raise UserError(f"{folder} cannot be read: it is no folder.")
        yield from self.take(results_among([folder]), key, received_at)

    def take(
        self, files: Sequence[Path], key: TrainerKey, received_at: datetime | None = None
    ) -> Iterator[IntakeRow]:
        """Take files in one after the other, and give what became of each.

        Bad results are moved into a folder `set-aside` beside them, each with its reason. Left
        where they are: results that somebody else who shares the folder may wait for, those of
        learners whose enrolment is still to be let in, and files that are not called as results,
        which are tried.

        Args:
            files: as `results_among` finds them.
            key: the trainer's.
            received_at: when they were received, if not now; lateness is judged by it.

        Raises:
            UserError: `received_at` lies in the future.
        """
        now = self._now()
        if received_at is not None and received_at > now:
            raise UserError(
                "Results cannot have been received in the future.", "Give an earlier moment."
            )
        for path in files:
            row = self._take(path, key, received_at or now)
            if row.reason in _WAITING:
                row = replace(row, message=f"{row.message} It was left where it is.")
            elif row.outcome is Outcome.REFUSED:
                row = replace(row, set_aside=set_aside(path, f"{row.reason}: {row.message}"))
            yield row

    def _take(self, path: Path, key: TrainerKey, received_at: datetime) -> IntakeRow:
        # A name may hold bytes that are no text.
        name = path.name.encode("utf-8", "replace").decode()
        opened = None
        try:
            raw = read_result_file(path)
            opened = read_result(raw, key)
            return self._take_in(name, raw, opened, received_at)
        except RefusedFile as refusal:
            row = IntakeRow(
                file=name,
                outcome=Outcome.REFUSED,
                reason=refusal.reason,
                message=str(refusal),
            )
            return row if opened is None else self._with_learner(row, opened)

    def _with_learner(self, row: IntakeRow, opened: OpenedResult) -> IntakeRow:
        """Name the learner in the row of a refused file that answers the learner's own set."""
        assignment_id = opened.result.assignment_id
        try:
            found = self._seats.find(opened, self._marker(assignment_id).assignment)
        except RefusedFile:
            return row
        learner = found.person or self._people[found.member_id]
        return replace(row, assignment_id=assignment_id, learner=learner)

    def _take_in(
        self, file: str, raw: bytes, opened: OpenedResult, received_at: datetime
    ) -> IntakeRow:
        assignment_id = opened.result.assignment_id
        self._marker(assignment_id)
        with self._store.in_one_go():
            # Looked at again, for a regrade or new terms may have come in between.
            marker = self._marker(assignment_id)
            found = self._seated(opened, marker.assignment)
            person = self._people[found.member_id]
            row = IntakeRow(
                file=file,
                outcome=Outcome.TAKEN_IN,
                assignment_id=assignment_id,
                cohort_id=marker.assignment.cohort_id,
                learner=person,
            )
            known = self._store.revisions(assignment_id, found.member_id)
            if any(one.sha256 == opened.sha256 for one in known):
                said = "This result was taken in before."
                return replace(row, outcome=Outcome.ALREADY_THERE, message=said)
            number = _number(opened, known, marker.assignment.plan.attempts)
            result, whole = _marked(marker, found, opened, number, received_at)
            whole = still_late(whole, marker.assignment.plan, person.id)
            reception = Reception(
                opened.sha256,
                result.attempt,
                file,
                raw,
                list(result.answers),
                result.confidences,
                result.times_ms,
            )
            self._store.take_in(assignment_id, reception, whole)
        marked = without(whole, marker.ids, marker.assignment.left_out)
        if marked.is_late:
            said = "Received after the due date; kept, and shown as late."
            row = replace(row, outcome=Outcome.LATE, message=said)
        return replace(row, result=marked)

    def _seated(self, opened: OpenedResult, assignment: StoredAssignment) -> FoundSeat:
        """Return whose result it is; a learner who is met for the first time is kept."""
        found = self._seats.find(opened, assignment)
        if found.new is not None:
            self._store.add_sheets(opened.result.assignment_id, [found.new])
        if found.person is not None:
            self._people[found.member_id] = found.person
        elif found.member_id not in self._people:
            # Somebody was sent the set since the last result of it.
            self._learn_people(opened.result.assignment_id)
        return found

    def _marker(self, assignment_id: str) -> Marker:
        known = self._markers.get(assignment_id)
        if known is None or not self._store.is_current(known.assignment):
            found = self._store.get(assignment_id)
            if found is None:
                raise RefusedFile(
                    Reason.OTHER_FOLDER,
                    "This result belongs to an assignment that is not in this data folder.",
                    "Collect it where the assignment was made.",
                )
            self._markers[assignment_id] = known = Marker(found)
            self._learn_people(assignment_id)
        return known

    def _learn_people(self, assignment_id: str) -> None:
        people = {member.id: member for member in self._store.members(assignment_id)}
        doubles = self._store.doubles(assignment_id)
        self._people |= people | {one: people[person] for one, person in doubles.items()}


def _marked(
    marker: Marker, found: FoundSeat, opened: OpenedResult, number: int, received_at: datetime
) -> tuple[Result, MarkedResult]:
    """Mark a result; it is returned in the order of the sheet that is kept, and marked."""
    # A cohort's set names its learner as the learner enrolled.
    result = replace(opened.result, member_id=found.member_id)
    grades, answers = zip(*_graded(marker, found.answered, opened), strict=True)
    seat = found.kept
    if seat is not found.answered:
        result = marker.moved(result, found.answered, seat)
    return result, MarkedResult(
        member_id=result.member_id,
        number=number,
        revision=result.revision,
        claimed_at=result.handed_in_at,
        received_at=received_at,
        is_late=marker.assignment.plan.is_late(received_at, result.member_id),
        grades=grades,
        topics=marker.topics,
        answers=answers,
        confidences=seat.in_order(result.confidences),
        times_ms=seat.in_order(result.times_ms),
        record=result.record,
    )


def _graded(
    marker: Marker, seat: Seat, opened: OpenedResult
) -> tuple[tuple[Grade, Answer | None], ...]:
    try:
        return marker.mark(seat, opened.result.answers)
    except ValueError as error:
        raise RefusedFile(
            Reason.TAMPERED, "The answers in this result do not fit the questions of its set."
        ) from error


def _number(opened: OpenedResult, known: list[KnownRevision], allowed: int) -> int:
    """Return which attempt of the learner a new result is, or refuse it."""
    result = opened.result
    same = [one for one in known if one.attempt == result.attempt]
    if not same:
        number = max((one.number for one in known), default=0) + 1
        if number > allowed:
            raise RefusedFile(
                Reason.TOO_MANY,
                f"This would be attempt {number} of this learner, and {allowed} may be handed in.",
            )
        return number
    last = same[-1]
    if result.revision == last.revision:
        raise RefusedFile(
            Reason.TAMPERED,
            f"Two different results call themselves revision {result.revision} of one attempt.",
            "Ask the learner; the first one counts.",
        )
    if result.revision < last.revision:
        raise RefusedFile(
            Reason.OLDER,
            f"This is revision {result.revision} of an attempt, and revision {last.revision} was"
            " taken in before.",
        )
    if result.revision == last.revision + 1 and result.previous != last.sha256:
        raise RefusedFile(
            Reason.TAMPERED, "This result does not follow on the revision that was taken in."
        )
    return last.number
