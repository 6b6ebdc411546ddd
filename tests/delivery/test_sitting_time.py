"""Time limits run honestly, whatever is closed, started anew or set meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.application.sitting_words import record_sentences
from quizapp.bootstrap import opened
from quizapp.domain.sittings import STRETCH_MS
from tests.conftest import Clock
from tests.delivery.sitting_steps import Pupil
from tests.delivery.world import World

LIMIT = "minutes: 10\ndue"


def test_time_runs_on_while_a_set_is_left_and_while_the_app_is_closed(
    world: World, clock: Clock
) -> None:
    world.assign(due=LIMIT)
    pupil = Pupil.make(world)
    run = pupil.begin()
    assert run.watch.remaining_ms() == 600_000
    clock.advance(minutes=4)
    assert run.watch.remaining_ms() == 360_000
    clock.advance(minutes=3)
    assert pupil.begin().watch.remaining_ms() == 180_000
    clock.advance(minutes=4)
    late = pupil.begin()
    assert (late.watch.remaining_ms(), late.watch.ran_out) == (0, True)
    late.hand_in()
    assert late.end().ran_out


def test_a_clock_that_is_set_back_is_recorded_and_gives_no_time(world: World, clock: Clock) -> None:
    world.assign(due=LIMIT)
    pupil = Pupil.make(world)
    run = pupil.begin()
    clock.advance(minutes=1)
    clock.set_by(hours=-1)
    assert run.watch.remaining_ms() == 540_000
    run.watch.keep()
    clock.advance(minutes=1)
    clock.set_by(minutes=-30)
    again = pupil.begin()
    assert again.watch.remaining_ms() == 480_000
    assert again.watch.sitting.time.jumps == (-3_600_000, -1_800_000)
    again.hand_in()
    assert again.end().record.clock_jumps == (-3_600_000, -1_800_000)


def test_a_computer_that_was_started_anew_goes_by_its_wall_clock(
    world: World, clock: Clock
) -> None:
    world.assign(due=LIMIT)
    pupil = Pupil.make(world)
    clock.steady_ms = 10**7
    pupil.begin()
    clock.set_by(minutes=2)
    clock.steady_ms = 5_000
    again = pupil.begin()
    assert (again.watch.remaining_ms(), again.watch.sitting.time.jumps) == (480_000, ())


def test_a_clock_that_is_set_while_the_app_is_closed_takes_no_time_and_gives_none(
    world: World, clock: Clock
) -> None:
    world.assign(due=LIMIT)
    pupil = Pupil.make(world)
    clock.steady_ms = 5 * STRETCH_MS
    pupil.begin()
    clock.advance(minutes=1)
    clock.set_by(hours=2)
    again = pupil.begin()
    assert (again.watch.remaining_ms(), again.watch.ran_out) == (540_000, False)
    clock.advance(minutes=1)
    clock.set_by(hours=-2)
    last = pupil.begin()
    assert last.watch.remaining_ms() == 480_000
    last.hand_in()
    record = last.end().record
    assert record.clock_jumps == (7_200_000, -7_200_000)
    assert record_sentences(record) == (
        "The clock of this computer was set forward by 2 hours.",
        "The clock of this computer was set back by 2 hours.",
    )


def test_a_clock_set_back_while_the_computer_was_off_gives_no_more_than_it_was_off(
    world: World, clock: Clock
) -> None:
    world.assign(due=LIMIT)
    pupil = Pupil.make(world)
    clock.steady_ms = 5 * STRETCH_MS + 10**7
    pupil.begin()
    clock.set_by(hours=-1)
    clock.steady_ms = 6 * STRETCH_MS + 60_000
    again = pupil.begin()
    assert again.watch.remaining_ms() == 540_000
    assert again.watch.sitting.time.jumps == (-3_660_000,)


def test_time_that_was_kept_by_an_older_version_goes_on(world: World, clock: Clock) -> None:
    world.assign(due=LIMIT)
    pupil = Pupil.make(world)
    clock.steady_ms = 60_000
    pupil.begin()
    clock.set_by(minutes=2)
    clock.steady_ms = 6 * STRETCH_MS + 180_000
    assert pupil.begin().watch.remaining_ms() == 480_000


def test_a_start_of_the_computer_is_told_from_another_where_the_system_names_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = tmp_path / "boot_id"
    starts = []
    for text in ("1f2e3d4c-0000", "00000000-0000", "none"):
        named.write_text(text)
        monkeypatch.setattr(opened, "_START", named)
        opened._stretch_ms.cache_clear()
        starts.append(opened.steady_ms() // STRETCH_MS)
    opened._stretch_ms.cache_clear()
    assert starts == [0x1F2E3, 1, 0]
