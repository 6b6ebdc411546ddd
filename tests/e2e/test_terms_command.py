"""New terms for a set that went out, in the terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quizapp.delivery.terms_files import parted
from tests.delivery.world import BANK, SPEC
from tests.e2e.conftest import Command, Done


@pytest.fixture
def folder(quizapp: Command, tmp_path: Path) -> Path:
    """A trainer's folder with a set of ten minutes that went out to two learners."""
    (tmp_path / "own.yaml").write_text(BANK, encoding="utf-8")
    (tmp_path / "class.csv").write_text("name;id\nMaya;17\nJonas;18\n", encoding="utf-8")
    spec = SPEC.format(mode="exam", attempts=1) + "minutes: 10\n"
    (tmp_path / "spec.yaml").write_text(spec, encoding="utf-8")
    quizapp("trainer", "init", "--backup", tmp_path / "b.txt", typed="amber birch cedar\n")
    quizapp("roster", "import", tmp_path / "class.csv")
    quizapp("assign", tmp_path / "spec.yaml", "--cohort", "class", "--out", tmp_path / "sets")
    return tmp_path


def terms(quizapp: Command, folder: Path, *words: str, out: str = "new") -> Done:
    return quizapp("terms", "week-3", *words, "--out", folder / out)


def asked(quizapp: Command, folder: Path, path: Path) -> dict[str, Any]:
    done = quizapp("--data-dir", folder / "learner", "hand-in", path)
    found: dict[str, Any] = json.loads(done.out)
    return found


def test_a_learner_gets_extra_time_and_a_later_date_and_the_terminal_goes_by_them(
    quizapp: Command, folder: Path
) -> None:
    done = terms(quizapp, folder, "Maya", "--extra-time", "1.5", "--due", "2026-03-13T18:00+01:00")
    assert (done.status, done.err) == (0, "")
    (path,) = (folder / "new").iterdir()
    assert f"Wrote {path}." in done.out
    assert "Hello Maya" in done.out
    assert "You have 15 minutes from the start of an attempt." in done.out
    told = asked(quizapp, folder, path)
    assert told["due_at"].startswith("2026-03-13T")
    assert told["time_limit_s"] == 900


def test_what_is_not_named_stays_as_it_is(quizapp: Command, folder: Path) -> None:
    terms(quizapp, folder, "17", "--due", "2026-03-13T18:00+01:00")
    terms(quizapp, folder, "17", "--extra-time", "2")
    (path,) = (folder / "new").iterdir()
    assert asked(quizapp, folder, path)["due_at"].startswith("2026-03-13T")
    terms(quizapp, folder, "17", "--due", "none")
    assert asked(quizapp, folder, path)["due_at"].startswith("2026-03-10T")


def test_handing_in_says_that_terms_are_new_and_that_a_file_is_older(
    quizapp: Command, folder: Path
) -> None:
    terms(quizapp, folder, "Maya", "--extra-time", "2")
    (path,) = (folder / "new").iterdir()
    old = folder / "old.quizset"
    old.write_bytes(parted(path.read_bytes()).sheet)
    (folder / "none.json").write_text("{}")
    words = ("--data-dir", folder / "learner", "hand-in")
    new = quizapp(*words, path, "--answers", folder / "none.json")
    assert "they hold from now on" in new.out
    again = quizapp(*words, old, "--answers", folder / "none.json")
    assert "Your trainer sent newer terms for this set" in again.out
    assert "written again, byte for byte" in again.out


def test_everybody_gets_another_date_and_the_record_tells_all_changes(
    quizapp: Command, folder: Path
) -> None:
    terms(quizapp, folder, "Maya", "--extra-time", "2")
    done = terms(quizapp, folder, "--everybody", "--due", "2026-03-13T18:00+01:00")
    assert "With terms of their own, which their files say: Maya." in done.out
    assert "week-3-send-list.csv says whose is which" in done.out
    assert len(list((folder / "new").glob("*.quizset"))) == 2
    told = quizapp("terms", "week-3").out.splitlines()
    assert len(told) == 3
    assert "13 March 2026" in told[0]
    assert told[1].endswith(", Maya: 2 times the time.")
    assert ", Everybody: open at once; due 2026-03-13 " in told[2]


def test_doing_it_again_writes_the_same_file_and_says_so(quizapp: Command, folder: Path) -> None:
    terms(quizapp, folder, "Maya", "--extra-time", "2")
    done = terms(quizapp, folder, "Maya", "--extra-time", "2", out="again")
    assert "These were the terms before" in done.out
    (one,), (other,) = ((folder / name).iterdir() for name in ("new", "again"))
    assert one.read_bytes() == other.read_bytes()


def test_without_changes_there_is_nothing_to_tell(quizapp: Command, folder: Path) -> None:
    assert quizapp("terms", "week-3").out.endswith("Nothing was changed since it went out.\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("week-4", "Maya", "--out", "x"), "no assignment week-4"),
        (("week-3", "Zoe", "--out", "x"), "Nobody of those who were sent week-3 is called Zoe"),
        (("week-3", "--out", "x"), "For whom"),
        (("week-3", "Maya", "--everybody", "--out", "x"), "For whom"),
        (("week-3", "--everybody", "--extra-time", "2", "--out", "x"), "for single learners"),
        (("week-3", "Maya", "--due", "Friday", "--out", "x"), "no moment with a time zone"),
        (("week-3", "Maya", "--extra-time", "2"), "--out DIR"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    quizapp: Command, folder: Path, words: tuple[str, ...], said: str
) -> None:
    done = quizapp("terms", *words)
    assert done.status == 1
    assert said in done.err
    assert not (folder / "x").exists()
