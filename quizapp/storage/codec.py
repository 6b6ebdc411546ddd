"""Frozen values to JSON and back, for what SQLite keeps as text."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from quizapp.domain.answers import answer_from_json, answer_to_json
from quizapp.domain.attempts import Include, Mode, PassRule, QuizSpec, Response
from quizapp.domain.confidence import Confidence
from quizapp.domain.grading import Grade
from quizapp.domain.items import (
    Area,
    Citation,
    CitationUse,
    Evidence,
    Grounding,
    Item,
    Level,
    Option,
    Review,
    ReviewStatus,
    Revision,
)
from quizapp.domain.kinds import KINDS, SCENARIO
from quizapp.domain.part_items import NumberRange, Region, Step, Term, WrongPair
from quizapp.domain.question_sets import QuestionSet
from quizapp.domain.registers import (
    Between,
    Claim,
    Contradiction,
    Diagram,
    DiagramPart,
    DiagramRow,
    Document,
    Heading,
    Judgement,
    Misconception,
    Reference,
    SafetyWording,
    Seen,
    Side,
    Teach,
)
from quizapp.domain.registers import Term as GlossaryTerm
from quizapp.storage.texts import dump, frozen_fields, time_from_text, time_to_text


def _options(stored: list[dict[str, Any]]) -> tuple[Option, ...]:
    return tuple(Option(**option) for option in stored)


def _pairs(stored: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((first, second) for first, second in stored)


def _terms(stored: list[dict[str, Any]]) -> tuple[Term, ...]:
    return tuple(Term(**term) for term in stored)


def _citations(stored: list[dict[str, Any]]) -> tuple[Citation, ...]:
    return tuple(Citation(entry["claim"], CitationUse(entry["use"])) for entry in stored)


def _review(stored: dict[str, Any]) -> Review:
    return Review(**{**stored, "status": ReviewStatus(stored["status"])})


_ITEM_FIELDS: dict[str, Callable[[Any], Any]] = {
    "rev": lambda stored: Revision(**stored),
    "level": Level,
    "citations": _citations,
    "references": tuple,
    "grounding": Grounding,
    "review": _review,
    "safety": tuple,
    "evidence": Evidence,
    "contradictions": tuple,
    "area": lambda stored: None if stored is None else Area(stored),
    "options": _options,
    "reasons": _options,
    "steps": lambda stored: tuple(Step(**step) for step in stored),
    "precedence": _pairs,
    "left": _terms,
    "right": _terms,
    "key": _pairs,
    "wrong_pairs": lambda stored: tuple(WrongPair(**pair) for pair in stored),
    "regions": lambda stored: tuple(Region(**region) for region in stored),
    # True or false of a statement, the range of a number.
    "answer": lambda stored: NumberRange(**stored) if isinstance(stored, dict) else stored,
}


def item_to_json(item: Item) -> str:
    """Return an item, of whatever kind, as JSON."""
    if item.kind == SCENARIO:
        return _scenario_item_to_json(item)
    return dump({"kind": item.kind, **frozen_fields(item)})


def item_from_json(text: str) -> Item:
    """Read an item back."""
    stored = json.loads(text)
    if stored.get("kind") == SCENARIO:
        return _scenario_item_from_json(stored)
    kind = KINDS[stored.pop("kind")]
    return kind(
        **{
            name: _ITEM_FIELDS[name](value) if name in _ITEM_FIELDS else value
            for name, value in stored.items()
        }
    )


def _scenario_item_to_json(item: Item) -> str:
    # Sets alone hold scenarios as questions, and most runs of the app read none.
    from quizapp.domain.scenario_items import ScenarioItem

    assert isinstance(item, ScenarioItem)
    return dump({"kind": item.kind, "id": item.id, "scenario": item.scenario})


def _scenario_item_from_json(stored: dict[str, Any]) -> Item:
    from quizapp.domain.scenario_items import scenario_item
    from quizapp.storage.scenario_codec import scenario_from_fields

    return scenario_item(scenario_from_fields(stored["scenario"]))


def _document(stored: dict[str, Any]) -> Document:
    headings = tuple(Heading(**heading) for heading in stored.pop("headings"))
    return Document(headings=headings, **stored)


def _claim(stored: dict[str, Any]) -> Claim:
    start, end = stored.pop("at")
    return Claim(
        at=(start, end),
        judgement=Judgement(stored.pop("judgement")),
        teach=Teach(stored.pop("teach")),
        references=tuple(stored.pop("references")),
        **stored,
    )


def _reference(stored: dict[str, Any]) -> Reference:
    return Reference(seen=Seen(stored.pop("seen")), **stored)


def _misconception(stored: dict[str, Any]) -> Misconception:
    return Misconception(
        citations=_citations(stored.pop("citations")),
        references=tuple(stored.pop("references")),
        **stored,
    )


def _wording(stored: dict[str, Any]) -> SafetyWording:
    return SafetyWording(references=tuple(stored.pop("references")), **stored)


def _contradiction(stored: dict[str, Any]) -> Contradiction:
    return Contradiction(
        between=Between(stored.pop("between")),
        sides=tuple(Side(tuple(side["claims"]), side["says"]) for side in stored.pop("sides")),
        references=tuple(stored.pop("references")),
        **stored,
    )


def _diagram(stored: dict[str, Any]) -> Diagram:
    return Diagram(
        parts=tuple(DiagramPart(**part) for part in stored.pop("parts")),
        references=tuple(stored.pop("references")),
        columns=tuple(stored.pop("columns")),
        rows=tuple(
            DiagramRow(row["part"], tuple(row["cells"]), tuple(row["references"]))
            for row in stored.pop("rows")
        ),
        **stored,
    )


def _glossary_term(stored: dict[str, Any]) -> GlossaryTerm:
    return GlossaryTerm(
        also=tuple(stored.pop("also")), references=tuple(stored.pop("references")), **stored
    )


def _question_set(stored: dict[str, Any]) -> QuestionSet:
    return QuestionSet(
        items=tuple(stored.pop("items")), passes=pass_rule(stored.pop("passes")), **stored
    )


def pass_rule(stored: dict[str, Any]) -> PassRule:
    """Read a rule for passing back."""
    topics = tuple((topic, share) for topic, share in stored.pop("topics", ()))
    return PassRule(topics=topics, **stored)


ENTRIES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "document": _document,
    "claim": _claim,
    "reference": _reference,
    "misconception": _misconception,
    "wording": _wording,
    "contradiction": _contradiction,
    "diagram": _diagram,
    "term": _glossary_term,
    "set": _question_set,
}
"""How an entry of each register is read back."""


def entry_to_json(entry: Any) -> str:
    """Return an entry of a register as JSON."""
    return dump(entry)


def spec_to_json(spec: QuizSpec) -> str:
    """Return a spec as JSON."""
    return dump(spec)


def spec_from_json(text: str) -> QuizSpec:
    """Read a spec back."""
    stored = json.loads(text)
    passes = stored.pop("passes", None)
    return QuizSpec(
        passes=None if passes is None else pass_rule(passes),
        topics=tuple(stored.pop("topics")),
        include=tuple(Include(name) for name in stored.pop("include")),
        mode=Mode(stored.pop("mode")),
        items=tuple(stored.pop("items")),
        **stored,
    )


def response_to_row(response: Response) -> tuple[Any, ...]:
    """Return the values of `RESPONSE_COLUMNS`."""
    grade = response.grade
    return (
        response.attempt_id,
        response.position,
        response.learner_id,
        response.item_id,
        response.topic,
        response.kind,
        response.rev.scoring,
        response.rev.text,
        None if response.answer is None else dump(answer_to_json(response.answer)),
        grade.points,
        int(grade.critical_error),
        dump(list(grade.misconceptions)),
        grade.rule_version,
        response.confidence,
        response.elapsed_ms,
        time_to_text(response.answered_at),
        response.day,
        response.retention,
    )


def response_from_row(row: tuple[Any, ...]) -> Response:
    """Read the values of `RESPONSE_COLUMNS` back."""
    kind = row[5]
    return Response(
        attempt_id=row[0],
        position=row[1],
        learner_id=row[2],
        item_id=row[3],
        topic=row[4],
        kind=kind,
        rev=Revision(row[6], row[7]),
        answer=None if row[8] is None else answer_from_json(kind, json.loads(row[8])),
        grade=Grade(row[9], bool(row[10]), tuple(json.loads(row[11])), row[12]),
        confidence=None if row[13] is None else Confidence(row[13]),
        elapsed_ms=row[14],
        answered_at=time_from_text(row[15]),
        day=row[16],
        retention=row[17],
    )
