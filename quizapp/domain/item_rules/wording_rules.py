"""Rules about words that must not reach a learner."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizapp.domain.item_rules.rule import RuleContext


class Written(Protocol):
    """Something that learners read: an item or a scenario."""

    @property
    def context(self) -> RuleContext:
        """The registers."""

    @property
    def learner_texts(self) -> tuple[tuple[str, str], ...]:
        """Everything that the learner reads, each with the name of its field."""


_WEIGHED = r"(?:mg|mcg|µg|μg|ug|g|kg|(?:kilo|milli|micro)?grams?|bumps?)"
_PART = r"(?:half|halves|quarters?|thirds?)"
_SPELT = (
    rf"(?:{_PART}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty"
    r"|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|dozen|couple|few|several)"
)
_COUNTED = r"(?:ampoules?|bags?|capsules?|lozenges?|patch(?:es)?|pills?|tablets?|vials?|wraps?)"
_OF = (
    r"(?:[\s-](?:and[\s-]an?[\s-](?:half|quarter)))?(?:[\s-]of)?(?:[\s-](?:an?|one|the|each))?[\s-]"
)
# Two lines are an amount, and so is one; five line drawings are none.
_DOSE = re.compile(
    rf"\b\d+(?:[.,]\d+)?[\s-]?(?:{_WEIGHED}|lines?)(?:/\w+)?(?!\w)"
    rf"|\b(?:{_SPELT}{_OF}(?:{_WEIGHED}|lines)|(?:{_PART}|one){_OF}line)(?!\w)"
    r"|\ban?[\s-](?:(?:milli|micro)?gram|bump)(?!\w)"
    rf"|(?:\b{_PART}|½|¼|\b1/[234]){_OF}{_COUNTED}(?!\w)",
    re.IGNORECASE,
)
_STIGMA = re.compile(
    r"\b(?:addicts?|abusers?|junk(?:ie|y)s?|junkies|drugg(?:ie|y)s?|druggies|crackheads?|users?"
    r"|alcoholics"
    r"|(?:get|gets|getting|got|stay|stays|staying|stayed|be|been|is|are|was|were|came|come) clean"
    r"|clean and sober|(?:clean|dirty) (?:urine|needles?|tests?|screens?|samples?))\b",
    re.IGNORECASE,
)


_MARKUP = re.compile(
    r"</?(?:a|b|br|code|div|em|h\d|i|img|li|ol|p|script|span|strong|sub|sup|table|u|ul)\b[^<>]*>"
    r"|\*\*[^*\n]+\*\*|(?<!\w)__[^_\n]+__(?!\w)|\[[^\]\n]+\]\(\S+\)|^(?:#{1,6}|[*-]) \S"
    r"|&(?:amp|lt|gt|nbsp|quot|#\d+);",
    re.IGNORECASE | re.MULTILINE,
)


def marked_up(view: Written) -> Iterator[str]:
    """Plain text alone is shown as it was meant."""
    for field, written in view.learner_texts:
        found = _MARKUP.search(written)
        if found:
            yield f"{field} holds '{found.group()}', which learners would see as it stands; write plain text"


def states_a_dose(view: Written) -> Iterator[str]:
    """L20."""
    for field, written in view.learner_texts:
        amount = amount_in(written)
        if amount:
            yield f"{field} states an amount ('{amount}'); leave amounts of drugs out"


def amount_in(written: str) -> str:
    """Return the first amount of a drug that a text states, or an empty string."""
    found = _DOSE.search(written)
    return found.group() if found else ""


def stigmatising(view: Written) -> Iterator[str]:
    """L24."""
    for field, written in view.learner_texts:
        found = _STIGMA.search(written)
        if found:
            yield f"{field} says '{found.group()}'; speak of the person first, such as 'a person who uses drugs'"


def names_a_facility(view: Written) -> Iterator[str]:
    """L25."""
    for field, written in view.learner_texts:
        found = view.context.facility.search(written)
        if found:
            yield f"{field} names the facility {found.group()}; speak of 'one of the articles'"
