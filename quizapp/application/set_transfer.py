"""Reading the sets of an export, each as if it came from anywhere; answers in them as a table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from quizapp.application.handing_in import as_played, marked
from quizapp.application.own_progress import own_attempt_id, own_run_id
from quizapp.application.set_reading import under
from quizapp.delivery.enrolment import SEED_BYTES, enrolled_as
from quizapp.delivery.problems import RefusedFile
from quizapp.delivery.result_files import box_in
from quizapp.delivery.seats import seated
from quizapp.delivery.set_files import hash_of, read_set
from quizapp.delivery.terms_files import read_notice, refuse_others
from quizapp.domain.answers import answer_to_json
from quizapp.domain.confidence import Confidence
from quizapp.domain.kinds import SCENARIO
from quizapp.domain.sheets import read_answer
from quizapp.domain.sittings import NOT_LOOKED_AT_MS, Place, Sitting, SittingTime
from quizapp.storage.enrolment_store import OwnEnrolment
from quizapp.storage.hand_in_store import HandIn
from quizapp.storage.record_values import moment_value, text_value, whole_number
from quizapp.storage.set_terms_store import KeptTerms
from quizapp.storage.set_transfer import ReadPlace, ReadSet
from quizapp.storage.sitting_store import AssignedSet

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from datetime import datetime

    from quizapp.delivery.set_files import OpenedSet
    from quizapp.domain.sheets import SheetQuestion

_LONGEST_MS = 2**53


class _Try(NamedTuple):
    """An attempt as the table of answers shows it.

    Attributes:
        at: when it was handed in, or worked on last.
        places: one a question.
    """

    id: str
    at: datetime
    is_handed_in: bool
    places: tuple[Place, ...]


def set_rows(
    one: ReadSet, now: datetime, told: Container[tuple[str, int]]
) -> Iterator[tuple[object, ...]]:
    """Give a row for each answer in a set, in the columns of the table of answers.

    Args:
        one: the set. Answers are in its letters; points stand where what is right may be shown.
        now: the moment of the table.
        told: attempt and position of the answers that the table has already; those that count in
            the learner's own progress are among them, and are left out here.
    """
    opened = _seated(read_set(one.raw), one.enrolment)
    sheet = under(opened, one.terms[-1].terms if one.terms else None).sheet
    plan = sheet.plan
    for attempt in _tries(one, sheet.questions):
        is_shown = attempt.is_handed_in and plan.shows_answers(now)
        answers = [place.answer for place in attempt.places]
        grades = marked(sheet, answers) if is_shown else None
        for position, place in enumerate(attempt.places):
            is_told = _counted_as(attempt.id, position, sheet.questions) in told
            if place.answer is None or is_told:
                continue
            grade = grades[position] if grades else None
            yield (
                attempt.at.isoformat(timespec="seconds"),
                "",
                "",
                f"{plan.id}#{position + 1}",
                sheet.questions[position].kind,
                "",
                json.dumps(answer_to_json(place.answer)),
                "" if grade is None else grade.points,
                "" if grade is None else ("yes" if grade.critical_error else "no"),
                place.confidence or "",
                round(place.elapsed_ms / 1000, 1),
                attempt.id,
                position,
            )


def _counted_as(
    attempt_id: str, position: int, questions: Sequence[SheetQuestion]
) -> tuple[str, int]:
    """Return run and position under which an answer stands in the learner's log if it counts.

    A scenario is a run of its own, at whose first action it stands.
    """
    if questions[position].kind == SCENARIO:
        return own_run_id(attempt_id, position), 0
    before = questions[:position]
    return own_attempt_id(attempt_id), sum(one.kind != SCENARIO for one in before)


def _tries(one: ReadSet, questions: tuple[SheetQuestion, ...]) -> Iterator[_Try]:
    """Give attempts: those of the window, then what the terminal handed in last of each other."""
    for sitting, known in one.sittings:
        by_position = {place.position: place.place for place in known}
        places = tuple(by_position.get(at, Place()) for at in range(len(questions)))
        at = sitting.ended_at or sitting.time.seen_at
        yield _Try(sitting.id, at, sitting.ended_at is not None, places)
    seated = {sitting.id for sitting, _known in one.sittings}
    last = {hand_in.attempt: hand_in for hand_in in one.hand_ins}
    for hand_in in last.values():
        if hand_in.attempt not in seated:
            given = zip(questions, hand_in.answers, strict=True)
            places = tuple(Place(answer=read_answer(*answer)) for answer in given)
            yield _Try(hand_in.attempt, hand_in.handed_in_at, is_handed_in=True, places=places)


def read_enrolments(stored: dict[str, Any], learner_id: str) -> tuple[OwnEnrolment, ...]:
    """Read the enrolments of an export; one that was made before there were any has none.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: a record is not as it should be.
    """
    return tuple(_enrolment(record, learner_id) for record in stored.get("enrolments", []))


def _enrolment(record: dict[str, Any], learner_id: str) -> OwnEnrolment:
    return OwnEnrolment(
        learner_id,
        text_value(record["cohort"]),
        _key(record["trainer"]),
        _key(record["seat"]),
        text_value(record["name"]),
        moment_value(record["enrolled_at"]),
    )


def _key(text: str) -> bytes:
    found = bytes.fromhex(text)
    if len(found) != SEED_BYTES:
        raise ValueError(f"{len(found)} bytes stand where a key is due")
    return found


def _seated(opened: OpenedSet, enrolment: OwnEnrolment | None) -> OpenedSet:
    if enrolment is None:
        return opened
    known_as = enrolled_as(enrolment.learner_id, enrolment.cohort_id)
    return seated(opened, known_as, enrolment.seat_seed)


def read_sets(stored: dict[str, Any], learner_id: str) -> tuple[ReadSet, ...]:
    """Read the sets of an export; one that was made before there were any has none.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: a record is not as it should be.
    """
    enrolments = {(one.cohort_id, one.sign_key): one for one in read_enrolments(stored, learner_id)}
    return tuple(_set(record, learner_id, enrolments) for record in stored.get("sets", []))


def read_unopened(stored: dict[str, Any]) -> tuple[HandIn, ...]:
    """Read what was handed in to sets that nobody had opened; older exports have none.

    The questions are not at hand, so that answers are looked at once the set is.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: a record is not as it should be.
    """
    try:
        return tuple(_unopened(record) for record in stored.get("unopened_hand_ins", []))
    except RefusedFile as refusal:
        raise ValueError(f"a result in it was altered or damaged ({refusal.message})") from refusal


def _unopened(record: dict[str, Any]) -> HandIn:
    answers = record["answers"]
    if not isinstance(answers, list) or not all(
        answer is None or isinstance(answer, dict) for answer in answers
    ):
        raise TypeError("answers that were handed in are not a list of answers")
    return _kept_hand_in(record, text_value(record["set_sha256"]), answers)


def _set(
    record: dict[str, Any], learner_id: str, enrolments: dict[tuple[str, bytes], OwnEnrolment]
) -> ReadSet:
    raw = text_value(record["file"]).encode("ascii")
    enrolment = None
    try:
        opened = read_set(raw)
        shared = opened.sheet.shared
        if shared is not None:
            enrolment = enrolments.get((shared.cohort_id, opened.sign_key))
            if enrolment is None:
                raise ValueError("a set in it is for a cohort that the learner is not enrolled in")
            opened = _seated(opened, enrolment)
        hand_ins = tuple(_hand_in(one, opened) for one in record["hand_ins"])
        # Exports that were made before terms could change have none.
        terms = [_terms(one, opened, raw) for one in record.get("terms", [])]
    except RefusedFile as refusal:
        raise ValueError(f"a file of a set in it was altered or damaged ({refusal.message})") from (
            refusal
        )
    sheet = opened.sheet
    sittings = tuple(_sitting(one, opened) for one in record["sittings"])
    _refuse_unplayed(opened, sittings, hand_ins)
    assigned = AssignedSet(
        opened.sha256,
        learner_id,
        opened.sign_key,
        sheet.plan,
        len(sheet.questions),
        moment_value(record["received_at"]),
    )
    return ReadSet(
        assigned,
        raw,
        moment_value(record["trainer_met_at"]),
        sittings,
        hand_ins,
        enrolment,
        tuple(sorted(terms, key=lambda one: one.terms.number)),
    )


def _terms(text: str, opened: OpenedSet, set_raw: bytes) -> KeptTerms:
    raw = text_value(text).encode("ascii")
    notice = read_notice(raw, opened.sign_key)
    refuse_others(notice, opened, hash_of(set_raw))
    return KeptTerms(notice.terms, raw)


def _refuse_unplayed(
    opened: OpenedSet,
    sittings: Sequence[tuple[Sitting, Sequence[ReadPlace]]],
    hand_ins: Sequence[HandIn],
) -> None:
    """Refuse runs of scenarios that cannot be played. Raises ValueError."""
    sheet = opened.sheet
    for _sitting_of, places in sittings:
        known = {place.position: place.place.answer for place in places}
        as_played(sheet, [known.get(at) for at in range(len(sheet.questions))])
    for hand_in in hand_ins:
        given = zip(sheet.questions, hand_in.answers, strict=True)
        as_played(sheet, [read_answer(*answer) for answer in given])


def _sitting(record: dict[str, Any], opened: OpenedSet) -> tuple[Sitting, tuple[ReadPlace, ...]]:
    ended_at = record["ended_at"]
    time = SittingTime(
        used_ms=_milliseconds(record["used_ms"]),
        seen_at=moment_value(record["seen_at"]),
        # That clock belongs to the other computer.
        steady_ms=NOT_LOOKED_AT_MS,
        jumps=tuple(_jump(jump) for jump in record["jumps"]),
    )
    sitting = Sitting(
        id=text_value(record["id"]),
        set_sha256=opened.sha256,
        number=whole_number(record["number"], 1),
        started_at=moment_value(record["started_at"]),
        time=time,
        focus_losses=whole_number(record["focus_losses"]),
        away_ms=_milliseconds(record["away_ms"]),
        ended_at=None if ended_at is None else moment_value(ended_at),
    )
    questions = opened.sheet.questions
    return sitting, tuple(_place(place, questions) for place in record["places"])


def _place(record: dict[str, Any], questions: tuple[SheetQuestion, ...]) -> ReadPlace:
    position = whole_number(record["position"])
    answer = read_answer(questions[position], record["answer"])
    confidence = record["confidence"]
    place = Place(
        answer=answer,
        confidence=None if confidence is None else Confidence(confidence),
        elapsed_ms=_milliseconds(record["elapsed_ms"]),
        is_flagged=record["is_flagged"] is True,
    )
    return ReadPlace(position, place, None if answer is None else answer_to_json(answer))


def _hand_in(record: dict[str, Any], opened: OpenedSet) -> HandIn:
    """Read what was handed in: sealed to the trainer, so that its seal alone can be looked at."""
    questions = opened.sheet.questions
    answers = [
        read_answer(question, given)
        for question, given in zip(questions, record["answers"], strict=True)
    ]
    stored = [None if answer is None else answer_to_json(answer) for answer in answers]
    return _kept_hand_in(record, opened.sha256, stored)


def _kept_hand_in(record: dict[str, Any], set_sha256: str, answers: list[Any]) -> HandIn:
    raw = text_value(record["file"]).encode("ascii")
    box_in(raw)
    return HandIn(
        text_value(record["sha256"]),
        set_sha256,
        text_value(record["attempt"]),
        whole_number(record["number"], 1),
        whole_number(record["revision"], 1),
        answers,
        raw,
        moment_value(record["handed_in_at"]),
        # Exports of before did not say; what is never asked for again does no harm.
        record.get("is_saved", True) is True,
    )


def _jump(value: Any) -> int:
    return whole_number(value, -_LONGEST_MS)


def _milliseconds(value: Any) -> int:
    if whole_number(value) > _LONGEST_MS:
        raise ValueError(f"{value!r} stands where milliseconds are due")
    return int(value)
