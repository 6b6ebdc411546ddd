"""Intake: result files that came back are opened, judged, marked and kept, each once."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from quizapp.application.table_files import whole_file
from quizapp.delivery.envelope import MAX_RESULT_BYTES
from quizapp.delivery.problems import Reason, RefusedFile
from quizapp.delivery.result_files import SUFFIX, OpenedResult, read_result, too_large
from quizapp.domain.assignments import MarkedResult
from quizapp.domain.errors import UserError
from quizapp.domain.grading import grade
from quizapp.domain.sheets import own_answer, read_answer, sheet_question
from quizapp.storage.assignment_store import Reception

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from quizapp.delivery.trainer_keys import TrainerKey
    from quizapp.domain.answers import Answer
    from quizapp.domain.grading import Grade
    from quizapp.domain.sheets import SheetQuestion
    from quizapp.storage.assignment_store import (
        AssignmentStore,
        KnownRevision,
        Seat,
        StoredAssignment,
    )

SET_ASIDE = "set-aside"


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
        learner: name of the learner, empty where the file does not tell.
        result: what was taken in now; `None` otherwise.
    """

    file: str
    outcome: Outcome
    reason: str = ""
    message: str = ""
    assignment_id: str = ""
    learner: str = ""
    result: MarkedResult | None = None


