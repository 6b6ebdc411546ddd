"""Set files (`.quizset`): what a trainer sends to one learner, or to a whole cohort."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from nacl.signing import SigningKey

from quizapp.delivery.envelope import SET_KIND, pack, to_text, unpack
from quizapp.delivery.values import LONGEST_NAME, LONGEST_TEXT, Fields, is_plain, nonsense
from quizapp.domain.assignments import (
    LONGEST_LIMIT_S,
    MOST_ATTEMPTS,
    MOST_QUESTIONS,
    SHORTEST_LIMIT_S,
    AssignmentMode,
    AssignmentPlan,
    Feedback,
)
from quizapp.domain.attempts import PassRule
from quizapp.domain.kinds import SCENARIO, SET_KINDS
from quizapp.domain.sheets import LETTERS, Orders, SheetQuestion

SUFFIX = ".quizset"

_NAMES = frozenset(
    [
        "assignment",
        "title",
        "mode",
        "opens",
        "due",
        "limit",
        "attempts",
        "pass",
        "feedback",
        "box",
        "made",
        "questions",
        "answers",
    ]
)
_FOR_ONE = frozenset(["learner", "seat"])
_FOR_ALL = frozenset(["cohort", "shuffled", "apart"])
MOST_APART = 10_000
_MARK = re.compile(r"[0-9a-f]{32}", re.ASCII)
_PASS = frozenset(["score", "no_critical_error", "topics"])
_TITLES = frozenset(["titles"])
_QUESTION = frozenset(["kind", "stem", "parts", "left", "case", "unit", "diagram"])
_ID = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
# How many sets of parts a kind has; what is not named has one.
_PART_SETS = {"two_tier": 2, "numeric": 0, SCENARIO: 0}


@dataclass(frozen=True, slots=True)
class Shared:
    """What a set for a whole cohort holds in place of a learner.

    Attributes:
        cohort_id: whoever has enrolled in it can answer the set.
        apart: marks of those who have a file of their own instead, among marks of nobody.
    """

    cohort_id: str
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One learner's set, or that of a cohort.

    Attributes:
        plan: as it is for this learner, extra time and due date included.
        member_id: the opaque id of the learner; empty while a cohort's set is nobody's.
        seat_seed: 32 bytes: the key with which this learner's result is signed; as empty.
        box_key: public key to which the result is sealed.
        answers: practice sets only: for each question the item as JSON holds it, and the orders
            in which its parts are shown.
        shared: of a cohort's set; `None` for that of one learner.
    """

    plan: AssignmentPlan
    member_id: str
    seat_seed: bytes
    box_key: bytes
    made_at: datetime
    questions: tuple[SheetQuestion, ...]
    answers: tuple[tuple[dict[str, Any], Orders], ...] | None = None
    shared: Shared | None = None


@dataclass(frozen=True, slots=True)
class OpenedSet:
    """A set whose signature holds; `sign_key` is for the reader to trust or not.

    Attributes:
        sha256: hash of the file, or of the seat that a learner has at a cohort's set.
    """

    sheet: Sheet
    sign_key: bytes
    sha256: str


def write_set(sheet: Sheet, signing_seed: bytes) -> bytes:
    """Return the bytes of a set file.

    Raises:
        ValueError: an exam is to be written with its answers.
    """
    plan = sheet.plan
    if (plan.mode is AssignmentMode.EXAM) == (sheet.answers is not None):
        raise ValueError("answers travel with practice sets and with nothing else")
    fields = {
        "assignment": plan.id,
        "title": plan.title,
        "mode": plan.mode.value,
        "opens": None if plan.opens_at is None else plan.opens_at.isoformat(),
        "due": None if plan.due_at is None else plan.due_at.isoformat(),
        "limit": plan.time_limit_s,
        "attempts": plan.attempts,
        "pass": plan.passes
        and {
            "score": plan.passes.score,
            "no_critical_error": plan.passes.no_critical_error,
            "topics": dict(plan.passes.topics),
            **({"titles": _titles(plan)} if plan.topic_titles else {}),
        },
        "feedback": plan.feedback.value,
        **_whose(sheet),
        "box": to_text(sheet.box_key),
        "made": sheet.made_at.isoformat(),
        "questions": [_question_fields(question) for question in sheet.questions],
        "answers": None
        if sheet.answers is None
        else [{"item": item, "orders": orders} for item, orders in sheet.answers],
    }
    return pack(SET_KIND, fields, signing_seed)


def _titles(plan: AssignmentPlan) -> dict[str, str]:
    """Return what topics are called, cut where banks say it at greater length than files can."""
    return {topic: title[:LONGEST_NAME] for topic, title in plan.topic_titles}


def _whose(sheet: Sheet) -> dict[str, Any]:
    shared = sheet.shared
    if shared is None:
        return {"learner": sheet.member_id, "seat": to_text(sheet.seat_seed)}
    return {
        "cohort": shared.cohort_id,
        "shuffled": sheet.plan.shuffles_questions,
        "apart": list(shared.apart),
    }


