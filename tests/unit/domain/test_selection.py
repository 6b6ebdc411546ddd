"""Which items make a run."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from quizapp.domain.selection import Candidate, choose, interleave, shuffled_option_ids
from tests.unit.domain import samples

A = [Candidate(f"a{n}", "alpha") for n in range(6)]
B = [Candidate(f"b{n}", "beta") for n in range(3)]
CASE = [Candidate("v1", "beta", "fall"), Candidate("v2", "beta", "fall")]


def ids(chosen: object) -> list[str]:
    return [candidate.item_id for candidate in chosen]  # type: ignore[attr-defined]


def pick(
    urgent: list[Candidate],
    wanted: list[Candidate],
    length: int | None,
    cues: dict[str, list[str]] | None = None,
) -> list[str]:
    return ids(
        choose(urgent, wanted, length, lambda item: (cues or {}).get(item, []), lambda _case: CASE)
    )


def test_what_is_urgent_comes_first() -> None:
    assert pick([B[0]], A, 3)[0] == "b0"


def test_a_run_is_as_long_as_asked_for() -> None:
    assert len(pick([], A + B, 4)) == 4
    assert len(pick(B, A, 2)) == 2
    assert len(pick([], A + B, None)) == 9


def test_items_that_cue_each_other_never_meet_in_a_run() -> None:
    chosen = pick([], A, None, cues={"a0": ["a1", "a2"]})
    assert "a0" in chosen
    assert "a1" not in chosen
    assert "a2" not in chosen


def test_an_item_is_asked_once_even_when_it_is_urgent_and_wanted() -> None:
    assert Counter(pick([A[0]], A, None))["a0"] == 1


def test_the_questions_of_a_case_come_together_in_file_order() -> None:
    chosen = pick([], [A[0], CASE[1], A[1]], None)
    at = chosen.index("v1")
    assert chosen[at + 1] == "v2"


def test_a_case_is_never_cut_in_two() -> None:
    assert pick([], [CASE[0], A[0]], 1) == ["v1", "v2"]


def test_topics_take_turns_as_long_as_they_last() -> None:
    topics = [candidate.topic for candidate in interleave(A[:3] + B)]
    assert all(first != second for first, second in pairwise(topics))


def test_interleaving_keeps_every_candidate() -> None:
    assert Counter(ids(interleave(A + B + CASE))) == Counter(ids(A + B + CASE))


def test_options_are_shuffled_the_same_way_for_the_same_seed() -> None:
    item = samples.two_tier()
    assert shuffled_option_ids(item, 7, 0) == shuffled_option_ids(item, 7, 0)
    assert [len(order) for order in shuffled_option_ids(item, 7, 0)] == [2, 3]


def test_numbers_stay_in_ascending_order() -> None:
    options = tuple(
        replace(option, text=f"{number} minutes")
        for number, option in enumerate(samples.OPTIONS, start=1)
    )
    item = replace(samples.single(), options=options)
    assert {shuffled_option_ids(item, seed, 0) for seed in range(20)} == {(("a", "b", "c"),)}


@pytest.mark.no_cover
def test_ten_thousand_shuffles_put_the_key_everywhere_equally_often() -> None:
    item = samples.single()
    places = Counter(shuffled_option_ids(item, seed, 3)[0].index("b") for seed in range(10_000))
    expected = 10_000 / 3
    chi_square = sum((places[place] - expected) ** 2 / expected for place in range(3))
    # 13.82 is the 0.999 quantile of chi-square with two degrees of freedom.
    assert chi_square == pytest.approx(0, abs=13.82)
