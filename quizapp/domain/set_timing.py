"""How long a set will take, from times that were measured or else from the words to read."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from quizapp.domain.kinds import SCENARIO
from quizapp.domain.sheets import sheet_question

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quizapp.domain.items import Item

FEWEST_TIMES = 5
"""With fewer answers to questions of a kind their times say too little."""

WORDS_A_MINUTE = 200
_MS_A_MINUTE = 60_000


class SetTime(NamedTuple):
    """What a set will take.

    Attributes:
        ms: milliseconds, all questions together.
        measured: how many questions that rests on measured times for.
        read: how many it rests on the number of words for.
    """

    ms: int
    measured: int
    read: int

    @property
    def minutes(self) -> int:
        """Whole minutes, rounded up."""
        return ceil(self.ms / _MS_A_MINUTE)


def set_time(items: Iterable[Item], usual_ms: Mapping[str, int]) -> SetTime:
    """Return what some questions will take.

    Args:
        items: the questions.
        usual_ms: the median time of an answer, by the kinds for which enough were measured.
    """
    ms = measured = read = 0
    cases: set[str] = set()
    for item in items:
        if item.kind in usual_ms:
            ms += usual_ms[item.kind]
            measured += 1
        else:
            ms += round(_words(item, cases) * _MS_A_MINUTE / WORDS_A_MINUTE)
            read += 1
    return SetTime(ms, measured, read)


def medians(times: Mapping[str, Sequence[int]]) -> dict[str, int]:
    """Return the median of the times of each kind for which there are enough."""
    return {
        kind: sorted(values)[len(values) // 2]
        for kind, values in times.items()
        if len(values) >= FEWEST_TIMES
    }


def _words(item: Item, cases: set[str]) -> int:
    """Return how many words there are to read; a case is read once, with its first question."""
    if item.kind == SCENARIO:
        return _scenario_words(item)
    shown = sheet_question(item, item.part_ids)
    texts = [shown.stem, *shown.left, *(text for part in shown.parts for text in part)]
    if item.case_id not in cases:
        texts.append(shown.case)
    if item.case_id:
        cases.add(item.case_id)
    return sum(len(text.split()) for text in texts)


def _scenario_words(item: Item) -> int:
    # Few sets hold scenarios, and the builder need not wait for what only they need.
    from quizapp.domain.scenario_items import ScenarioItem, words_to_read

    assert isinstance(item, ScenarioItem)
    return words_to_read(item.scenario)
