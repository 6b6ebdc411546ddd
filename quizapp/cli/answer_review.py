"""What was right in an answer, kind by kind, said in the terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

import click

from quizapp.cli.prompts import LETTERS, part_label, say
from quizapp.domain.answers import (
    NumberAnswer,
    OptionAnswer,
    OptionsAnswer,
    OrderAnswer,
    PairsAnswer,
    RegionAnswer,
    TwoTierAnswer,
    VerdictAnswer,
)

if TYPE_CHECKING:
    from quizapp.application.views import CitationView, FeedbackView
    from quizapp.domain.answers import Answer
    from quizapp.domain.items import Grounding
    from quizapp.domain.registers import Reference, SafetyWording


def review(feedback: FeedbackView) -> None:
    """Say what was right, and why each part of the answer is right or wrong."""
    _REVIEWS.get(feedback.question.item.kind, _review_options)(feedback)


class _Grounded(Protocol):
    """What stands on claims and authorities: an answer, or the end of a scenario."""

    @property
    def safety(self) -> tuple[SafetyWording, ...]: ...

    @property
    def citations(self) -> tuple[CitationView, ...]: ...

    @property
    def references(self) -> tuple[Reference, ...]: ...


def show_grounds(shown: _Grounded, grounding: Grounding) -> None:
    """Say the safety wordings, what is cited and how, the authorities, and the grounding."""
    from quizapp.application.words import CITATION_USES, GROUNDINGS

    for wording in shown.safety:
        click.echo()
        say(wording.wording, "  ", "! ")
    click.echo()
    for citation in shown.citations:
        place = " · ".join(filter(None, (citation.document.title, citation.heading)))
        say(f"{citation.says} ({CITATION_USES[citation.use]}: {place})", "  ", "- ")
    for reference in shown.references:
        say(f"{reference.org}, {reference.year}: {reference.title}", "  ", "- ")
    say(f"Grounding: {GROUNDINGS[grounding]}.")


def _mark(correct: bool, harm: bool) -> str:
    return "right" if correct else "harmful" if harm else "not right"


def _review_options(feedback: FeedbackView) -> None:
    item: Any = feedback.question.item
    answer = feedback.answer
    if item.kind == "true_false_reason":
        click.echo(f"The statement is {_truth(item.answer)}.")
    if isinstance(answer, VerdictAnswer):
        click.echo(f"Your answer: {_truth(answer.verdict)}.")
    chosen = [*_chosen(answer), (), ()]
    for options, taken in zip(feedback.question.option_sets, chosen, strict=False):
        click.echo()
        for letter, option in zip(LETTERS, options, strict=False):
            mark = _mark(option.correct, option.harm)
            yours = ", your answer" if option.id in taken else ""
            say(f"{option.text} ({mark}{yours}). {option.rationale}", "     ", f"  {letter}  ")


def _truth(verdict: bool) -> str:
    return "true" if verdict else "false"


def _chosen(answer: Answer | None) -> list[tuple[str, ...]]:
    """Return the ids chosen in each set of options; nothing where time ran out."""
    match answer:
        case OptionAnswer(option):
            return [(option,)]
        case OptionsAnswer(options):
            return [options]
        case VerdictAnswer(_, reason):
            return [(reason,)]
        case TwoTierAnswer(option, reason):
            return [(option,), (reason,)]
        case _:
            return []


def _review_ordering(feedback: FeedbackView) -> None:
    from quizapp.application.answer_words import ANY_ORDER, step_pairs

    item: Any = feedback.question.item
    answer = feedback.answer
    order = answer.order if isinstance(answer, OrderAnswer) else None
    steps = {step.id: step for step in item.steps}
    for number, step in enumerate(order or (), start=1):
        why = steps[step].rationale or ""
        say(f"{steps[step].text}. {why}".strip(), "     ", f"  {number}. ")
    click.echo()
    for pair in step_pairs(item, order):
        say(pair.sentence(), "  ", "x " if pair.is_kept is False else "- ")
    say(ANY_ORDER)


def _review_matching(feedback: FeedbackView) -> None:
    item: Any = feedback.question.item
    answer = feedback.answer
    given = dict(answer.pairs) if isinstance(answer, PairsAnswer) else {}
    right = {term.id: term for term in item.right}
    wanted = dict(item.key)
    harmful = {(pair.left, pair.right) for pair in item.wrong_pairs if pair.harm}
    for term in item.left:
        match = right[wanted[term.id]]
        chosen = given.get(term.id)
        if chosen is not None and chosen != match.id:
            mark = _mark(correct=False, harm=(term.id, chosen) in harmful)
            say(f"{term.text}: {right[chosen].text} ({mark}).", "  ", "x ")
        say(f"{term.text}: {match.text} (right). {match.rationale or ''}".strip(), "  ", "- ")
    for spare in item.right:
        if spare.id not in wanted.values():
            say(f"Left over: {spare.text}. {spare.rationale or ''}".strip(), "  ", "- ")


def _review_numeric(feedback: FeedbackView) -> None:
    from quizapp.application.answer_words import range_words, unit_after

    item: Any = feedback.question.item
    click.echo(f"Right is {range_words(item.answer)}.")
    answer = feedback.answer
    if isinstance(answer, NumberAnswer):
        unit = unit_after(answer.number, item.answer)
        click.echo(f"Your answer: {answer.number} {unit}.")
    say(f"Less: {item.below}", "  ", "- ")
    say(f"More: {item.above}", "  ", "- ")


def _review_hotspot(feedback: FeedbackView) -> None:
    question = feedback.question
    item: Any = question.item
    answer = feedback.answer
    chosen = answer.region if isinstance(answer, RegionAnswer) else None
    if question.diagram is not None:
        say(question.diagram.alt)
    regions = {region.id: region for region in item.regions}
    for letter, region_id in zip(LETTERS, question.part_orders[0], strict=False):
        region = regions[region_id]
        mark = _mark(region.correct, region.harm)
        yours = ", your answer" if region_id == chosen else ""
        label = part_label(question, region)
        say(f"{label} ({mark}{yours}). {region.rationale}", "     ", f"  {letter}  ")


_REVIEWS: dict[str, Callable[[FeedbackView], None]] = {
    "ordering": _review_ordering,
    "matching": _review_matching,
    "numeric": _review_numeric,
    "hotspot": _review_hotspot,
}
