"""Rules about what an item stands on: claims, references, misconceptions, safety wordings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from quizapp.domain.item_rules import text
from quizapp.domain.items import CitationUse, Evidence, ReviewStatus
from quizapp.domain.part_items import Ordering
from quizapp.domain.registers import Judgement, Seen, Teach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizapp.domain.item_rules.rule import ItemView, RuleContext
    from quizapp.domain.items import Citation, Review
    from quizapp.domain.registers import Registers


class Trigger(NamedTuple):
    """Words that make one of some safety wordings necessary."""

    about: str
    patterns: tuple[re.Pattern[str], ...]
    wordings: tuple[str, ...]


_KETAMINE = re.compile("ketamine")
_SCHEDULE = re.compile(
    r"\bschedules? (?:[iv]{1,3}|[1-5])\b|\bcontrolled substances?\b"
    r"|\b(?:dea|drug|federal|legal|state|states|us|u\.s\.) schedules?\b"
)

WRITERS_RULES = frozenset({"SAF-14", "SAF-15"})
"""Ids of rules for writers: no doses, and how figures to act upon are given. Nothing shows them."""

TRIGGERS = (
    Trigger(
        "naloxone and ketamine",
        (re.compile("naloxone"), _KETAMINE),
        ("SAF-01", "SAF-04", "SAF-05"),
    ),
    Trigger(
        "ketamine and breathing",
        (_KETAMINE, re.compile(r"breath|apn|airway")),
        ("SAF-02", "SAF-01", "SAF-03"),
    ),
    Trigger("a legal schedule", (_SCHEDULE,), ("SAF-16",)),
    Trigger("the Good Samaritan law", (re.compile("good samaritan"),), ("SAF-12",)),
    Trigger(
        "a child or a pregnant person",
        (
            re.compile(
                r"\b(?:bab(?:y|ies)|child|children|infants?|newborns?|pregnan\w+|toddlers?)\b"
            ),
        ),
        ("SAF-17",),
    ),
    Trigger("an agitated person", (re.compile(r"\bagitated\b"),), ("SAF-18",)),
)


def options_unexplained(view: ItemView) -> Iterator[str]:
    """L16."""
    for options in view.sets:
        for option in options.options:
            if not option.rationale.strip():
                yield f"{options.name}[{option.id}] has no rationale"
            belief = option.misconception
            if belief is not None and belief not in view.context.registers.misconceptions:
                yield f"{options.name}[{option.id}]: the misconception {belief} is not known"
    if not view.sets:
        for belief in sorted(view.item.beliefs - set(view.context.registers.misconceptions)):
            yield f"The misconception {belief} is not known"


def citation_problem(citation: Citation, registers: Registers, *, is_contested: bool) -> str:
    """Return why a claim may not be used as it is, or an empty string.

    Args:
        citation: the claim and its use.
        registers: where the claim is looked up.
        is_contested: what cites the claim says itself that the evidence is contested.
    """
    claim = registers.claims.get(citation.claim)
    if claim is None:
        return f"The claim {citation.claim} is not known"
    if claim.judgement in {Judgement.PROMOTIONAL, Judgement.OUTDATED}:
        return f"The claim {claim.id} is {claim.judgement} and must not be cited"
    if claim.judgement is Judgement.WRONG and citation.use is not CitationUse.REFUTED:
        return f"The claim {claim.id} is wrong: its use must be 'refuted'"
    if (
        claim.judgement is Judgement.CONTESTED
        and citation.use is not CitationUse.QUALIFIED
        and not is_contested
    ):
        return (
            f"The claim {claim.id} is contested: its use must be 'qualified', or the item must say"
            " 'evidence: contested'"
        )
    if claim.teach is Teach.NEVER_AS_KEY and citation.use is CitationUse.SUPPORTS:
        return f"The claim {claim.id} must never be a key: its use cannot be 'supports'"
    return ""


def citations_misused(view: ItemView) -> Iterator[str]:
    """L17."""
    item = view.item
    if not item.citations:
        yield "At least one claim must be cited"
    for citation in item.citations:
        problem = citation_problem(
            citation,
            view.context.registers,
            is_contested=item.evidence is Evidence.CONTESTED,
        )
        if problem:
            yield problem
    for name in item.contradictions:
        if name not in view.context.registers.contradictions:
            yield f"The contradiction {name} is not known"


def safety_wording_missing(view: ItemView) -> Iterator[str]:
    """L18."""
    item = view.item
    asked = view.asked
    # A step that names a schedule tells what happened once, not what the law is.
    if isinstance(item, Ordering):
        asked = _SCHEDULE.sub("", asked)
        asked = f"{asked} {item.stem.lower()}"
    return safety_problems(item.safety, asked, item.explanation, view.context, "item")


def safety_problems(
    safety: tuple[str, ...], asked: str, explanation: str, context: RuleContext, noun: str
) -> Iterator[str]:
    """Give what is wrong with the safety wordings that something names.

    Args:
        safety: their ids.
        asked: all that is read before the answer, in lower case.
        explanation: what must not repeat them.
        context: the registers.
        noun: what names them: item or scenario.
    """
    for name in safety:
        if name in WRITERS_RULES:
            yield f"{name} is a rule for writers and never shown: take it out of `safety`"
        elif name not in context.registers.wordings:
            yield f"The safety wording {name} is not known"
    for trigger in TRIGGERS:
        applies = all(pattern.search(asked) for pattern in trigger.patterns)
        if applies and not set(trigger.wordings) & set(safety):
            wanted = " or ".join(trigger.wordings)
            yield f"The {noun} is about {trigger.about}: name {wanted} in `safety`"
    squeezed = text.squeezed(explanation)
    repeated = {name for name, said in context.safety_sentences if said in squeezed}
    for name in sorted(repeated):
        yield f"The explanation repeats {name}; leave that to the app, which shows it after every answer"


def review_unsound(view: ItemView) -> Iterator[str]:
    """Give what is wrong with the record of who read an item."""
    return review_problems(view.item.review)


def review_problems(review: Review) -> Iterator[str]:
    """Give what is wrong with a review: who has written something has not read it for it."""
    if review.status is ReviewStatus.DRAFT:
        return
    if not review.reader:
        yield f"review: with the status {review.status} it must name a `reader`"
    elif review.reader == review.writer:
        yield f"review: the reader {review.reader} is its writer; let somebody else read it"


def references_missing(view: ItemView) -> Iterator[str]:
    """L21."""
    return reference_problems(view.item.references, view.context.registers)


def reference_problems(references: tuple[str, ...], registers: Registers) -> Iterator[str]:
    """Give what is wrong with the outside authorities that something rests on."""
    known = registers.references
    for name in references:
        if name not in known:
            yield f"The reference {name} is not known"
    seen = {known[name].seen for name in references if name in known}
    if not seen & {Seen.ORIGINAL, Seen.COPY}:
        yield "At least one reference must have been read in the original or as a copy"
