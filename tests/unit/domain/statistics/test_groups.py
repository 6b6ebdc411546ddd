"""Ranked attempts are cut into groups without parting equal totals."""

from __future__ import annotations

import pytest

from quizapp.domain.statistics.groups import QUINTILES, THIRDS, cuts


def sizes(ranked: list[int], shares: tuple[float, ...]) -> list[int]:
    return [end - begin for begin, end in cuts(ranked, shares)]


@pytest.mark.parametrize(
    ("ranked", "expected"),
    [
        (list(range(100)), [27, 46, 27]),
        (list(range(10)), [3, 4, 3]),
        ([0, 0, 0, 0, 1, 1, 1, 1, 1, 1], [6, 4, 0]),
        ([5, 5, 5, 5], [4, 0, 0]),
        ([0, 1, 2, 2, 2, 2, 2, 2, 2, 3], [8, 0, 2]),
        ([1], [0, 1, 0]),
    ],
)
def test_whoever_ties_with_the_lowest_of_a_group_moves_up(
    ranked: list[int], expected: list[int]
) -> None:
    assert sizes(ranked, THIRDS) == expected


def test_groups_hold_every_attempt_once_and_the_top_comes_first() -> None:
    groups = cuts(list(range(13)), QUINTILES)
    assert [rank for begin, end in reversed(groups) for rank in range(begin, end)] == list(
        range(13)
    )
    assert len(groups) == 5
