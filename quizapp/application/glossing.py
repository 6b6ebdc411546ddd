"""Which words of a question are explained, before the answer and after it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Protocol

from quizapp.application.views import CitationView, GlossView
from quizapp.domain.glossary import Glossary
from quizapp.domain.items import Item, TrueFalseReason, Vignette
from quizapp.domain.part_items import Hotspot, Matching, Numeric, Ordering
from quizapp.domain.registers import Diagram, Term


class HasTerms(Protocol):
    """Where the words of the glossary are looked up."""

    def terms(self) -> Sequence[Term]:
        """Return the glossary."""


class Glossing:
    """Finds the words of the glossary in what is shown; the glossary is read once."""

    def __init__(self, banks: HasTerms) -> None:
        self._banks = banks
        self._opened: tuple[Item, Diagram | None, GlossView] | None = None

    @cached_property
    def _glossary(self) -> Glossary:
        return Glossary(self._banks.terms())

    def open_question(self, item: Item, diagram: Diagram | None) -> GlossView:
        """Return the words of stem and case whose explanation gives nothing away."""
        # A question is made ready while another is read, and asked afterwards.
        if self._opened is None or self._opened[:2] != (item, diagram):
            self._opened = item, diagram, self._open(item, diagram)
        return self._opened[2]

    def _open(self, item: Item, diagram: Diagram | None) -> GlossView:
        case = _case(item)
        explainable = self._glossary.explainable(
            item.stem,
            _judged(item, diagram),
            setting=case,
            asks_number=isinstance(item, Numeric),
        )
        return GlossView(
            {
                text: tuple(
                    mark for mark in self._glossary.marks(text) if mark.term.id in explainable
                )
                for text in (case, item.stem)
            }
        )

    def answered(self, item: Item, citations: Sequence[CitationView]) -> GlossView:
        """Return all words of a question and of what explains it, each text on its own."""
        says = [citation.says for citation in citations]
        texts = (_case(item), item.stem, *_rationales(item), item.explanation, *says)
        return GlossView({text: self._glossary.marks(text) for text in texts})


def _case(item: Item) -> str:
    return item.case_text if isinstance(item, Vignette) else ""


def _judged(item: Item, diagram: Diagram | None) -> list[str]:
    """Return the texts that the learner has to judge: those that must not be explained yet."""
    texts = [option.text for options in item.option_sets for option in options]
    match item:
        case TrueFalseReason():
            texts.append(item.stem)
        case Ordering():
            texts += [step.text for step in item.steps]
        case Matching():
            texts += [term.text for term in (*item.left, *item.right)]
        case Hotspot() if diagram is not None:
            texts += [f"{part.label}. {part.text}" for part in diagram.parts]
        case Numeric():
            texts.append(item.answer.unit)
    return texts


def _rationales(item: Item) -> Iterable[str]:
    """Return what is said of each part of the answer."""
    parts: tuple[str | None, ...] = ()
    match item:
        case Ordering():
            parts = tuple(step.rationale for step in item.steps)
        case Matching():
            parts = tuple(term.rationale for term in item.right)
        case Hotspot():
            parts = tuple(region.rationale for region in item.regions)
        case Numeric():
            parts = (item.below, item.above)
    options = (option.rationale for options in item.option_sets for option in options)
    return (*options, *filter(None, parts))
