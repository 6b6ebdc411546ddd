"""Reading the sets of an export: each file is looked at as if it came from anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quizapp.delivery.problems import RefusedFile
from quizapp.delivery.result_files import box_in
from quizapp.delivery.set_files import read_set
from quizapp.domain.answers import answer_to_json
from quizapp.domain.confidence import Confidence
from quizapp.domain.sheets import read_answer
from quizapp.domain.sittings import NOT_LOOKED_AT_MS, Place, Sitting, SittingTime
from quizapp.storage.hand_in_store import HandIn
from quizapp.storage.record_values import moment_value, text_value, whole_number
from quizapp.storage.set_transfer import ReadPlace, ReadSet
from quizapp.storage.sitting_store import AssignedSet

if TYPE_CHECKING:
    from quizapp.delivery.set_files import OpenedSet
    from quizapp.domain.sheets import SheetQuestion

_LONGEST_MS = 2**53


def read_sets(stored: dict[str, Any], learner_id: str) -> tuple[ReadSet, ...]:
    """Read the sets of an export; one that was made before there were any has none.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: a record is not as it should be.
    """
    return tuple(_set(record, learner_id) for record in stored.get("sets", []))


def _set(record: dict[str, Any], learner_id: str) -> ReadSet:
    raw = text_value(record["file"]).encode("ascii")
    try:
        opened = read_set(raw)
        hand_ins = tuple(_hand_in(one, opened) for one in record["hand_ins"])
    except RefusedFile as refusal:
        raise ValueError(f"a file of a set in it was altered or damaged ({refusal.message})") from (
            refusal
        )
    sheet = opened.sheet
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
        tuple(_sitting(one, opened) for one in record["sittings"]),
        hand_ins,
    )


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
    raw = text_value(record["file"]).encode("ascii")
    box_in(raw)
    questions = opened.sheet.questions
    answers = [
        read_answer(question, given)
        for question, given in zip(questions, record["answers"], strict=True)
    ]
    return HandIn(
        text_value(record["sha256"]),
        opened.sha256,
        text_value(record["attempt"]),
        whole_number(record["number"], 1),
        whole_number(record["revision"], 1),
        [None if answer is None else answer_to_json(answer) for answer in answers],
        raw,
        moment_value(record["handed_in_at"]),
    )


def _jump(value: Any) -> int:
    return whole_number(value, -_LONGEST_MS)


def _milliseconds(value: Any) -> int:
    if whole_number(value) > _LONGEST_MS:
        raise ValueError(f"{value!r} stands where milliseconds are due")
    return int(value)