class Intake:
    """Takes results in.

    Every file is a transaction of its own: after a cut, going on takes in what is left.
    """

    def __init__(self, store: AssignmentStore, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now
        self._known: dict[str, StoredAssignment | None] = {}
        self._names: dict[str, str] = {}
        self._grades: dict[tuple[int, Answer | None], Grade] = {}
        self._questions: dict[str, list[SheetQuestion]] = {}

    def collect(
        self, folder: Path, key: TrainerKey, received_at: datetime | None = None
    ) -> Iterator[IntakeRow]:
        """Take in the result files of a folder, and give what became of each.

        Refused files are moved into its folder `set-aside`, each with its reason beside it.

        Args:
            folder: where the files lie; folders within it are not looked into.
            key: the trainer's.
            received_at: when they were received, if not now; lateness is judged by it.

        Raises:
            UserError: the folder cannot be read, or `received_at` lies in the future.
        """
        now = self._now()
        if received_at is not None and received_at > now:
            raise UserError("Results cannot have been received in the future.", "Mend --received.")
        for path in _results_in(folder):
            row = self._take(path, key, received_at or now)
            if row.outcome is Outcome.REFUSED:
                _set_aside(path, row)
            yield row

    def _take(self, path: Path, key: TrainerKey, received_at: datetime) -> IntakeRow:
        # A name may hold bytes that are no text.
        name = path.name.encode("utf-8", "replace").decode()
        try:
            raw = _read(path)
            opened = read_result(raw, key)
            return self._take_in(name, raw, opened, received_at)
        except RefusedFile as refusal:
            return IntakeRow(
                file=name,
                outcome=Outcome.REFUSED,
                reason=refusal.reason,
                message=str(refusal),
            )

    def _take_in(
        self, file: str, raw: bytes, opened: OpenedResult, received_at: datetime
    ) -> IntakeRow:
        result = opened.result
        assignment = self._assignment(result.assignment_id)
        seat = self._seat(opened)
        with self._store.in_one_go():
            known = self._store.revisions(result.assignment_id, result.member_id)
            if any(one.sha256 == opened.sha256 for one in known):
                return IntakeRow(
                    file=file,
                    outcome=Outcome.ALREADY_THERE,
                    message="This result was taken in before.",
                    assignment_id=result.assignment_id,
                    learner=self._names[result.member_id],
                )
            number = _number(opened, known, assignment.plan.attempts)
            graded = self._marked(assignment, seat, opened)
            marked = MarkedResult(
                member_id=result.member_id,
                number=number,
                revision=result.revision,
                claimed_at=result.handed_in_at,
                received_at=received_at,
                is_late=assignment.plan.is_late(received_at, result.member_id),
                grades=tuple(grade for grade, _ in graded),
                topics=tuple(item.topic for item in assignment.items),
                answers=tuple(answer for _, answer in graded),
                confidences=seat.in_order(result.confidences),
                times_ms=seat.in_order(result.times_ms),
                record=result.record,
            )
            reception = Reception(
                opened.sha256,
                result.attempt,
                file,
                raw,
                list(result.answers),
                result.confidences,
                result.times_ms,
            )
            self._store.take_in(result.assignment_id, reception, marked)
        return IntakeRow(
            file=file,
            outcome=Outcome.LATE if marked.is_late else Outcome.TAKEN_IN,
            message="Received after the due date; kept, and shown as late."
            if marked.is_late
            else "",
            assignment_id=result.assignment_id,
            learner=self._names[result.member_id],
            result=marked,
        )

    def _assignment(self, assignment_id: str) -> StoredAssignment:
        if assignment_id not in self._known:
            self._known[assignment_id] = self._store.get(assignment_id)
            members = self._store.members(assignment_id)
            names = {member.id: member.name for member in members}
            doubles = self._store.doubles(assignment_id)
            self._names |= names | {one: names[person] for one, person in doubles.items()}
        found = self._known[assignment_id]
        if found is None:
            raise RefusedFile(
                Reason.WRONG_SET,
                "This result belongs to an assignment that is not in this data folder.",
                "Collect it where the assignment was made.",
            )
        return found

    def _marked(
        self, assignment: StoredAssignment, seat: Seat, opened: OpenedResult
    ) -> tuple[tuple[Grade, Answer | None], ...]:
        """Return grade and answer of each question, in the order of the assignment."""
        if assignment.plan.id not in self._questions:
            # In another order than on the sheet: to read answers only the numbers of parts count.
            self._questions[assignment.plan.id] = [
                sheet_question(item, item.part_ids) for item in assignment.items
            ]
        questions = self._questions[assignment.plan.id]
        graded = []
        try:
            for place, orders, given in zip(
                seat.places, seat.orders, opened.result.answers, strict=True
            ):
                item, question = assignment.items[place], questions[place]
                answer = own_answer(item, orders, read_answer(question, given))
                # Learners give the same answers: each is graded once. Assignments may share items
                # that were changed in between, so the item itself is looked at and not its id.
                known = id(item), answer
                if known not in self._grades:
                    self._grades[known] = grade(item, answer)
                graded.append((self._grades[known], answer))
        except ValueError as error:
            raise RefusedFile(
                Reason.TAMPERED, "The answers in this result do not fit the questions of its set."
            ) from error
        return seat.in_order(graded)

    def _seat(self, opened: OpenedResult) -> Seat:
        """Return the seat that a result was handed in from, if the set and its key are right."""
        result = opened.result
        seat = self._store.seat(result.assignment_id, result.member_id)
        if seat is None:
            raise RefusedFile(
                Reason.UNKNOWN_LEARNER,
                "This result names a learner who was not sent this assignment.",
            )
        if seat.seat_key != opened.seat_key:
            raise RefusedFile(
                Reason.TAMPERED, "This result is signed with a key that is not this learner's."
            )
        if seat.sha256 != result.set_sha256:
            raise RefusedFile(
                Reason.WRONG_SET,
                "This result answers another set than the one that this learner was sent.",
                "Send the set again.",
            )
        return seat


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


def _results_in(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix.casefold() == SUFFIX)
    except OSError as error:
        raise UserError(f"{folder} cannot be read: {error.strerror}.") from error


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise RefusedFile(Reason.OTHER_KIND, "This is not a file.")
        if path.stat().st_size > MAX_RESULT_BYTES:
            raise too_large(MAX_RESULT_BYTES)
        return path.read_bytes()
    except OSError as error:
        raise RefusedFile(
            Reason.UNREADABLE, f"This file cannot be read: {error.strerror}."
        ) from error


def _set_aside(path: Path, row: IntakeRow) -> None:
    """Move a refused file out of the way, over no other; one that cannot be moved stays."""
    folder = path.parent / SET_ASIDE
    target, number = folder / path.name, 1
    with suppress(OSError, UserError):
        folder.mkdir(exist_ok=True)
        while target.exists():
            number += 1
            target = folder / f"{path.stem}-{number}{path.suffix}"
        with whole_file(target.with_name(f"{target.name}.txt")) as file:
            file.write(f"{row.reason}: {row.message}\n")
        path.rename(target)
