"""Moments as they are typed and read: local time, with the zone said."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from quizapp.application.local_times import (
    LAST_MINUTE,
    local_text,
    moment_words,
    read_local,
    zone_words,
)

BERLIN = ZoneInfo("Europe/Berlin")
DUE = datetime(2026, 12, 8, 17, 0, tzinfo=UTC)


def test_a_date_with_a_time_is_meant_in_the_local_zone() -> None:
    assert read_local("2026-12-08 18:00", BERLIN, LAST_MINUTE) == DUE
    assert read_local(" 2026-6-8T18:00 ", BERLIN, LAST_MINUTE) == datetime(
        2026, 6, 8, 16, tzinfo=UTC
    )


def test_a_date_alone_has_the_usual_time_and_nothing_is_no_moment() -> None:
    assert read_local("2026-12-08", BERLIN, time(0)) == datetime(2026, 12, 7, 23, tzinfo=UTC)
    assert read_local("  ", BERLIN, time(0)) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("tomorrow", "This is no date"),
        ("2026-02-30", "no such day"),
        ("2026-12-08 25:00", "no such day or time"),
        ("2026-03-29 02:30", "clocks are put forward"),
    ],
)
def test_what_is_no_moment_is_said_in_a_sentence(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        read_local(text, BERLIN, LAST_MINUTE)


def test_a_moment_is_shown_as_it_is_typed_and_in_words_with_its_zone() -> None:
    assert local_text(DUE, BERLIN) == "2026-12-08 18:00"
    assert local_text(None, BERLIN) == ""
    assert moment_words(DUE, BERLIN) == "8 December 2026, 18:00 (UTC+01:00)"
    assert zone_words(datetime(2026, 7, 1, tzinfo=UTC), BERLIN) == "UTC+02:00"


def test_without_a_zone_that_of_the_computer_is_meant() -> None:
    found = read_local("2026-12-08 18:00", None, LAST_MINUTE)
    assert found is not None
    assert found.astimezone().strftime("%H:%M") == "18:00"
    assert local_text(found, None) == "2026-12-08 18:00"
