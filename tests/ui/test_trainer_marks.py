"""Marks in the window: regraded, compared, and certified."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from quizapp.ui.components.choices import Segmented
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import ScrollPage
from quizapp.ui.components.toast import Toast
from quizapp.ui.shell.page import Desk, Place
from quizapp.ui.trainer import certificates_part, marks_part, regrade_part
from quizapp.ui.trainer.export_dialog import ExportDialog
from quizapp.ui.trainer.marks_page import MarksPage
from quizapp.ui.trainer.marks_part import ShortTable
from tests.conftest import open_template
from tests.marks_class import AFTER, BEFORE, fill


@pytest.fixture(scope="module")
def class_folder(compiled_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A trainer's data folder with a class that has handed two tests in."""
    folder = tmp_path_factory.mktemp("class")
    app = open_template(compiled_folder, folder / "data")
    fill(app, folder / "files", 22)
    app.close()
    return folder / "data"


@pytest.fixture
def data_folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The data of the class where the test has a page on it, else of a trainer without one."""
    source = "class_folder" if "page" in request.fixturenames else "compiled_folder"
    folder = tmp_path / "data"
    shutil.copytree(request.getfixturevalue(source), folder)
    return folder


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> MarksPage:
    made = MarksPage(desk)
    qtbot.addWidget(made)
    made.resize(1000, 900)
    made.show()
    made.refresh()
    made.open_at(Place(page="trainer", part="marks", subject=AFTER))
    return made


def click(page: MarksPage, name: str) -> None:
    button = page.findChild(QPushButton, name)
    assert button is not None
    assert button.isEnabled()
    button.click()


def keys(field: QLineEdit, text: str) -> None:
    field.setFocus()
    QTest.keyClicks(field, text)


def finish(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: not desk.jobs.is_busy)
    # What was put into the page now is shown at the next turn.
    qtbot.wait(1)


def open_part(page: MarksPage, number: int) -> None:
    page.findChild(Segmented, "what").button(number).click()


def table(page: MarksPage, name: str) -> list[list[str]]:
    (found,) = [one for one in page.findChildren(ShortTable) if one.accessibleName() == name]
    model = found.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def said(page: MarksPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(Label) if one.isVisible())


@pytest.fixture
def errors(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    heard: list[str] = []

    def hear(_parent: object, message: str, hint: str = "") -> None:
        heard.append(f"{message} {hint}".strip())

    for module in (regrade_part, marks_part):
        monkeypatch.setattr(module, "show_error", hear)
    return heard


def choose(page: MarksPage, row: int, how: int) -> None:
    questions = next(
        one for one in page.findChildren(ShortTable) if one.accessibleName() == "Questions"
    )
    questions.selectRow(row)
    page.findChild(Segmented, "how").button(how).click()


def test_without_assignments_it_says_what_will_stand_here(qtbot: QtBot, desk: Desk) -> None:
    page = MarksPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    places: list[Place] = []
    page.place_requested.connect(places.append)
    assert not page.findChild(QComboBox, "assignment").isVisible()
    page.findChild(QPushButton, "to-sets").click()
    page.findChild(QPushButton, "to-intake").click()
    assert [one.part for one in places] == ["sets", "intake"]


def test_a_regrade_is_looked_at_and_then_kept_with_its_reason(
    qtbot: QtBot, page: MarksPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(page, 0, 2)
    choose(page, 1, 1)
    assert [row[2] for row in table(page, "Questions")[:3]] == [
        "Left out",
        "Full marks",
        "By its key",
    ]
    click(page, "look")
    finish(qtbot, desk)
    changes = table(page, "What changes in each question")
    asked = [f"{row[0]}. {row[1]}" for row in table(page, "Questions")[:2]]
    assert [row[:2] for row in changes] == [[asked[0], "Left out"], [asked[1], "Full marks"]]
    # Nobody gains or loses by a question that counts for nobody.
    assert (changes[0][2:4], changes[0][5]) == (["–", "–"], "–")
    assert changes[1][5] == "22"
    assert "Of 22 learners" in said(page)
    click(page, "keep")
    assert "Say in a sentence what was wrong." in said(page)
    keys(page.findChild(QLineEdit, "reason"), "Nobody could know.")
    assert "Say in a sentence what was wrong." not in said(page)
    page.findChild(QPushButton, "keep").setFocus()
    monkeypatch.setattr(regrade_part, "confirm", lambda *_args: False)
    click(page, "keep")
    assert desk.application.regrading.history(AFTER) == ()
    monkeypatch.setattr(regrade_part, "confirm", lambda *_args: True)
    click(page, "keep")
    finish(qtbot, desk)
    (past,) = desk.application.regrading.history(AFTER)
    assert past.reason == "Nobody could know."
    assert "Regraded before" in said(page)
    assert f"Nobody could know. ({asked[0][:30]}" in said(page)
    assert page.findChild(QPushButton, "keep").isVisible() is False
    assert page.focusWidget().objectName() == "look"
    assert table(page, "Questions")[0][2] == "Left out"


def test_mended_questions_are_read_from_a_bank(
    page: MarksPage, monkeypatch: pytest.MonkeyPatch, errors: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "mended.yaml"
    path.write_text("format: bank/1\n", encoding="utf-8")
    monkeypatch.setattr(regrade_part, "choose_files", lambda *_args, **_kw: [path])
    click(page, "read-bank")
    assert "mended.yaml" in said(page)
    click(page, "look")
    assert "mended.yaml" in errors[0]
    monkeypatch.setattr(regrade_part, "choose_files", lambda *_args, **_kw: [])
    click(page, "read-bank")
    assert "mended.yaml" in said(page)


def test_nothing_to_change_is_said(page: MarksPage, errors: list[str]) -> None:
    click(page, "look")
    assert errors[0].startswith("Nothing would be marked otherwise")


def test_another_assignment_starts_with_its_own_choices(page: MarksPage) -> None:
    choose(page, 0, 2)
    page.findChild(QComboBox, "assignment").setCurrentIndex(1)
    assert table(page, "Questions")[0][2] == "By its key"
    page.refresh()
    assert page.findChild(QComboBox, "assignment").currentIndex() == 1


def test_before_and_after_are_compared(qtbot: QtBot, page: MarksPage, desk: Desk) -> None:
    open_part(page, 1)
    assert page.findChild(QComboBox, "before").currentText() == "Before the course"
    click(page, "compare")
    finish(qtbot, desk)
    assert "Typical change: +" in said(page)
    assert "22 learners handed both in; their first attempts count." in said(page)
    assert "Signed-rank test (Wilcoxon)" in said(page)
    assert table(page, "What became of beliefs")


def test_a_comparison_is_exported_as_a_report(
    qtbot: QtBot, page: MarksPage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_part(page, 1)
    export = page.findChild(QPushButton, "export-comparison")
    assert export.isHidden()
    click(page, "compare")
    finish(qtbot, desk)
    asked: list[ExportDialog] = []
    monkeypatch.setattr(ExportDialog, "ask", lambda dialog: not asked.append(dialog))
    desk.look.change(
        report_form="pdf", report_for_learners=True, report_folder=str(tmp_path / "out")
    )
    click(page, "export-comparison")
    assert asked[0].wish.learners is None
    finish(qtbot, desk)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["before-after-comparison.pdf"]
    page.findChild(QComboBox, "assignment").setCurrentIndex(1)
    assert export.isHidden()


def test_the_only_assignment_of_a_cohort_has_nothing_to_compare_with(
    qtbot: QtBot, page: MarksPage, desk: Desk
) -> None:
    desk.application.database.execute("PRAGMA foreign_keys = OFF")
    desk.application.database.execute("DELETE FROM assignment WHERE id = ?", (BEFORE,))
    page.refresh()
    open_part(page, 1)
    assert "no other assignment of this cohort" in said(page)


def test_alike_answers_are_named_as_a_hint(qtbot: QtBot, page: MarksPage, desk: Desk) -> None:
    open_part(page, 2)
    click(page, "compare-answers")
    finish(qtbot, desk)
    (pair,) = table(page, "Pairs of learners")
    assert pair[:2] == ["Ada Lind and Bo Okafor", "24 of 24"]
    assert "A hint, not proof" in said(page)
    page.findChild(QComboBox, "assignment").setCurrentIndex(1)
    assert "A hint, not proof" not in said(page)


def test_certificates_are_written_and_checked(
    qtbot: QtBot,
    page: MarksPage,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    open_part(page, 3)
    finish(qtbot, desk)
    monkeypatch.setattr(certificates_part, "choose_folder", lambda *_args: None)
    click(page, "write-certificates")
    monkeypatch.setattr(certificates_part, "choose_folder", lambda *_args: tmp_path / "out")
    page.findChild(QComboBox, "who").setCurrentIndex(1)
    click(page, "write-certificates")
    finish(qtbot, desk)
    assert len(list((tmp_path / "out").iterdir())) == 1
    assert page.window().findChild(Toast) is not None
    (code,) = desk.application.database.row("SELECT code FROM certificate") or ("",)
    page.findChild(QLineEdit, "code").setText(str(code).lower())
    click(page, "check")
    assert "Compare this with the paper." in said(page)
    page.findChild(QLineEdit, "code").setText("0" * 16)
    click(page, "check")
    assert "No certificate with the code 0000-0000-0000-0000" in said(page)
    assert "Compare this with the paper." not in said(page)


def test_learners_of_one_name_are_told_apart_by_reference(
    qtbot: QtBot, page: MarksPage, desk: Desk
) -> None:
    desk.application.database.execute("UPDATE cohort_member SET reference = 'r' || position")
    open_part(page, 3)
    finish(qtbot, desk)
    who = page.findChild(QComboBox, "who")
    names = [who.itemText(at) for at in range(1, who.count())]
    assert names
    assert all(re.fullmatch(r".+ \(r\d+\)", name) for name in names)


def test_where_nobody_passes_nothing_can_be_certified(
    qtbot: QtBot, page: MarksPage, desk: Desk
) -> None:
    desk.application.database.execute("DROP TRIGGER received_result_is_append_only")
    desk.application.database.execute("DELETE FROM received_result")
    page.refresh()
    open_part(page, 3)
    finish(qtbot, desk)
    assert "Nobody passes this assignment" in said(page)
    assert not page.findChild(QPushButton, "write-certificates").isVisible()


def test_what_goes_wrong_in_the_background_is_said(
    qtbot: QtBot,
    page: MarksPage,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    errors: list[str],
    tmp_path: Path,
) -> None:
    (tmp_path / "in-the-way").write_text("x")
    monkeypatch.setattr(certificates_part, "choose_folder", lambda *_args: tmp_path / "in-the-way")
    open_part(page, 3)
    finish(qtbot, desk)
    click(page, "write-certificates")
    finish(qtbot, desk)
    assert "cannot be made" in errors[0]
    assert page.findChild(QPushButton, "write-certificates").isEnabled()


@pytest.mark.parametrize("part", range(4))
def test_each_part_can_be_seen_in_larger_text(
    page: MarksPage, look: Callable[..., None], part: int
) -> None:
    look(scale=1.5)
    open_part(page, part)
    assert page.minimumSizeHint().width() <= 912


@pytest.mark.parametrize("height", [320, 700])
@pytest.mark.parametrize(
    ("part", "button", "said"),
    [(0, "look", "Of 22 learners"), (1, "compare", "Typical"), (2, "compare-answers", "The first")],
)
def test_in_a_low_window_the_outcome_comes_into_sight(
    qtbot: QtBot, page: MarksPage, desk: Desk, part: int, button: str, said: str, height: int
) -> None:
    area = ScrollPage(page)
    qtbot.addWidget(area)
    area.resize(900, height)
    area.show()
    open_part(page, part)
    if part == 0:
        choose(page, 0, 2)
    area.scroll_to_top()
    click(page, button)
    finish(qtbot, desk)
    (heading,) = [one for one in page.findChildren(Label) if one.text().startswith(said)]
    qtbot.waitUntil(lambda: not heading.visibleRegion().isEmpty())
    assert heading.visibleRegion().boundingRect() == heading.rect()
    # All of the outcome is seen, or it begins at the top.
    outcome = page._parts[part]._outcome
    top = outcome.mapTo(area.viewport(), QPoint(0, 0)).y()
    assert top <= 12 or top + outcome.height() <= area.viewport().height()
    page.setParent(None)