def read_set(raw: bytes, trusted: frozenset[bytes] | None = None) -> OpenedSet:
    """Read a set file.

    Args:
        raw: the bytes of the file.
        trusted: the keys of trainers to take it from; `None` for any.

    Raises:
        RefusedFile: it is damaged, altered, of another kind or from another key.
    """
    opened = unpack(raw, SET_KIND, trusted)
    is_shared = "cohort" in opened.fields
    fields = Fields(opened.fields, _NAMES | (_FOR_ALL if is_shared else _FOR_ONE))
    plan = _plan(fields)
    if is_shared:
        shuffles = fields.any_of("shuffled", bool)
        plan = replace(plan, shares_file=True, shuffles_questions=shuffles)
    questions = fields.any_of("questions", list)
    if not 1 <= len(questions) <= MOST_QUESTIONS:
        raise nonsense()
    sheet = Sheet(
        plan=plan,
        member_id="" if is_shared else _id(fields, "learner"),
        seat_seed=b"" if is_shared else fields.key("seat"),
        box_key=fields.key("box"),
        made_at=fields.moment("made"),
        questions=tuple(_question(question) for question in questions),
        answers=_answers(fields, len(questions)) if fields.has("answers") else None,
        shared=_shared(fields) if is_shared else None,
    )
    is_exam = plan.mode is AssignmentMode.EXAM
    if is_exam == (sheet.answers is not None):
        raise nonsense()
    if is_exam and any(question.kind == SCENARIO for question in sheet.questions):
        raise nonsense()
    return OpenedSet(sheet, opened.key, hash_of(raw))


def _shared(fields: Fields) -> Shared:
    apart = _texts(fields.any_of("apart", list))
    if len(apart) > MOST_APART or not all(_MARK.fullmatch(mark) for mark in apart):
        raise nonsense()
    return Shared(_id(fields, "cohort"), apart)


def hash_of(raw: bytes) -> str:
    """Return the SHA-256 by which a file is known, as hex digits."""
    return hashlib.sha256(raw).hexdigest()


def seat_key_of(seat_seed: bytes) -> bytes:
    """Return the public key that belongs to a seat."""
    return bytes(SigningKey(seat_seed).verify_key)


def _question_fields(question: SheetQuestion) -> dict[str, Any]:
    return {name: getattr(question, name) for name in _QUESTION}


def _id(fields: Fields, name: str) -> str:
    return _checked_id(fields.text(name))


def _checked_id(text: str) -> str:
    if len(text) > LONGEST_NAME or not _ID.fullmatch(text):
        raise nonsense()
    return text


def _plan(fields: Fields) -> AssignmentPlan:
    passes, titles = _passes(fields.any_of("pass", dict)) if fields.has("pass") else (None, ())
    try:
        return AssignmentPlan(
            id=_id(fields, "assignment"),
            title=fields.text("title"),
            mode=AssignmentMode(fields.text("mode")),
            opens_at=fields.moment_or_none("opens"),
            due_at=fields.moment_or_none("due"),
            time_limit_s=fields.whole("limit", SHORTEST_LIMIT_S, LONGEST_LIMIT_S)
            if fields.has("limit")
            else None,
            attempts=fields.whole("attempts", 1, MOST_ATTEMPTS),
            passes=passes,
            feedback=Feedback(fields.text("feedback")),
            topic_titles=titles,
        )
    except ValueError:
        raise nonsense() from None


def _passes(given: dict[str, Any]) -> tuple[PassRule, tuple[tuple[str, str], ...]]:
    """Return what it takes to pass, and what the topics in it are called, as far as it is said."""
    fields = Fields(given, _PASS | (_TITLES & set(given)))
    topics = fields.any_of("topics", dict)
    if len(topics) > MOST_QUESTIONS:
        raise nonsense()
    each = Fields(topics, frozenset(topics))
    rule = PassRule(
        fields.share("score"),
        no_critical_error=fields.any_of("no_critical_error", bool),
        topics=tuple((_checked_id(topic), each.share(topic)) for topic in topics),
    )
    titles = fields.any_of("titles", dict) if "titles" in given else {}
    named = Fields(titles, frozenset(topics) & set(titles))
    return rule, tuple((topic, named.text(topic)) for topic in titles)


def _question(given: object) -> SheetQuestion:
    if not isinstance(given, dict):
        raise nonsense()
    fields = Fields(given, _QUESTION)
    kind = fields.text("kind")
    parts = tuple(_texts(one) for one in fields.any_of("parts", list))
    left = _texts(fields.any_of("left", list))
    fits = len(parts) == _PART_SETS.get(kind, 1) and all(
        0 < len(one) <= len(LETTERS) for one in parts
    )
    if kind not in SET_KINDS or not fits or bool(left) != (kind == "matching"):
        raise nonsense()
    case, unit, diagram = (
        fields.text(name, LONGEST_TEXT) if fields.any_of(name, str) else ""
        for name in ("case", "unit", "diagram")
    )
    stem = fields.text("stem", LONGEST_TEXT)
    return SheetQuestion(
        kind=kind, stem=stem, parts=parts, left=left, case=case, unit=unit, diagram=diagram
    )


def _texts(given: object) -> tuple[str, ...]:
    if not isinstance(given, list):
        raise nonsense()
    for text in given:
        if not isinstance(text, str) or not 1 <= len(text) <= LONGEST_TEXT or not is_plain(text):
            raise nonsense()
    return tuple(given)


def _answers(fields: Fields, count: int) -> tuple[tuple[dict[str, Any], Orders], ...]:
    given = fields.any_of("answers", list)
    if len(given) != count:
        raise nonsense()
    found = []
    for one in given:
        if not isinstance(one, dict):
            raise nonsense()
        inner = Fields(one, frozenset({"item", "orders"}))
        orders = tuple(_ids(order) for order in inner.any_of("orders", list))
        found.append((inner.any_of("item", dict), orders))
    return tuple(found)


def _ids(given: object) -> tuple[str, ...]:
    texts = _texts(given)
    if any(len(text) > LONGEST_NAME for text in texts):
        raise nonsense()
    return texts
