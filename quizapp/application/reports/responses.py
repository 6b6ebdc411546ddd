"""What could be answered to an item, part by part, so that each part can be counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quizapp.application.answer_words import unit_after
from quizapp.application.reports.values import OptionPart
from quizapp.application.scenario_words import path_steps, path_words
from quizapp.domain.answers import NumberAnswer, OptionsAnswer, PathAnswer
from quizapp.domain.items import Item, TrueFalseReason, TwoTier
from quizapp.domain.part_items import Hotspot, Matching, Numeric, Ordering
from quizapp.domain.scenario_items import ScenarioItem
from quizapp.domain.scenarios import grade_run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quizapp.domain.answers import Answer, OrderAnswer, VerdictAnswer
    from quizapp.domain.items import Option

_TRUE, _FALSE = "true", "false"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that could be answered; `text` is as learners read it."""

    text: str
    is_right: bool
    is_harmful: bool = False


@dataclass(frozen=True, slots=True)
class Layer:
    """A part of an item that has one response in every answer, or none.

    Attributes:
        choices: what could be chosen, by id; empty where learners write what they like.
        response: turns an answer into the id of what was chosen, "" for nothing.
    """

    part: OptionPart
    choices: dict[str, Choice]
    response: Callable[[Any], str]


def layers(item: Item) -> list[Layer]:
    """Return the parts of an item."""
    match item:
        case ScenarioItem():
            return [Layer(OptionPart.ANSWER, _ENDS, lambda answer: _end_of(item, answer))]
        case Ordering():
            return [Layer(OptionPart.ANSWER, {}, lambda answer: _order_words(item, answer))]
        case Numeric():
            return [Layer(OptionPart.ANSWER, {}, lambda answer: answer.number)]
        case Matching():
            return [_pairs_of(item, term.id) for term in item.left]
        case Hotspot():
            regions = {one.id: Choice(one.part, one.correct, one.harm) for one in item.regions}
            return [Layer(OptionPart.ANSWER, regions, lambda answer: answer.region)]
        case TwoTier():
            return [
                Layer(OptionPart.ANSWER, _choices(item.options), lambda answer: answer.option),
                Layer(OptionPart.REASON, _choices(item.reasons), lambda answer: answer.reason),
            ]
        case TrueFalseReason():
            verdicts = {
                _TRUE: Choice("True", item.answer),
                _FALSE: Choice("False", not item.answer),
            }
            return [
                Layer(OptionPart.VERDICT, verdicts, _verdict),
                Layer(OptionPart.REASON, _choices(item.reasons), lambda answer: answer.reason),
            ]
    (options,) = item.option_sets
    if item.kind == "multiple_response":
        return [_ticked(option) for option in options]
    return [Layer(OptionPart.ANSWER, _choices(options), lambda answer: answer.option)]


_ENDS = {
    "well": Choice("Saved: all done, no harm", is_right=True),
    "saved": Choice("Saved: a step missed, or harm", is_right=False),
    "worse": Choice("Worse off than need be", is_right=False),
    "died": Choice("Died", is_right=False, is_harmful=True),
    "open": Choice("Not played to its end", is_right=False),
}
"""How a scenario can end, as what is chosen by it: it is one question with part marks."""


def _end_of(item: ScenarioItem, answer: PathAnswer) -> str:
    run = grade_run(item.scenario, answer.actions)
    if run.passed:
        return "well"
    return "open" if run.outcome is None else run.outcome.value


def _choices(options: Sequence[Option]) -> dict[str, Choice]:
    return {one.id: Choice(one.text, one.correct, one.harm) for one in options}


def _order_words(item: Ordering, answer: OrderAnswer) -> str:
    texts = {step.id: step.text for step in item.steps}
    return " → ".join(texts[step] for step in answer.order)


def _verdict(answer: VerdictAnswer) -> str:
    return _TRUE if answer.verdict else _FALSE


def _ticked(option: Option) -> Layer:
    """Return one option of several that can be chosen together."""
    return Layer(
        OptionPart.ANSWER,
        _choices([option]),
        lambda answer: option.id if option.id in answer.options else "",
    )


def _pairs_of(item: Matching, left: str) -> Layer:
    """Return what can be matched with one term."""
    term = next(one.text for one in item.left if one.id == left)
    harmful = {(one.left, one.right) for one in item.wrong_pairs if one.harm}
    choices = {
        one.id: Choice(f"{term}: {one.text}", (left, one.id) in item.key, (left, one.id) in harmful)
        for one in item.right
    }
    return Layer(OptionPart.ANSWER, choices, lambda answer: dict(answer.pairs).get(left, ""))


def response_words(item: Item, answer: Answer | None) -> str:
    """Return an answer in words: a line for each step of it, empty for none."""
    if answer is None:
        return ""
    if isinstance(item, ScenarioItem):
        assert isinstance(answer, PathAnswer)
        steps = path_steps(item.scenario, answer.actions)
        return "\n".join((path_words(item.scenario, answer.actions), *steps))
    if isinstance(item, Numeric):
        assert isinstance(answer, NumberAnswer)
        return f"{answer.number} {unit_after(answer.number, item.answer)}".strip()
    said = [
        layer.choices[response].text if layer.choices else response
        for layer in layers(item)
        if (response := layer.response(answer))
    ]
    return ("; " if isinstance(answer, OptionsAnswer) else "\n").join(said)
