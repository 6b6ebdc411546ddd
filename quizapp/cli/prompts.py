"""How each kind of question is asked and answered in the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from quizapp.domain.answers import (
    Answer,
    NumberAnswer,
    OptionAnswer,
    OptionsAnswer,
    OrderAnswer,
    PairsAnswer,
    RegionAnswer,
    TwoTierAnswer,
    VerdictAnswer,
    number_typed,
)

if TYPE_CHECKING:
    from quizapp.application.views import QuestionView
    from quizapp.domain.items import Option
    from quizapp.domain.part_items import Region

LETTERS = "ABCDEFGHI"
#: What is typed to leave a run.
LEAVE = "q"
_WIDTH = 78


class Left(Exception):
    """The learner leaves the run; it can be gone on with."""


def ask(question: QuestionView) -> Answer:
    """Show what there is to answer with, and ask for the answer.

    Raises:
        Left: the learner leaves the run.
    """
    return _PROMPTS[question.item.kind](question)


def say(text: str, indent: str = "", first: str | None = None) -> None:
    """Print text, wrapped.

    Args:
        text: paragraphs with blank lines between them.
        indent: what each line begins with.
        first: what the first line begins with, if that is something else.
    """
    for number, paragraph in enumerate(text.split("\n\n")):
        start = first if first is not None and number == 0 else indent
        click.echo(
            textwrap.fill(
                " ".join(paragraph.split()),
                _WIDTH,
                initial_indent=start,
                subsequent_indent=indent,
            )
        )


def read(prompt: str, make: Callable[[str], Any], again: str) -> Any:
    """Ask until `make` makes something of what was typed.

    Args:
        prompt: the question.
        make: returns `None` for what it cannot read.
        again: said when it cannot.

    Raises:
        Left: the learner leaves the run.
    """
    while True:
        typed = click.prompt(prompt, prompt_suffix=": ").strip()
        if typed.casefold() == LEAVE:
            raise Left
        found = make(typed)
        if found is not None:
            return found
        click.echo(again)


def list_lettered(texts: Sequence[str]) -> None:
    """Print texts, each with its letter."""
    for letter, text in zip(LETTERS, texts, strict=False):
        say(text, "     ", f"  {letter}  ")


def parts_by_letter(question: QuestionView) -> dict[str, str]:
    """Return the ids of a question's parts by their letters, in the order shown."""
    return dict(zip(LETTERS, question.part_orders[0], strict=False))


def part_label(question: QuestionView, region: Region) -> str:
    """Return what stands at a region's letter: where in the diagram it lies."""
    assert question.diagram is not None
    return next(part.label for part in question.diagram.parts if part.id == region.part)


def _ask_letter(ids: dict[str, str], prompt: str) -> str:
    chosen: str = read(prompt, lambda typed: ids.get(typed.upper()), _LETTER_AGAIN)
    return chosen


_LETTER_AGAIN = "Type one of the letters shown."


def _ask_option(options: Sequence[Option], prompt: str) -> str:
    list_lettered([option.text for option in options])
    ids = {letter: option.id for letter, option in zip(LETTERS, options, strict=False)}
    return _ask_letter(ids, prompt)


def _letters_typed(ids: dict[str, str], typed: str) -> list[str]:
    """Return the parts whose letters were typed; none if there is one that is not shown."""
    letters = [letter.upper() for letter in typed if letter.isalnum()]
    known = all(letter in ids for letter in letters)
    return [ids[letter] for letter in letters] if known else []


def _prompt_single(question: QuestionView) -> Answer:
    return OptionAnswer(_ask_option(question.option_sets[0], "Your answer"))


def _prompt_multiple(question: QuestionView) -> Answer:
    options = question.option_sets[0]
    list_lettered([option.text for option in options])
    ids = parts_by_letter(question)
    chosen = read(
        "Your answers, such as AC",
        lambda typed: _letters_typed(ids, typed) or None,
        _LETTER_AGAIN,
    )
    return OptionsAnswer(tuple(chosen))


def _prompt_true_false(question: QuestionView) -> Answer:
    verdicts = {"t": True, "true": True, "f": False, "false": False}
    verdict: bool = read(
        "True or false (T/F)", lambda typed: verdicts.get(typed.casefold()), _LETTER_AGAIN
    )
    return VerdictAnswer(verdict, _ask_option(question.option_sets[0], "Why"))


def _prompt_two_tier(question: QuestionView) -> Answer:
    options, reasons = question.option_sets
    option = _ask_option(options, "Your answer")
    return TwoTierAnswer(option, _ask_option(reasons, "Why"))


def _prompt_ordering(question: QuestionView) -> Answer:
    item: Any = question.item
    texts = {step.id: step.text for step in item.steps}
    ids = parts_by_letter(question)
    list_lettered([texts[step] for step in ids.values()])

    def make(typed: str) -> OrderAnswer | None:
        order = _letters_typed(ids, typed)
        is_whole = len(order) == len(ids) == len(set(order))
        return OrderAnswer(tuple(order)) if is_whole else None

    example = "".join(reversed(ids))
    answer: OrderAnswer = read(
        f"All letters in your order, such as {example}", make, "Type each letter shown once."
    )
    return answer


def _prompt_matching(question: QuestionView) -> Answer:
    item: Any = question.item
    texts = {term.id: term.text for term in item.right}
    ids = parts_by_letter(question)
    list_lettered([texts[term] for term in ids.values()])
    return PairsAnswer(tuple((term.id, _ask_letter(ids, term.text)) for term in item.left))


def _prompt_numeric(question: QuestionView) -> Answer:
    item: Any = question.item
    answer: NumberAnswer = read(
        f"Your answer in {item.answer.unit}",
        number_typed,
        "Type one number in digits, with one comma or point for decimals.",
    )
    return answer


def _prompt_hotspot(question: QuestionView) -> Answer:
    # Title, description and texts of the parts would give the answer away.
    item: Any = question.item
    regions = {region.id: region for region in item.regions}
    ids = parts_by_letter(question)
    click.echo("Parts of the diagram:")
    list_lettered([part_label(question, regions[region]) for region in ids.values()])
    return RegionAnswer(_ask_letter(ids, "Your answer"))


_PROMPTS: dict[str, Callable[[QuestionView], Answer]] = {
    "single_best": _prompt_single,
    "vignette": _prompt_single,
    "multiple_response": _prompt_multiple,
    "true_false_reason": _prompt_true_false,
    "two_tier": _prompt_two_tier,
    "ordering": _prompt_ordering,
    "matching": _prompt_matching,
    "numeric": _prompt_numeric,
    "hotspot": _prompt_hotspot,
}
