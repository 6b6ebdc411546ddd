"""Sound items and registers, to be spoilt one field at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from quizapp.domain.item_rules.rule import RuleContext
from quizapp.domain.item_rules.table import Breach, check_item
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
from quizapp.domain.registers import (
    Between,
    Claim,
    Contradiction,
    Diagram,
    DiagramPart,
    Document,
    Heading,
    Judgement,
    Misconception,
    Reference,
    Registers,
    SafetyWording,
    Seen,
    Side,
    Teach,
    Term,
)

EXPLANATION = (
    "Pain relief does not make a drug an opioid. What counts is the place where it acts, and here"
    " that is the channel."
)
WORDING = "Call for help first. Then stay beside the person until the ambulance crew takes over."


def option(option_id: str, text: str, **changes: Any) -> Option:
    return Option(**{"id": option_id, "text": text, "rationale": "This is why.", **changes})


def options(*texts: str, right: int = 0) -> tuple[Option, ...]:
    """Options a, b, c … of which number `right` is the key."""
    return tuple(
        option(chr(ord("a") + number), text, correct=number == right)
        for number, text in enumerate(texts)
    )


RECEPTORS = options("NMDA receptor", "Mu-opioid receptor", "GABA-A receptor")


def _common(**changes: Any) -> dict[str, Any]:
    return {
        "id": "q-1",
        "bank": "pharmacology",
        "topic": "pharmacology",
        "rev": Revision(1, 1),
        "level": Level.RECALL,
        "stem": "Which receptor is the main target of ketamine?",
        "explanation": EXPLANATION,
        "citations": (Citation("C-sound", CitationUse.SUPPORTS),),
        "references": ("R-read",),
        "grounding": Grounding.DOCUMENTS,
        "review": Review(ReviewStatus.DRAFT, "writer"),
        **changes,
    }


def single_best(**changes: Any) -> SingleBest:
    return SingleBest(**_common(**{"options": RECEPTORS, **changes}))


def multiple_response(**changes: Any) -> MultipleResponse:
    some = options("Tiny pupils", "Slow breathing", "Fast pulse", "Fever")
    some = (some[0], replace(some[1], correct=True), *some[2:])
    stem = "Which signs point to an opioid? Choose all that apply."
    return MultipleResponse(**_common(**{"stem": stem, "options": some, **changes}))


def true_false_reason(**changes: Any) -> TrueFalseReason:
    reasons = options(
        "Its main target is a channel.", "It relieves pain well.", "It is sold as a spray."
    )
    stem = "Ketamine belongs to the opioids."
    return TrueFalseReason(
        **_common(**{"stem": stem, "answer": False, "reasons": reasons, **changes})
    )


def two_tier(**changes: Any) -> TwoTier:
    reasons = options("The sites are apart.", "They share one site.", "One breaks the other down.")
    stem = "Can glutamate bind while the channel is blocked?"
    both = {"options": options("Yes", "No"), "reasons": reasons}
    return TwoTier(**_common(**{"stem": stem, **both, **changes}))


def vignette(**changes: Any) -> Vignette:
    fields = {
        "stem": "What should you do next?",
        "case": "party",
        "case_text": "A man lies on the floor. He snores and his lips are blue.",
        "options": options("Call for help", "Let him sleep", "Splash some water"),
    }
    return Vignette(**_common(**{**fields, **changes}))


SOUND = (single_best, multiple_response, true_false_reason, two_tier, vignette)


def claim(claim_id: str, judgement: Judgement, teach: Teach) -> Claim:
    return Claim(
        id=claim_id,
        document="D1",
        at=(10, 40),
        starts="it works by",
        sha256="0" * 64,
        says="Something in our own words.",
        topic="pharmacology",
        judgement=judgement,
        teach=teach,
        references=("R-read",),
    )


def contradiction(**changes: Any) -> Contradiction:
    fields: dict[str, Any] = {
        "id": "X01",
        "between": Between.DOCUMENTS,
        "about": "Where does it act?",
        "sides": (Side(("C-sound",), "Here."), Side(("C-contested",), "There.")),
        "decides": "Both hold.",
        "references": ("R-read",),
    }
    return Contradiction(**{**fields, **changes})


def diagram(**changes: Any) -> Diagram:
    parts = tuple(
        DiagramPart(name, name, "What it is.")
        for name in ("glutamate-site", "glycine-site", "ketamine-site")
    )
    fields = {"id": "DG02", "title": "Pore", "alt": "A channel.", "file": "dg02.svg"}
    return Diagram(**{**fields, "parts": parts, "references": ("R-read",), **changes})


def registers(**changes: Any) -> Registers:
    headings = (Heading(0, "First"), Heading(50, "Second"))
    claims = (
        claim("C-sound", Judgement.SUPPORTED, Teach.AS_IS),
        claim("C-contested", Judgement.CONTESTED, Teach.WITH_QUALIFICATION),
        claim("C-never", Judgement.CONTESTED, Teach.NEVER_AS_KEY),
        claim("C-wrong", Judgement.WRONG, Teach.NEVER_AS_KEY),
        claim("C-advert", Judgement.PROMOTIONAL, Teach.NEVER_AS_KEY),
        claim("C-old", Judgement.OUTDATED, Teach.NEVER_AS_KEY),
    )
    beliefs = (Citation("C-sound", CitationUse.SUPPORTS),)
    fields: dict[str, Any] = {
        "documents": {
            "D1": Document("D1", "A page", "Sunnyside Recovery Center", "0" * 64, 100, headings)
        },
        "claims": {one.id: one for one in claims},
        "references": {
            f"R-{name}": Reference(f"R-{name}", "Org", "Title", 2020, "https://example.org", seen)
            for name, seen in (("read", Seen.ORIGINAL), ("copy", Seen.COPY), ("told", Seen.MEMORY))
        },
        "misconceptions": {
            "MC01": Misconception("MC01", "Name", "S.", "W.", "R.", beliefs, ("R-read",))
        },
        "wordings": {
            f"SAF-{number:02}": SafetyWording(
                f"SAF-{number:02}", "About", "Harm", WORDING, ("R-read",)
            )
            for number in range(1, 19)
            if number not in {14, 15}
        },
        "diagrams": {"DG02": diagram()},
        "terms": {"apnea": Term("apnea", "apnea", "No breathing.", references=("R-read",))},
    }
    return Registers(**{**fields, **changes})


CONTEXT = RuleContext(registers())


def breaches(item: Item) -> list[Breach]:
    return list(check_item(item, CONTEXT))


def broken(item: Item) -> set[tuple[str, str]]:
    """Rule and level of every breach."""
    return {(breach.rule, breach.level.value) for breach in breaches(item)}
