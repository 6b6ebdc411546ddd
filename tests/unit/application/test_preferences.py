"""Preferences survive closing, and damage to their file."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from quizapp.application.preferences import FILE_NAME, Preferences, PreferencesFile
from quizapp.bootstrap import Application
from quizapp.domain.errors import UserError

OTHERS = Preferences(
    appearance="dark",
    text_scale=1.25,
    more_contrast=True,
    reduce_motion=True,
    single_keys=False,
    shows_timer=False,
    last_learner="id0001",
)


def stored(folder: Path, **changes: object) -> PreferencesFile:
    """Return preferences kept in a file with some values changed by hand."""
    path = folder / FILE_NAME
    path.write_text(json.dumps(asdict(OTHERS) | changes), encoding="utf-8")
    return PreferencesFile(path)


def test_preferences_are_there_again_after_closing(
    app: Application, open_app: Callable[..., Application]
) -> None:
    assert app.preferences.read() == Preferences()
    app.preferences.write(OTHERS)
    assert open_app().preferences.read() == OTHERS


@pytest.mark.parametrize("damage", ["", "{", '{"appearance": "dark"', "[]", "null", "[" * 100_000])
def test_a_damaged_file_gives_the_usual_preferences(tmp_path: Path, damage: str) -> None:
    path = tmp_path / FILE_NAME
    path.write_text(damage, encoding="utf-8")
    assert PreferencesFile(path).read() == Preferences()


def test_bytes_that_are_no_text_give_the_usual_preferences(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(b"\xff\xfe\x00")
    assert PreferencesFile(path).read() == Preferences()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("appearance", "pink"),
        ("appearance", 7),
        ("text_scale", 9),
        ("text_scale", "large"),
        ("more_contrast", "yes"),
        ("single_keys", None),
        ("last_learner", 12),
        ("last_learner", ["id0001"]),
    ],
)
def test_one_bad_value_does_not_cost_the_others(tmp_path: Path, field: str, value: object) -> None:
    usual = asdict(Preferences())[field]
    expected = Preferences(**(asdict(OTHERS) | {field: usual}))
    assert stored(tmp_path, **{field: value}).read() == expected


def test_values_of_a_newer_version_are_passed_over(tmp_path: Path) -> None:
    assert stored(tmp_path, something_new=True).read() == OTHERS


def test_a_whole_number_will_do_for_the_size_of_text(tmp_path: Path) -> None:
    assert stored(tmp_path, text_scale=1).read().text_scale == 1.0


@pytest.mark.parametrize("wrong", [{"appearance": "pink"}, {"text_scale": 0.5}])
def test_preferences_refuse_nonsense(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        Preferences(**wrong)  # type: ignore[arg-type]


def test_preferences_that_cannot_be_saved_are_said_so_and_the_old_ones_stay(
    tmp_path: Path,
) -> None:
    file = stored(tmp_path)
    (tmp_path / FILE_NAME).with_suffix(".new").mkdir()
    with pytest.raises(UserError, match="could not be saved") as caught:
        file.write(Preferences())
    assert caught.value.hint == "They hold until you close Quizapp."
    assert file.read() == OTHERS
