"""Handing in: from a set and answers to a result file, kept for ever as exact bytes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quizapp.application.local_times import moment_words
from quizapp.application.phrases import plural
from quizapp.application.table_files import whole_file
from quizapp.delivery.envelope import MAX_SET_BYTES, MAX_TERMS_BYTES, key_of
from quizapp.delivery.problems import Reason, RefusedFile
from quizapp.delivery.result_files import SUFFIX, Result, too_large, write_result
from quizapp.delivery.set_files import OpenedSet, Sheet
from quizapp.delivery.terms_files import parted
from quizapp.delivery.trainer_keys import fingerprint
from quizapp.domain.answers import PathAnswer, answer_to_json
from quizapp.domain.errors import UserError
from quizapp.domain.grading import grade
from quizapp.domain.kinds import SCENARIO
from quizapp.domain.sheets import own_answer, read_answer, sheet_question
from quizapp.exchange.answer_sheets import read_answers
from quizapp.storage.codec import item_from_json
from quizapp.storage.hand_in_store import HandIn, HandInStore

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from quizapp.application.set_reading import ReceivedSet, SetReader
    from quizapp.application.sitting_views import TermsNews
    from quizapp.domain.answers import Answer
    from quizapp.domain.assignments import SittingRecord
    from quizapp.domain.confidence import Confidence
    from quizapp.domain.grading import Grade
    from quizapp.domain.items import Item
    from quizapp.domain.sheets import Orders

_ID_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """What handing in did.

    Attributes:
        path: the result file.
        is_again: these answers were handed in before; the same bytes were written again.
        is_overdue: this computer's clock is past the due date; the trainer's clock decides.
        unanswered: how many questions have no answer.
        grades: of a practice set that may be shown now; `None` for any other, and for an exam,
            which is marked by the trainer.
        fingerprint: of the trainer's key, as words.
        is_first_contact: the key was not known before and is trusted from now on.
        news: what the file said of the terms of the set.
    """

    sheet: Sheet
    path: Path
    number: int
    revision: int
    is_again: bool
    is_overdue: bool
    unanswered: int
    grades: tuple[Grade, ...] | None
    fingerprint: str
    is_first_contact: bool
    news: TermsNews


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What is handed in of an attempt.

    Attributes:
        attempt: its id.
        number: which attempt it is, from 1.
        previous: hash of the revision before; empty for the first.
        answers: one a question, in the letters of the sheet, as JSON holds them.
        confidences, times_ms: one a question, or none at all.
        record: what was noted while answering, if anything was.
    """

    attempt: str
    number: int
    revision: int
    previous: str
    answers: list[Any]
    confidences: tuple[Confidence | None, ...] = ()
    times_ms: tuple[int | None, ...] = ()
    record: SittingRecord | None = None


def sealed(opened: OpenedSet, submission: Submission, moment: datetime) -> HandIn:
    """Return what is handed in as exact bytes: signed by the seat, sealed to the trainer.

    Raises:
        RefusedFile: the set names no key to seal to.
    """
    sheet = opened.sheet
    result = Result(
        assignment_id=sheet.plan.id,
        set_sha256=opened.sha256,
        member_id=sheet.member_id,
        attempt=submission.attempt,
        revision=submission.revision,
        previous=submission.previous,
        answers=tuple(submission.answers),
        handed_in_at=moment,
        confidences=submission.confidences,
        times_ms=submission.times_ms,
        record=submission.record,
    )
    raw, sha256 = write_result(result, sheet.seat_seed, sheet.box_key)
    return HandIn(
        sha256,
        opened.sha256,
        submission.attempt,
        submission.number,
        submission.revision,
        submission.answers,
        raw,
        moment,
    )


def _nobody() -> str:
    """Return the id of nobody, who has not enrolled anywhere."""
    return ""


