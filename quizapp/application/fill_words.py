"""What is said about filling a set by topic: each line, and what could not be filled, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.application.phrases import plural
from quizapp.application.words import LEVELS
from quizapp.domain.items import (
    MultipleResponse,
    SingleBest,
    TrueFalseReason,
    TwoTier,
    Vignette,
)
from quizapp.domain.kinds import SCENARIO
from quizapp.domain.part_items import Hotspot, Matching, Numeric, Ordering

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizapp.domain.set_filling import Filled, FillLine, Shortage

KIND_WORDS = {
    SingleBest.kind: "One best answer",
    MultipleResponse.kind: "Several answers",
    TrueFalseReason.kind: "True or false, and why",
    TwoTier.kind: "Answer and reason",
    Vignette.kind: "Case",
    Ordering.kind: "Steps in order",
    Matching.kind: "Matching",
    Numeric.kind: "Number",
    Hotspot.kind: "Place in a diagram",
    SCENARIO: "Scenario",
}


def line_words(line: FillLine, titles: Mapping[str, str]) -> str:
    """Return what a line asks for, without how many: "Overdose response, Apply, Case"."""
    parts = [titles.get(line.topic, line.topic)]
    if line.level is not None:
        parts.append(LEVELS[line.level])
    if line.kind is not None:
        parts.append(KIND_WORDS[line.kind])
    return ", ".join(parts)


def shortage_words(filled: Filled, titles: Mapping[str, str]) -> tuple[str, ...]:
    """Return one sentence for each line that could not be filled: what is missing, and why."""
    return tuple(_short(one, len(filled.forms), titles) for one in filled.shortages)


def _short(one: Shortage, forms: int, titles: Mapping[str, str]) -> str:
    each = " in each form" if forms > 1 else ""
    said = f"{line_words(one.line, titles)}: {one.found} of {one.line.count}{each}."
    needed = one.line.count * forms
    if one.fitting < needed:
        said += f" There {_are(one.fitting)} to choose from"
        said += f", and {forms} forms need {needed}." if forms > 1 else "."
        if one.seen:
            said += f" {plural(one.seen, 'more was', 'more were')} sent to this cohort before."
    elif forms > 1:
        said += (
            f" There {_are(one.fitting)} to choose from, but each needs a partner of the same level"
            " and kind for the other form, and what gives another one away is left out."
        )
    else:
        said += (
            f" There {_are(one.fitting)} to choose from, but some give another one away, belong to"
            " a case that would not fit as a whole, or fill another line."
        )
    return said


def _are(count: int) -> str:
    return f"is {count}" if count == 1 else f"are {count}"
