"""Small items and responses that tests of the domain build on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from quizapp.domain.attempts import Response
from quizapp.domain.confidence import Confidence
from quizapp.domain.grading import Grade
from quizapp.domain.items import (
    Citation,
    CitationUse,
    Grounding,
    Item,
    Level,
    MultipleResponse,
    Option,
    Review,
    ReviewStatus,
    Revision,
    SingleBest,
    TrueFalseReason,
    TwoTier,
    Vignette,
)
from quizapp.domain.part_items import (
    Hotspot,
    Matching,
    NumberRange,
    Numeric,
    Ordering,
    Region,
    Step,
    Term,
    WrongPair,
)

OPTIONS = (
    Option("a", "Mu-opioid receptor", "Morphine acts there.", misconception="MC01"),
    Option("b", "NMDA receptor", "Its main target.", correct=True),
    Option("c", "No receptor", "It has one.", misconception="MC09", harm=True),
)


def common(item_id: str = "x-001", **changes: Any) -> dict[str, Any]:
    """Return the fields that every kind has."""
    fields: dict[str, Any] = {
        "id": item_id,
        "bank": "receptor-mechanisms",
        "topic": "receptor-mechanisms",
        "rev": Revision(1, 1),
        "level": Level.RECALL,
        "stem": "Which receptor is the main target?",
        "explanation": "It blocks the channel.",
        "citations": (Citation("S0-024", CitationUse.SUPPORTS),),
        "references": ("R08",),
        "grounding": Grounding.DOCUMENTS,
        "review": Review(ReviewStatus.SECOND_READ, "w1", "r1", "2026-11-21", agreed=True),
    }
    return fields | changes


def single(**changes: Any) -> SingleBest:
    return SingleBest(options=OPTIONS, **common(**changes))


def multiple() -> MultipleResponse:
    options = tuple(
        Option(letter, f"Sign {letter}", "Why.", correct=letter in "abc") for letter in "abcde"
    )
    return MultipleResponse(options=options, **common())


def true_false(*, answer: bool = False) -> TrueFalseReason:
    return TrueFalseReason(answer=answer, reasons=OPTIONS, **common())


def two_tier() -> TwoTier:
    yes_no = (Option("y", "Yes", "Right.", correct=True), Option("n", "No", "Wrong.", harm=True))
    return TwoTier(options=yes_no, reasons=OPTIONS, **common())


def vignette() -> Vignette:
    return Vignette(case="fall", case_text="A man has fallen.", options=OPTIONS, **common())


def ordering() -> Ordering:
    """Check first; then call and naloxone in any order; then roll over."""
    steps = tuple(Step(step, f"Do {step}") for step in ("check", "call", "spray", "roll"))
    precedence = (("check", "call"), ("check", "spray"), ("call", "roll"), ("spray", "roll"))
    return Ordering(steps=steps, precedence=precedence, **common())


def matching() -> Matching:
    return Matching(
        left=(Term("morphine", "Morphine"), Term("ketamine", "Ketamine")),
        right=(Term("ago", "Activates"), Term("pore", "Plugs"), Term("gaba", "Left over")),
        key=(("morphine", "ago"), ("ketamine", "pore")),
        wrong_pairs=(
            WrongPair("ketamine", "ago", misconception="MC01"),
            WrongPair("morphine", "gaba", harm=True),
        ),
        **common(),
    )


def numeric() -> Numeric:
    answer = NumberRange(2, 3, "minutes")
    return Numeric(answer=answer, below="Too soon.", above="Too late.", **common())


def hotspot() -> Hotspot:
    regions = (
        Region("glu", "glutamate-site", "Not here.", misconception="MC04"),
        Region("gly", "glycine-site", "Not here either.", harm=True),
        Region("pore", "ketamine-site", "Here.", correct=True),
    )
    return Hotspot(regions=regions, **common(diagram="DG02"))


def response(day: str = "2026-03-02", *, points: float = 1.0, **changes: Any) -> Response:
    fields: dict[str, Any] = {
        "attempt_id": "run",
        "position": 0,
        "learner_id": "maya",
        "item_id": "x-001",
        "topic": "receptor-mechanisms",
        "kind": "single_best",
        "rev": Revision(1, 1),
        "answer": None,
        "grade": Grade(points, critical_error=changes.pop("critical", False)),
        "confidence": Confidence.FAIRLY,
        "elapsed_ms": 1000,
        "answered_at": datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=UTC),
        "day": day,
        "retention": 0.9,
    }
    return Response(**fields | changes)


def one_of_each() -> list[Item]:
    """Return an item of each kind that is no scenario."""
    return [
        single(),
        multiple(),
        true_false(),
        two_tier(),
        vignette(),
        ordering(),
        matching(),
        numeric(),
        hotspot(),
    ]