class HandingIn:
    """Hands in answers to sets, on the learner's side."""

    def __init__(
        self,
        store: HandInStore,
        reader: SetReader,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._store = store
        self._reader = reader
        self._now = now
        self._new_id = new_id

    def sheet(self, path: Path, words: str = "", learner: Callable[[], str] = _nobody) -> Sheet:
        """Return what a set asks, once it is open. Raises what `hand_in` raises of a set."""
        sheet = self._reader.by_terms(self._open(path, words, learner)).sheet
        _refuse_closed(sheet, self._now())
        return sheet

    def hand_in(
        self,
        path: Path,
        answers: Path,
        folder: Path,
        words: str = "",
        *,
        anew: bool = False,
        learner: Callable[[], str] = _nobody,
    ) -> HandedIn:
        """Sign and seal answers to a set, keep them, and write the result file.

        Answers that differ from those handed in before are a new revision of the same attempt.

        Args:
            path: the set.
            answers: JSON, from the number of a question to its answer.
            folder: where the result is written; made if need be.
            words: the fingerprint of a trainer who is not yet known, as that trainer says it.
            anew: begin another attempt.
            learner: gives the id of who answers; asked where the set is for a cohort, and may
                raise a `UserError`.

        Raises:
            UserError: the set, the answers or the folder is not right.
        """
        received = self._open(path, words, learner)
        news = self._reader.news(received.opened.sha256, received.brought)
        opened = self._reader.by_terms(received)
        sheet = opened.sheet
        given = _given(answers, sheet)
        grades = marked(sheet, given)
        is_first = not self._store.known_trainers()
        _refuse_closed(sheet, self._now())
        with self._store.in_one_go():
            self._store.know_trainer(opened.sign_key, self._now())
            if received.brought is not None:
                self._reader.terms.add(opened.sha256, received.brought)
            last = self._store.last(opened.sha256)
            stored = [None if one is None else answer_to_json(one) for one in given]
            is_again = last is not None and not anew and last.answers == stored
            if last is None or not is_again:
                last = self._new(opened, stored, last, anew=anew)
                self._store.add(last)
        target = folder / result_name(sheet, last)
        write_bytes(target, last.raw)
        self._store.note_saved(last.sha256)
        due_at = sheet.plan.due_at
        return HandedIn(
            sheet=sheet,
            path=target,
            number=last.number,
            revision=last.revision,
            is_again=is_again,
            is_overdue=due_at is not None and last.handed_in_at > due_at,
            unanswered=stored.count(None),
            grades=grades if sheet.plan.shows_answers(self._now()) else None,
            fingerprint=fingerprint(opened.sign_key),
            is_first_contact=is_first,
            news=news,
        )

    def _new(
        self, opened: OpenedSet, stored: list[Any], last: HandIn | None, *, anew: bool
    ) -> HandIn:
        sheet = opened.sheet
        begins = last is None or anew
        number = 1 if last is None else last.number + int(anew)
        if number > sheet.plan.attempts:
            raise UserError(
                f"{sheet.plan.title} takes {plural(sheet.plan.attempts, 'attempt')}, and no more:"
                f" {'it was' if sheet.plan.attempts == 1 else 'all were'} handed in.",
                "Leave --new-attempt out to change the last one.",
            )
        submission = Submission(
            attempt=self._new_id() if last is None or begins else last.attempt,
            number=number,
            revision=1 if last is None or begins else last.revision + 1,
            previous="" if last is None or begins else last.sha256,
            answers=stored,
        )
        return sealed(opened, submission, self._now())

    def _open(self, path: Path, words: str, learner: Callable[[], str]) -> ReceivedSet:
        raw = read_set_bytes(path)
        self._refuse_untrusted(path.name, key_of(parted(raw).sheet), words)
        return self._reader.read(raw, learner)

    def _refuse_untrusted(self, name: str, key: bytes | None, words: str) -> None:
        known = self._store.known_trainers()
        if key is None or key in known:
            return
        said = "-".join(words.casefold().replace("-", " ").split())
        if said and said != fingerprint(key):
            raise UserError(
                f"{name} is signed with the key {fingerprint(key)}, which are not the words given.",
                "Do not answer it; ask the trainer for the set again.",
            )
        if known and not said:
            raise RefusedFile(
                Reason.TAMPERED,
                f"{name} is signed with a key that is not known here: {fingerprint(key)}.",
                "Ask the trainer to read out the words of theirs; if they are the same, repeat"
                " this with --trust WORDS.",
            )


def read_set_bytes(path: Path) -> bytes:
    """Return the bytes of a file that may be a set.

    Raises:
        UserError: it is larger than any set, or cannot be read.
    """
    try:
        if path.stat().st_size > MAX_SET_BYTES + MAX_TERMS_BYTES:
            raise too_large(MAX_SET_BYTES)
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from error


def _refuse_closed(sheet: Sheet, now: datetime) -> None:
    opens_at = sheet.plan.opens_at
    if opens_at is not None and now < opens_at:
        raise UserError(
            f"{sheet.plan.title} opens on {moment_words(opens_at, opens_at.tzinfo)}.",
            "Come back then.",
        )


def _given(path: Path, sheet: Sheet) -> list[Answer | None]:
    """Return the answers of a file, one a question."""
    given = read_answers(path)
    numbers = [str(number) for number in range(1, len(sheet.questions) + 1)]
    strange = [name for name in given if name not in numbers]
    if strange:
        raise UserError(
            f"{path.name}: there is no question {strange[0][:40]!r}; they are numbered from 1 to"
            f" {numbers[-1]}."
        )
    answers = []
    for number, question in zip(numbers, sheet.questions, strict=True):
        try:
            answers.append(read_answer(question, given.get(number)))
        except ValueError as error:
            raise UserError(f"{path.name}: question {number}: {error}.") from error
    try:
        return as_played(sheet, answers)
    except ValueError as error:
        raise UserError(
            f"{path.name}: {error}.", "Name the actions in the order in which they are taken."
        ) from error


def as_played(sheet: Sheet, given: Sequence[Answer | None]) -> list[Answer | None]:
    """Return answers with each run of a scenario as it is, once its actions have been followed.

    Raises:
        ValueError: actions cannot be taken in this order; the message names the question.
    """
    if sheet.answers is None or not any(isinstance(one, PathAnswer) for one in given):
        return list(given)
    played = list(given)
    for place, (item, orders) in enumerate(own_items(sheet)):
        if item.kind == SCENARIO:
            try:
                played[place] = own_answer(item, orders, given[place])
            except ValueError as error:
                raise ValueError(f"question {place + 1}: {error}") from error
    return played


def marked(sheet: Sheet, given: Sequence[Answer | None]) -> tuple[Grade, ...] | None:
    """Return the grades of a practice set, whose answers travel with it; of an exam `None`.

    Raises:
        RefusedFile: the answers that travel with it do not fit its questions.
    """
    if sheet.answers is None:
        return None
    return tuple(
        grade(item, own_answer(item, orders, answer))
        for (item, orders), answer in zip(own_items(sheet), given, strict=True)
    )


def own_items(sheet: Sheet) -> tuple[tuple[Item, Orders], ...]:
    """Return the items of a practice set with the orders in which their parts are shown.

    Raises:
        RefusedFile: they do not fit the questions of the set.
    """
    assert sheet.answers is not None
    found = []
    try:
        for question, (body, orders) in zip(sheet.questions, sheet.answers, strict=True):
            item = item_from_json(json.dumps(body))
            if sheet_question(item, orders) != question:
                raise ValueError("another question is marked than is asked")
            # An item that cannot be marked at all is found out before anybody answers it.
            grade(item, None)
            if item.kind == SCENARIO:
                _refuse_unplayable(item)
            found.append((item, orders))
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise RefusedFile(
            Reason.TAMPERED,
            "The answers that this practice set brings along do not fit its questions.",
            "Ask the trainer for the set again; it may come from a newer version.",
        ) from error
    return tuple(found)


def _refuse_unplayable(item: Item) -> None:
    # Few sets hold scenarios.
    from quizapp.domain.scenario_items import ScenarioItem, refuse_unplayable

    assert isinstance(item, ScenarioItem)
    refuse_unplayable(item.scenario)


def result_name(sheet: Sheet, hand_in: HandIn) -> str:
    """Return the name that a result file has unless another one is wanted."""
    return (
        f"{sheet.plan.id}-{sheet.member_id[:_ID_SHOWN]}"
        f"-attempt{hand_in.number}-{hand_in.revision:03}{SUFFIX}"
    )


def write_bytes(path: Path, raw: bytes) -> None:
    """Write a file whole or not at all; its folder is made if need be.

    Raises:
        UserError: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{path.parent} cannot be made: {error.strerror}.") from error
    with whole_file(path) as file:
        file.write(raw.decode("ascii"))
