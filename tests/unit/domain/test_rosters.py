"""Rosters: names as they should be, likely doubles, and results of one person under one name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from quizapp.domain.assignments import MarkedResult
from quizapp.domain.rosters import (
    RosterChange,
    RosterEntry,
    joined_results,
    likely_doubles,
    what_is_wrong,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def entry(name: str, reference: str = "", **more: object) -> RosterEntry:
    made = RosterEntry(
        id=name + reference, cohort_id="c", name=name, reference=reference, position=0, added_at=NOW
    )
    return replace(made, **more)  # type: ignore[arg-type]


def result(member: str, number: int, hours: int, revision: int = 1) -> MarkedResult:
    return MarkedResult(
        member_id=member,
        number=number,
        revision=revision,
        claimed_at=NOW,
        received_at=NOW + timedelta(hours=hours),
        is_late=False,
        grades=(),
    )


@pytest.mark.parametrize(
    ("name", "reference", "said"),
    [
        ("", "7", "has a name"),
        ("A" * 121, "", "at most 120"),
        ("A", "7" * 121, "at most 120"),
        ("A\x07", "", "cannot be shown"),
        ("Ada", "7", ""),
    ],
)
def test_names_and_references_can_be_shown_and_are_not_too_long(
    name: str, reference: str, said: str
) -> None:
    assert said in what_is_wrong(name, reference)
    assert bool(said) == bool(what_is_wrong(name, reference))


def test_alike_names_in_any_order_may_be_one_person() -> None:
    here = [entry("José Lind"), entry("Lind, Jose"), entry("Ada"), entry("ADA", "7"), entry("…")]
    told_apart = [entry("Bo", "1"), entry("Bo", "2")]
    gone = [entry("Ada", "8", merged_into="Ada"), entry("Ada", "9", left_at=NOW)]
    groups = likely_doubles([*here, *gone, *told_apart])
    assert [[one.id for one in group] for group in groups] == [
        ["José Lind", "Lind, Jose"],
        ["Ada", "ADA7"],
    ]


def test_a_change_and_its_reverse_touch_the_same_entries() -> None:
    change = RosterChange("Ada added", (), (entry("Ada"),))
    assert change.reversed().before == change.after
    assert change.reversed().reversed() == change


def test_results_of_doubles_are_attempts_of_one_person() -> None:
    results = [
        result("double", 1, 5),
        result("double", 1, 9, revision=2),
        result("kept", 1, 7),
        result("other", 3, 1),
    ]
    joined = joined_results(results, {"double": "kept"})
    assert [(one.member_id, one.number, one.revision) for one in joined] == [
        ("kept", 1, 1),
        ("kept", 1, 2),
        ("kept", 2, 1),
        ("other", 3, 1),
    ]
    assert joined_results(results, {}) == tuple(results)
