"""What stands behind an answer: citations, authorities, safety wording and misconceptions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from quizapp.application.answer_words import unit_after
from quizapp.application.belief_views import Introduction
from quizapp.application.glossing import Glossing
from quizapp.application.run_views import tone_of
from quizapp.application.views import CitationView, ContradictionView, Miss
from quizapp.domain.answers import (
    Answer,
    NumberAnswer,
    OptionAnswer,
    OptionsAnswer,
    OrderAnswer,
    PairsAnswer,
    PathAnswer,
    RegionAnswer,
    TwoTierAnswer,
    VerdictAnswer,
)
from quizapp.domain.attempts import Response
from quizapp.domain.items import Item
from quizapp.domain.part_items import Hotspot, Matching, Numeric, Ordering
from quizapp.domain.registers import (
    Claim,
    Contradiction,
    Document,
    Misconception,
    Reference,
    SafetyWording,
    Term,
)
from quizapp.domain.scenarios import Scenario
from quizapp.storage.document_store import DocumentStore

OUTSIDE = "Outside the documents"
REGION_LETTERS = "ABCDEFGH"
"""The letters of the regions of a hotspot, in file order."""


class Entries(Protocol):
    """Where entries of the registers are looked up: None where there is no such one."""

    def claim(self, claim_id: str, /) -> Claim | None:
        """Return a claim."""

    def document(self, document_id: str, /) -> Document | None:
        """Return a document."""

    def reference(self, reference_id: str, /) -> Reference | None:
        """Return an outside authority."""

    def misconception(self, misconception_id: str, /) -> Misconception | None:
        """Return a misconception."""

    def wording(self, wording_id: str, /) -> SafetyWording | None:
        """Return a safety wording."""

    def contradiction(self, contradiction_id: str, /) -> Contradiction | None:
        """Return a disagreement."""

    def terms(self) -> Sequence[Term]:
        """Return the glossary."""


class Explainer:
    """Gathers what is shown with the feedback on an item.

    Attributes:
        glossing: finds the words that are explained.
    """

    def __init__(self, banks: Entries, documents: DocumentStore) -> None:
        self.glossing = Glossing(banks)
        self._banks = banks
        self._documents = documents

    def citations(self, item: Item | Scenario | Misconception) -> tuple[CitationView, ...]:
        """Return the claims that are cited, with the passage where the document was added."""
        views = []
        for citation in item.citations:
            claim = self._banks.claim(citation.claim)
            document = self._banks.document(claim.document) if claim else None
            if claim is None or document is None:
                continue
            start, end = claim.at
            views.append(
                CitationView(
                    claim_id=claim.id,
                    use=citation.use,
                    document=document,
                    heading=document.heading_at(start),
                    starts=claim.starts,
                    ends=claim.ends,
                    says=claim.says,
                    passage=self._documents.passage(document.id, document.sha256, start, end),
                )
            )
        return tuple(views)

    def references(self, item: Item | Scenario | Misconception) -> tuple[Reference, ...]:
        """Return the outside authorities that are rested on."""
        found = (self._banks.reference(reference) for reference in item.references)
        return tuple(reference for reference in found if reference is not None)

    def safety(self, item: Item | Scenario) -> tuple[SafetyWording, ...]:
        """Return the safety wordings that go with every answer to an item, and every end."""
        found = (self._banks.wording(wording) for wording in item.safety)
        return tuple(wording for wording in found if wording is not None)

    def contradictions(self, item: Item) -> tuple[ContradictionView, ...]:
        """Return the disagreements that the item shows."""
        found = (self._banks.contradiction(known) for known in item.contradictions)
        return tuple(
            ContradictionView(
                contradiction.about,
                tuple((self._who(side.claims), side.says) for side in contradiction.sides),
                contradiction.decides,
            )
            for contradiction in found
            if contradiction is not None
        )

    def _who(self, claims: Iterable[str]) -> str:
        """Return the titles of the documents that some claims stand in."""
        known = [claim for claim in map(self._banks.claim, claims) if claim is not None]
        documents = [self._banks.document(claim.document) for claim in known]
        titles = [document.title for document in documents if document is not None]
        return " and ".join(f"“{title}”" for title in dict.fromkeys(titles)) or OUTSIDE

    def introduction(self, misconception_id: str) -> Introduction | None:
        """Return what refutes a misconception, or None where there is no such one."""
        found = self._banks.misconception(misconception_id)
        if found is None:
            return None
        return Introduction(found, self.citations(found), self.references(found))

    def misconceptions(self, ids: Iterable[str]) -> tuple[Misconception, ...]:
        """Return misconceptions by id."""
        found = (self._banks.misconception(belief) for belief in ids)
        return tuple(belief for belief in found if belief is not None)

    def misses(
        self, responses: Sequence[Response], item_of: Callable[[str], Item]
    ) -> tuple[Miss, ...]:
        """Return the answers that were not right, with what was chosen in words."""
        missed = (one for one in responses if not one.grade.is_right or one.grade.critical_error)
        return tuple(_miss(response, item_of(response.item_id)) for response in missed)


def _miss(response: Response, item: Item) -> Miss:
    # What its parts say now may not be what was chosen then.
    is_revised = response.answer is not None and response.rev.scoring != item.rev.scoring
    return Miss(
        position=response.position,
        item_id=response.item_id,
        stem=item.stem,
        chosen="" if is_revised else answer_words(item, response.answer),
        tone=tone_of(response.grade),
    )


def answer_words(item: Item, answer: Answer | None) -> str:
    """Return what was chosen, in words."""
    if answer is None:
        return "No answer"
    if isinstance(answer, PathAnswer):
        return _path_words(item, answer)
    if item.option_sets:
        return _chosen_words(item, answer)
    match item, answer:
        case Ordering(), OrderAnswer(order):
            steps = {step.id: step.text for step in item.steps}
            return ", then ".join(steps.get(step, step) for step in order)
        case Matching(), PairsAnswer(pairs):
            terms = {term.id: term.text for term in (*item.left, *item.right)}
            return "; ".join(f"{terms.get(a, a)}: {terms.get(b, b)}" for a, b in pairs)
        case Numeric(), NumberAnswer(number, typed):
            return f"{typed} {unit_after(number, item.answer)}".strip()
        case _:
            assert isinstance(answer, RegionAnswer)
            ids = [region.id for region in item.regions] if isinstance(item, Hotspot) else []
            return f"Part {REGION_LETTERS[ids.index(answer.region)]}"


def _path_words(item: Item, answer: PathAnswer) -> str:
    # Few answers are runs of scenarios.
    from quizapp.application.scenario_words import path_words
    from quizapp.domain.scenario_items import ScenarioItem

    assert isinstance(item, ScenarioItem)
    return path_words(item.scenario, answer.actions)


def _chosen_words(item: Item, answer: Answer) -> str:
    """Return the texts of the options chosen."""
    texts = {option.id: option.text for option in item.option_sets[0]}
    reasons = {option.id: option.text for option in item.option_sets[-1]}
    match answer:
        case OptionAnswer(option):
            return texts.get(option, option)
        case OptionsAnswer(options):
            return "; ".join(texts.get(option, option) for option in options)
        case VerdictAnswer(verdict, reason):
            return f"{'True' if verdict else 'False'}: {reasons.get(reason, reason)}"
        case _:
            assert isinstance(answer, TwoTierAnswer)
            reason = reasons.get(answer.reason, answer.reason)
            return f"{texts.get(answer.option, answer.option)}: {reason}"
