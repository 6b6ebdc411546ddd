"""Rules about the registers: every id they name is known, every passage can be where it says."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from quizapp.domain.item_rules import text
from quizapp.domain.item_rules.ground_rules import WRITERS_RULES, citation_problem
from quizapp.domain.item_rules.wording_rules import amount_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizapp.domain.registers import (
        Claim,
        Contradiction,
        Diagram,
        Document,
        Registers,
        SafetyWording,
        Term,
    )

REGISTER_RULE = "register"
DOSE_RULE = "L20"

_MOST_LOCATING_WORDS = 3


def check_registers(registers: Registers) -> Iterator[tuple[str, str]]:
    """Give each problem as the id of the entry and one sentence."""
    for document in registers.documents.values():
        for message in _document_problems(document):
            yield document.id, message
    for claim in registers.claims.values():
        for message in _claim_problems(claim, registers):
            yield claim.id, message
        yield from _unknown_references(claim.id, claim.references, registers)
    for belief in registers.misconceptions.values():
        for citation in belief.citations:
            # A belief is refuted, so what it rests on may be contested in either direction.
            problem = citation_problem(citation, registers, is_contested=True)
            if problem:
                yield belief.id, f"{problem}."
        yield from _unknown_references(belief.id, belief.references, registers)
    yield from _rules_for_writers(registers)
    yield from _unknown_claims(registers)
    for entry in _entries_with_references(registers):
        yield from _unknown_references(entry.id, entry.references, registers)


def stated_doses(registers: Registers) -> Iterator[tuple[str, str]]:
    """Give each entry that shows learners an amount of a drug, as its id and one sentence.

    A reference is shown by its title: an amount in it is left out there and marked with `…`.
    """
    for own_id, field, written in _shown_texts(registers):
        amount = amount_in(written)
        if amount:
            remedy = "put `…` in its place" if field == "title" else "leave amounts of drugs out"
            yield own_id, f"{field} states an amount ('{amount}'); {remedy}."


def _shown_texts(registers: Registers) -> Iterator[tuple[str, str, str]]:
    """Give everything of the registers that learners read: id, field, text."""
    for claim in registers.claims.values():
        yield claim.id, "says", claim.says
    for reference in registers.references.values():
        yield reference.id, "title", reference.title
    for belief in registers.misconceptions.values():
        for field in ("name", "statement", "why", "refutation"):
            yield belief.id, field, getattr(belief, field)
    for wording in registers.wordings.values():
        yield wording.id, "wording", wording.wording
    for contradiction in registers.contradictions.values():
        yield contradiction.id, "about", contradiction.about
        yield contradiction.id, "decides", contradiction.decides
        for side in contradiction.sides:
            yield contradiction.id, "sides", side.says
    yield from _diagram_texts(registers)
    for term in registers.terms.values():
        yield term.id, "text", term.text


def _diagram_texts(registers: Registers) -> Iterator[tuple[str, str, str]]:
    for diagram in registers.diagrams.values():
        yield diagram.id, "alt", diagram.alt
        yield diagram.id, "caution", diagram.caution or ""
        for part in diagram.parts:
            yield diagram.id, f"parts[{part.id}]", f"{part.label}. {part.text}"
        for row in diagram.rows:
            yield diagram.id, f"rows[{row.part}]", " ".join(row.cells)


def _rules_for_writers(registers: Registers) -> Iterator[tuple[str, str]]:
    for name in registers.wordings:
        if name in WRITERS_RULES:
            yield (
                name,
                f"{name} is a rule for writers, which the check applies itself; take it out.",
            )


def _unknown_claims(registers: Registers) -> Iterator[tuple[str, str]]:
    for contradiction in registers.contradictions.values():
        for side in contradiction.sides:
            for claim_id in side.claims:
                if claim_id not in registers.claims:
                    yield contradiction.id, f"The claim {claim_id} is not known."


def _entries_with_references(
    registers: Registers,
) -> Iterator[SafetyWording | Contradiction | Diagram | Term]:
    yield from registers.wordings.values()
    yield from registers.contradictions.values()
    yield from registers.diagrams.values()
    yield from registers.terms.values()


def _unknown_references(
    entry: str, references: Iterable[str], registers: Registers
) -> Iterator[tuple[str, str]]:
    for name in references:
        if name not in registers.references:
            yield entry, f"The reference {name} is not known."


def _document_problems(document: Document) -> Iterator[str]:
    offsets = [heading.at for heading in document.headings]
    if any(after <= before for before, after in itertools.pairwise(offsets)):
        yield "The headings must stand in the order of the document."
    if offsets and max(offsets) >= document.length:
        yield "A heading lies behind the end of the document."


def _claim_problems(claim: Claim, registers: Registers) -> Iterator[str]:
    start, end = claim.at
    document = registers.documents.get(claim.document)
    if document is None:
        yield f"The document {claim.document} is not known."
    elif end > document.length:
        yield f"The passage lies behind the end of document {document.id}."
    if start >= end:
        yield "`at` needs the start of the passage, then a larger end."
    for field, located in (("starts", claim.starts), ("ends", claim.ends or "")):
        if len(located.split()) > _MOST_LOCATING_WORDS:
            yield f"`{field}` holds at most {_MOST_LOCATING_WORDS} words of the passage."
    if (
        text.squeezed(claim.says).startswith(text.squeezed(claim.starts))
        and claim.ends
        and (text.squeezed(claim.says).rstrip(".").endswith(text.squeezed(claim.ends).rstrip(".")))
    ):
        yield "`says` starts and ends like the passage; put it in other words."
