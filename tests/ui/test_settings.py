"""Settings: each change is in force at once and kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from quizapp.application.bank_library import BankLibrary
from quizapp.application.today_views import BankProblem
from quizapp.bootstrap import Application, Environment
from quizapp.domain.attempts import QuizSpec
from quizapp.ui.components.choices import Segmented
from quizapp.ui.components.inputs import Stepper
from quizapp.ui.components.labels import Label
from quizapp.ui.components.pills import Pill
from quizapp.ui.components.tables import Table
from quizapp.ui.components.toast import Toast
from quizapp.ui.pages import about
from quizapp.ui.pages.backup_row import BackupRow, size_words
from quizapp.ui.pages.settings import SettingsPage, data_part, profile_part
from quizapp.ui.shell import files
from quizapp.ui.shell.page import Desk, Place
from quizapp.ui.theme import theme
from tests.delivery.sitting_steps import Pupil
from tests.delivery.world import World
from tests.unit.application.authors import ready
from tests.unit.application.scenario_steps import served_scenario


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> SettingsPage:
    made = SettingsPage(desk)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    return made


def opened(page: SettingsPage, part: str) -> SettingsPage:
    page.refresh()
    page.open_at(Place(page="settings", part=part))
    return page


def click(page: SettingsPage, name: str) -> None:
    button = page.findChild(QAbstractButton, name)
    assert button is not None
    button.click()


def texts(page: SettingsPage) -> list[str]:
    return [label.text() for label in page.findChildren(Label) if label.isVisible()]


def toast(page: SettingsPage) -> str:
    return page.findChildren(Toast)[-1].accessibleName()


# Look and keys --------------------------------------------------------------------------------


def test_dark_is_in_force_at_once_and_kept(page: SettingsPage, app: Application) -> None:
    opened(page, "look").findChild(Segmented, "appearance").button(2).click()
    assert theme.dark
    assert app.preferences.read().appearance == "dark"


def test_the_text_size_is_chosen_in_percent(page: SettingsPage, app: Application) -> None:
    sizes = opened(page, "look").findChild(QComboBox, "text-size")
    sizes.activated.emit(sizes.findText("150%"))
    assert theme.scale == 1.5
    assert app.preferences.read().text_scale == 1.5


@pytest.mark.parametrize("field", ["more_contrast", "reduce_motion", "shows_timer", "single_keys"])
def test_a_switch_turns_its_preference_round(
    page: SettingsPage, app: Application, field: str
) -> None:
    before = getattr(app.preferences.read(), field)
    click(opened(page, "look"), field)
    assert getattr(app.preferences.read(), field) is not before


def test_preferences_that_cannot_be_kept_are_said_but_in_force(
    page: SettingsPage, app: Application, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("quizapp.ui.dialogs.show_error", lambda _p, text, _hint: said.append(text))
    (data_folder / "preferences.new").mkdir()
    click(opened(page, "look"), "more_contrast")
    assert theme.more_contrast
    assert said[0].startswith("The settings could not be saved")


# Study ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stepper", "value", "field", "kept"),
    [
        ("daily-goal", 35, "daily_goal", 35),
        ("retention", 95, "desired_retention", 0.95),
        ("new-per-day", 0, "new_per_day", 0),
    ],
)
def test_a_number_is_kept_for_the_learner(
    page: SettingsPage, app: Application, stepper: str, value: int, field: str, kept: float
) -> None:
    number = opened(page, "study").findChild(QWidget, stepper).findChild(QSpinBox)
    number.setValue(value)
    settings = app.profiles.get(page.desk.learner_id).settings
    assert getattr(settings, field) == kept


def test_streak_and_extra_time_are_kept(page: SettingsPage, app: Application) -> None:
    click(opened(page, "study"), "streak")
    page.findChild(Segmented, "extra-time").button(2).click()
    settings = app.profiles.get(page.desk.learner_id).settings
    assert not settings.shows_streak
    assert settings.extra_time == 1.5


def test_study_settings_show_what_was_kept(page: SettingsPage, app: Application) -> None:
    learner = app.profiles.get(page.desk.learner_id)
    app.profiles.save_settings(learner.id, replace(learner.settings, daily_goal=77))
    opened(page, "study")
    assert page.findChild(Stepper, "daily-goal").value() == 77


# Profile --------------------------------------------------------------------------------------


def test_a_learner_is_renamed_after_a_second_try(
    page: SettingsPage, app: Application, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    answers = iter(["   ", "Maya Lind"])
    said: list[str] = []
    monkeypatch.setattr(profile_part, "ask_text", lambda *_args, **_kw: next(answers))
    monkeypatch.setattr(profile_part, "show_error", lambda _p, text, _hint: said.append(text))
    with qtbot.waitSignal(page.learner_changed):
        click(opened(page, "profile"), "rename")
    assert said == ["A name is needed."]
    assert app.profiles.get(page.desk.learner_id).name == "Maya Lind"


def test_a_pin_is_set_once_both_fields_agree_and_it_has_digits(
    page: SettingsPage, app: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(dialog: profile_part.PinDialog) -> bool:
        for pin in ("27", "2718"):
            dialog._pin.setText(pin)
            dialog._again.setText("other")
            dialog.accept()
            assert not dialog.result()
        assert dialog._again_field.editor.accessibleDescription() == "The two are not the same."
        dialog._again.setText("2718")
        dialog.accept()
        return bool(dialog.result())

    monkeypatch.setattr(profile_part.PinDialog, "ask", ask)
    click(opened(page, "profile"), "set-pin")
    assert app.profiles.check_pin(page.desk.learner_id, "2718")
    assert not app.profiles.check_pin(page.desk.learner_id, "27")
    click(page, "remove-pin")
    assert not app.profiles.get(page.desk.learner_id).has_pin


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_a_pin_that_is_too_short_is_said_before_it_is_typed_again(
    qtbot: QtBot, key: Qt.Key
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = profile_part.PinDialog(parent)
    dialog.show()
    qtbot.waitUntil(dialog._pin.hasFocus)
    qtbot.keyClicks(dialog._pin, "27")
    qtbot.keyClick(dialog._pin, key)
    wrong = "A PIN has 4 to 12 digits. Choose digits only, such as 2718."
    assert dialog._pin.accessibleDescription() == wrong
    assert dialog._pin.hasFocus() == (key == Qt.Key.Key_Return)
    dialog._pin.setFocus()
    qtbot.keyClicks(dialog._pin, "18")
    qtbot.keyClick(dialog._pin, key)
    assert dialog._pin.accessibleDescription() == "4 to 12 digits."
    assert dialog._again.hasFocus()


def test_enter_goes_from_the_first_pin_field_to_the_second_and_then_sets_it(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = profile_part.PinDialog(parent)
    dialog.show()
    qtbot.waitUntil(dialog._pin.hasFocus)
    qtbot.keyClicks(dialog._pin, "2718")
    qtbot.keyClick(dialog._pin, Qt.Key.Key_Return)
    assert dialog._again.hasFocus()
    assert dialog._again_field.editor.accessibleDescription() == ""
    qtbot.keyClick(dialog._again, Qt.Key.Key_Return)
    assert dialog._again_field.editor.accessibleDescription() == "The two are not the same."
    qtbot.keyClicks(dialog._again, "2718")
    qtbot.keyClick(dialog._again, Qt.Key.Key_Return)
    assert (dialog.result(), dialog.pin) == (1, "2718")


def test_deleting_offers_an_export_and_wants_the_name_typed(
    page: SettingsPage, app: Application, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        profile_part.Dialog, "ask", lambda dialog: bool(asked.append(dialog.windowTitle())) or True
    )
    monkeypatch.setattr(
        profile_part,
        "confirm_typed",
        lambda _p, _t, _text, word, _a: bool(asked.append(word)) or True,
    )
    with qtbot.waitSignal(page.restart_requested):
        click(opened(page, "profile"), "delete")
    assert asked == ["Export Maya’s data first?", "Maya"]
    assert app.profiles.learners() == ()


def test_a_learner_is_kept_when_the_question_is_refused(
    page: SettingsPage, app: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(profile_part.Dialog, "ask", lambda _dialog: False)
    click(opened(page, "profile"), "delete")
    assert [learner.name for learner in app.profiles.learners()] == ["Maya"]


# Data -----------------------------------------------------------------------------------------


def test_a_back_up_is_made_and_listed(qtbot: QtBot, page: SettingsPage, app: Application) -> None:
    opened(page, "data")
    qtbot.waitUntil(lambda: "There is none yet." in texts(page))
    click(page, "back-up")
    qtbot.waitUntil(lambda: bool(page.findChildren(BackupRow)))
    assert toast(page) == "The back-up is made."
    (backup,) = app.backups.list()
    assert backup.is_ok
    assert page.findChild(Pill).text() == "Whole"


def test_a_back_up_is_restored_after_a_question(
    qtbot: QtBot, page: SettingsPage, app: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.backups.make()
    app.profiles.create("Added later")
    opened(page, "data")
    qtbot.waitUntil(lambda: bool(page.findChildren(BackupRow)))
    asked: list[str] = []
    monkeypatch.setattr(
        data_part, "confirm", lambda _p, title, *_a: bool(asked.append(title)) or True
    )
    with qtbot.waitSignal(page.restart_requested):
        page.findChildren(BackupRow)[0].restore_requested.emit(app.backups.list()[0].path)
    assert asked == ["Restore this back-up?"]
    again = app.reopened()
    assert [learner.name for learner in again.profiles.learners()] == ["Maya"]
    again.close()


def test_a_restore_says_where_the_questions_of_now_are_kept(
    qtbot: QtBot, page: SettingsPage, app: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(app.authoring)
    backup = app.backups.make()
    ready(app.authoring)
    opened(page, "data")
    qtbot.waitUntil(lambda: "with your own questions" in " ".join(texts(page)))
    said: list[str] = []
    monkeypatch.setattr(data_part, "confirm", lambda *_args: True)
    monkeypatch.setattr(data_part, "show_message", lambda _p, _title, text: said.append(text))
    with qtbot.waitSignal(page.restart_requested):
        page.findChildren(BackupRow)[0].restore_requested.emit(backup)
    (kept,) = app.data_dir.glob("banks-replaced-*")
    assert said == [f"Your own questions as they were before are kept in {kept}."]


def test_data_go_out_as_json_and_come_back_without_doubles(
    qtbot: QtBot,
    page: SettingsPage,
    study: Callable[..., str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    study(True, False, spec=QuizSpec(length=5))
    target = tmp_path / "out.json"
    monkeypatch.setattr("quizapp.ui.dialogs.save_file", lambda *_args: target)
    monkeypatch.setattr(data_part, "choose_file", lambda *_args: target)
    opened(page, "data")
    files.export_data(page, page.desk, "json")
    qtbot.waitUntil(lambda: bool(page.findChildren(Toast)))
    assert toast(page) == "Saved as out.json"
    assert len(json.loads(target.read_text())["responses"]) == 2
    click(page, "import")
    qtbot.waitUntil(lambda: toast(page) == "Maya: 0 answers added, 2 were here already.")


def test_runs_of_scenarios_come_along(
    qtbot: QtBot,
    page: SettingsPage,
    app: Application,
    learner_id: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    served_scenario(app)
    app.scenarios.start(learner_id, "T01")
    target = tmp_path / "out.json"
    app.transfer.export_json(learner_id, target)
    app.database.execute("DELETE FROM scenario_run")
    monkeypatch.setattr(data_part, "choose_file", lambda *_args: target)
    opened(page, "data")
    click(page, "import")
    qtbot.waitUntil(lambda: bool(page.findChildren(Toast)))
    assert toast(page) == (
        "Maya: 0 answers added, 0 were here already. 1 run of scenarios came along."
    )
    assert app.practice.open_scenario(learner_id) is not None


def test_an_import_tells_of_sets_from_a_trainer_that_came_along(
    qtbot: QtBot,
    page: SettingsPage,
    environment: Environment,
    open_app: Callable[..., Application],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World.make(tmp_path, open_app, environment)
    world.assign()
    pupil = Pupil.make(world, name="jonas")
    pupil.begin().hand_in()
    target = tmp_path / "out.json"
    pupil.app.transfer.export_json(pupil.id, target)
    monkeypatch.setattr(data_part, "choose_file", lambda *_args: target)
    said: list[tuple[str, str]] = []
    monkeypatch.setattr(data_part, "show_message", lambda _parent, *words: said.append(words))
    opened(page, "data")
    click(page, "import")
    qtbot.waitUntil(lambda: bool(said))
    ((title, text),) = said
    assert title == "The data are taken in"
    assert text == (
        "Jonas: 0 answers added, 0 were here already. 1 set from a trainer came along."
        " 1 result handed in came along."
    )


def test_an_export_that_fails_offers_another_folder(
    qtbot: QtBot, page: SettingsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    targets = iter([tmp_path / "missing" / "out.csv", tmp_path / "out"])
    asked: list[str] = []
    monkeypatch.setattr("quizapp.ui.dialogs.save_file", lambda *_args: next(targets))
    monkeypatch.setattr(
        "quizapp.ui.dialogs.confirm", lambda _p, _t, text, _a: bool(asked.append(text)) or True
    )
    files.export_data(page, page.desk, "csv")
    qtbot.waitUntil((tmp_path / "out.csv").exists)
    assert asked[0].startswith("out.csv could not be written")


def test_a_file_that_is_no_export_is_refused_in_words(
    qtbot: QtBot, page: SettingsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    (tmp_path / "other.json").write_text("[1]")
    monkeypatch.setattr(data_part, "choose_file", lambda *_args: tmp_path / "other.json")
    monkeypatch.setattr(data_part, "show_error", lambda _p, text, _hint: said.append(text))
    click(opened(page, "data"), "import")
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["other.json is not an export of a learner's data."]


def test_a_bank_that_was_left_out_is_named_with_its_reason(
    qtbot: QtBot, page: SettingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(page, "data")
    qtbot.waitUntil(lambda: "All question banks are in order." in texts(page))
    problem = BankProblem("banks/broken.yaml", "Line 3 is not YAML.", serves_older=True)
    monkeypatch.setattr(BankLibrary, "problems", lambda _self: (problem,))
    opened(page, "data")
    qtbot.waitUntil(lambda: "banks/broken.yaml" in texts(page))
    assert "Line 3 is not YAML. The version before it is still asked." in texts(page)
    assert "All question banks are in order." not in texts(page)


@pytest.mark.parametrize(
    ("size", "words"), [(10, "1 kB"), (909_312, "909 kB"), (1_440_000, "1.4 MB")]
)
def test_sizes_are_written_for_people(size: int, words: str) -> None:
    assert size_words(size) == words


# About ----------------------------------------------------------------------------------------


def test_about_says_what_quizapp_is_not(page: SettingsPage) -> None:
    shown = " ".join(texts(opened(page, "about")))
    assert "No clinician has reviewed these questions." in shown
    assert "not a medical device" in shown
    assert "call your local emergency number" in shown


def test_about_lists_the_licence_of_everything_that_comes_along(page: SettingsPage) -> None:
    by_name = {licence.name.lower(): licence for licence in about.licences()}
    assert by_name["fontpkg-inter"].licence == "OFL-1.1"
    assert by_name["pyside6_essentials"].licence.startswith("LGPL-3.0-only")
    assert by_name["msgspec"].licence == "BSD-3-Clause"
    assert "pytest" not in by_name
    table = opened(page, "about").findChild(Table)
    assert table.model().rowCount() == len(by_name)


def test_the_tab_bar_leads_to_each_part(qtbot: QtBot, page: SettingsPage) -> None:
    opened(page, "look")
    tabs = page.findChild(Segmented, "tabs")
    qtbot.mouseClick(tabs.button(1), Qt.MouseButton.LeftButton)
    assert "Every day" in texts(page)
    assert "Look" not in texts(page)
