"""What a rule is, and the view of an item that rules look at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quizapp.domain.item_rules import text
from quizapp.domain.items import MultipleResponse, SingleBest, TrueFalseReason, TwoTier, Vignette
from quizapp.domain.part_items import Hotspot, Matching, Numeric, Ordering

if TYPE_CHECKING:
    from quizapp.domain.banks import Severity
    from quizapp.domain.items import Item, Option
    from quizapp.domain.part_items import Step, Term
    from quizapp.domain.registers import Registers

CHOOSE_ALL = "Choose all that apply."
_MIN_REPEATED_WORDS = 6
_FACILITY_WORDS = re.compile(
    r"(?: (?:care|cent(?:er|re)s?|clinics?|health|hospital|institute|recovery|rehab(?:ilitation)?"
    r"|services|treatment|wellness))+$",
    re.IGNORECASE,
)


def _distinct_name(publisher: str) -> str:
    """Return a publisher's name without the words that many facilities share."""
    return _FACILITY_WORDS.sub("", publisher)


@dataclass(frozen=True)
class OptionSet:
    """A set of options to choose from.

    Attributes:
        name: `options` or `reasons`.
        has_one_key: exactly one option of the set is right.
    """

    name: str
    options: tuple[Option, ...]
    has_one_key: bool

    @cached_property
    def key(self) -> Option:
        """The right option; the first one where there are several."""
        return next(option for option in self.options if option.correct)

    @cached_property
    def distractors(self) -> tuple[Option, ...]:
        """The wrong options."""
        return tuple(option for option in self.options if not option.correct)

    @property
    def can_cue(self) -> bool:
        """Whether a key can be told from its distractors by form: one key and two of them."""
        return self.has_one_key and len(self.options) > 2


class RuleContext:
    """The registers, with what the rules want to know about them worked out once."""

    def __init__(self, registers: Registers) -> None:
        self.registers = registers
        self.safety_sentences = tuple(
            (wording.id, text.squeezed(sentence))
            for wording in registers.wordings.values()
            for sentence in text.sentences(wording.wording)
            if len(text.words(sentence)) >= _MIN_REPEATED_WORDS
        )
        names = {_distinct_name(document.publisher) for document in registers.documents.values()}
        escaped = "|".join(re.escape(name) for name in sorted(names))
        self.facility = re.compile(rf"\b(?:{escaped})\b" if names else r"(?!)")


@dataclass(frozen=True)
class ItemView:
    """An item with its texts taken apart once for all rules."""

    item: Item
    context: RuleContext

    @property
    def is_statement(self) -> bool:
        """Whether the stem is a statement rather than a question."""
        return isinstance(self.item, TrueFalseReason)

    @property
    def has_several_keys(self) -> bool:
        """Whether several options are right."""
        return isinstance(self.item, MultipleResponse)

    @property
    def asks_a_question(self) -> bool:
        """Whether the stem is a question; the other kinds state something or say what to do."""
        return isinstance(self.item, SingleBest | MultipleResponse | TwoTier | Vignette)

    @cached_property
    def question(self) -> str:
        """The stem without the request to choose all that apply."""
        return self.item.stem.strip().removesuffix(CHOOSE_ALL).rstrip()

    @cached_property
    def lead_in(self) -> str:
        """The last sentence of the stem: what is asked."""
        return text.last_sentence(self.question)

    @cached_property
    def whole_stem(self) -> str:
        """The stem, after its case where it has one."""
        if isinstance(self.item, Vignette):
            return f"{self.item.case_text.strip()} {self.item.stem}"
        return self.item.stem

    @cached_property
    def stem_content(self) -> frozenset[str]:
        """The content words of stem and case."""
        return text.content(self.whole_stem)

    @cached_property
    def sets(self) -> tuple[OptionSet, ...]:
        """The sets of options."""
        names = ("reasons",) if self.is_statement else ("options", "reasons")
        return tuple(
            OptionSet(name, options, has_one_key=not self.has_several_keys)
            for name, options in zip(names, self.item.option_sets, strict=False)
        )

    @cached_property
    def asked(self) -> str:
        """Everything that the learner reads before answering, in lower case."""
        parts = [self.whole_stem]
        parts += [written for place, written in self.part_texts if place.endswith(".text")]
        return " ".join(parts).lower()

    @cached_property
    def part_texts(self) -> tuple[tuple[str, str], ...]:
        """What the parts to answer with say, and their rationales, each with its field."""
        found = []
        for options in self.sets:
            for option in options.options:
                place = f"{options.name}[{option.id}]"
                found += [(f"{place}.text", option.text), (f"{place}.rationale", option.rationale)]
        found += _other_parts(self.item)
        return tuple((place, written) for place, written in found if written)

    @cached_property
    def learner_texts(self) -> tuple[tuple[str, str], ...]:
        """Everything of the item that the learner reads, each with the name of its field."""
        found = [("stem", self.item.stem), ("explanation", self.item.explanation)]
        if isinstance(self.item, Vignette):
            found.append(("case", self.item.case_text))
        return (*found, *self.part_texts)


def _other_parts(item: Item) -> list[tuple[str, str]]:
    """Return what the kinds without options show, each text with its field."""
    named: list[tuple[str, Sequence[Step | Term]]]
    match item:
        case Ordering():
            named = [("steps", item.steps)]
        case Matching():
            named = [("left", item.left), ("right", item.right)]
        case Numeric():
            return [
                ("answer.unit.text", item.answer.unit),
                ("below", item.below),
                ("above", item.above),
            ]
        case Hotspot():
            return [
                (f"regions[{region.id}].rationale", region.rationale) for region in item.regions
            ]
        case _:
            return []
    return [
        pair
        for name, parts in named
        for part in parts
        for pair in (
            (f"{name}[{part.id}].text", part.text),
            (f"{name}[{part.id}].rationale", part.rationale or ""),
        )
    ]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        id: as in the list of item-writing rules, such as `L07`.
        level: error or warning.
        reason: why the rule is there, in one sentence.
        check: gives one sentence, without its full stop, for each place where an item breaks the
            rule; it starts with the field where there is one.
    """

    id: str
    level: Severity
    reason: str
    check: Callable[[ItemView], Iterable[str]]
