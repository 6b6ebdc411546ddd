"""The results of assignments on the screen."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from quizapp.application.reports.writing import ReportForm
from quizapp.bootstrap import Application
from quizapp.storage.bank_store import BankCompiler
from quizapp.ui.charts.histogram import ScoreBins, ScoreHistogram
from quizapp.ui.components.cards import EmptyState
from quizapp.ui.components.choices import CheckBox, Segmented
from quizapp.ui.components.inputs import TextField
from quizapp.ui.shell.page import Desk, Place
from quizapp.ui.trainer import report_view
from quizapp.ui.trainer.export_dialog import ExportDialog, export_report
from quizapp.ui.trainer.question_dialog import FifthsChart, question_dialog
from quizapp.ui.trainer.report_tables import SortableTable
from quizapp.ui.trainer.report_view import ReportView
from quizapp.ui.trainer.report_words import screen_of
from quizapp.ui.trainer.results_page import ResultsPage
from tests.delivery.world import ROOT, give_key
from tests.report_class import class_of, keep, of_every_kind

Shown = Callable[..., ResultsPage]


@pytest.fixture
def shown(qtbot: QtBot, app: Application, desk: Desk) -> Shown:
    """Opens the page, on the report of a class of so many learners if any are given."""
    give_key(app, ROOT)

    def open_page(learners: int = 0, absent: int = 2) -> ResultsPage:
        page = ResultsPage(desk)
        qtbot.addWidget(page)
        if learners:
            items = of_every_kind(BankCompiler(app.database).active_items(), 9)
            keep(app, class_of(learners, items, absent))
        page.resize(1000, 1400)
        page.show()
        page.refresh()
        if learners:
            page.open_at(Place(page="trainer", part="results", subject="week-3"))
            qtbot.waitUntil(lambda: page.report is not None)
        return page

    return open_page


def view(page: ResultsPage) -> ReportView:
    found = page.findChild(ReportView)
    assert isinstance(found, ReportView)
    return found


def open_table(page: ResultsPage, place: int) -> None:
    page.findChild(Segmented, "report-tables").button(place).click()


def cells(table: SortableTable, column: int) -> list[str]:
    model = table.rows
    return [str(model.data(model.index(row, column))) for row in range(model.rowCount())]


def test_without_assignments_the_page_says_what_will_be_there(shown: Shown) -> None:
    page = shown()
    places: list[Place] = []
    page.place_requested.connect(places.append)

    assert any(one.isVisible() for one in page.findChildren(EmptyState))
    page.findChild(QPushButton, "to-sets").click()
    assert places == [Place("trainer", part="sets")]


def test_a_report_on_nobody_leads_to_the_intake(shown: Shown) -> None:
    page = shown(2)
    places: list[Place] = []
    page.place_requested.connect(places.append)
    button = page.findChild(QPushButton, "show-worst")

    assert (button.text(), button.isVisible()) == ("Take in results", True)
    button.click()
    assert places == [Place("trainer", part="intake")]


def test_the_list_leads_to_a_report_and_back(qtbot: QtBot, shown: Shown) -> None:
    page = shown(8)
    page.findChild(QPushButton, "all-results").click()
    assert (page.report, view(page).isVisible()) == (None, False)
    card = page.findChild(QPushButton, "assignment-week-3")
    assert card.accessibleName() == "Opioids and naloxone: week 3, 6 of 8 handed in"
    card.click()
    qtbot.waitUntil(lambda: page.report is not None)
    assert view(page).isVisible()


def test_the_keyboard_goes_along_to_a_report_and_back_to_its_card(
    qtbot: QtBot, shown: Shown
) -> None:
    page = shown(8)
    page.findChild(QPushButton, "all-results").click()
    card = page.findChild(QPushButton, "assignment-week-3")
    assert page.focusWidget() is card
    qtbot.keyClick(card, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.report is not None)
    assert page.focusWidget().objectName() == "all-results"


# What the offscreen platform says of every menu.
@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_questions_stand_hardest_first_and_a_click_on_a_head_sorts_them(
    qtbot: QtBot, shown: Shown
) -> None:
    page = shown(30)
    table = view(page).tables.questions
    shares = [float(one.rstrip("%")) for one in cells(table, 2)]
    assert shares == sorted(shares)
    head = table.horizontalHeader()
    place = QPoint(head.sectionViewportPosition(0) + 5, 8)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert cells(table, 0) in (list("123456789"), list("987654321"))
    qtbot.keyClick(table, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    sorting = table.findChild(QMenu, "sort-menu")
    assert sorting.activeAction().text() == "No."
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(sorting, key)
    assert cells(table, 2) == sorted(cells(table, 2), key=lambda one: float(one.rstrip("%")))
    assert table.accessibleDescription().startswith("Sorted by Right, rising.")


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_the_row_that_is_chosen_stays_chosen_when_the_order_changes(
    qtbot: QtBot, shown: Shown
) -> None:
    page = shown(30)
    open_table(page, 1)
    learners = view(page).tables.learners
    learners.choose_row(3)
    name = cells(learners, 0)[3]
    learners.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    row = learners.currentIndex().row()
    assert (row, cells(learners, 0)[row]) == (26, name)
    assert [one.row() for one in learners.selectionModel().selectedRows()] == [26]


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_a_column_that_says_nothing_of_anybody_is_not_offered_for_sorting(
    qtbot: QtBot, shown: Shown
) -> None:
    page = shown(8)
    open_table(page, 1)
    learners = view(page).tables.learners
    assert "Own terms" in offered(qtbot, learners)
    learners.leave_out(frozenset({6}))
    assert "Own terms" not in offered(qtbot, learners)
    assert "Time" in offered(qtbot, learners)


def offered(qtbot: QtBot, table: SortableTable) -> list[str]:
    """Return what the table can be sorted by."""
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    menu = table.findChild(QMenu, "sort-menu")
    names = [one.text() for one in menu.actions()]
    menu.close()
    return names


def test_learners_who_did_not_hand_in_are_in_the_table(shown: Shown) -> None:
    page = shown(8)
    open_table(page, 1)
    learners = view(page).tables.learners

    assert cells(learners, 1).count("not handed in") == 2
    learners.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert cells(learners, 2)[-2:] == ["–", "–"]


def test_enter_on_a_learner_tells_what_the_computer_noted(
    qtbot: QtBot, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(report_view, "show_message", lambda _p, *said: told.append(said))
    page = shown(8)
    open_table(page, 1)
    learners = view(page).tables.learners
    place = cells(learners, 0).index("Jonas Haddad")
    assert cells(learners, 5)[place].endswith(" min, clock set")
    learners.choose_row(place)
    learners.setFocus()
    qtbot.keyClick(learners, Qt.Key.Key_Return)
    ((name, says),) = told
    assert name == "Jonas Haddad"
    assert says.startswith("The questions were not in front twice")
    assert "was set back by 10 hours." in says
    assert says.endswith("Terms of their own: Time × 1.5.")


@pytest.mark.parametrize("place", [0, 1])
def test_a_double_click_opens_what_it_is_on_once(
    qtbot: QtBot, shown: Shown, monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(report_view, "show_message", lambda *said: opened.append(said))
    page = shown(8)
    tables = view(page).tables
    tables.question_chosen.disconnect()
    tables.question_chosen.connect(opened.append)
    open_table(page, place)
    table = (tables.questions, tables.learners)[place]
    spot = table.visualRect(table.rows.index(1, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    assert len(opened) == 1


def test_learners_of_one_name_are_told_apart_by_reference(
    qtbot: QtBot, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles: list[str] = []
    monkeypatch.setattr(report_view, "show_message", lambda _p, *said: titles.append(said[0]))
    page = shown(8)
    report = page.report
    assert report is not None
    scores = [
        replace(one, member=replace(one.member, name="Maya Lind")) for one in report.scores[:2]
    ]
    namesakes = replace(report, scores=(*scores, *report.scores[2:]))
    view(page).show_screen(screen_of(namesakes))
    open_table(page, 1)
    learners = view(page).tables.learners
    names = [name for name in cells(learners, 0) if name.startswith("Maya Lind")]
    assert names == ["Maya Lind (1000)", "Maya Lind (1001)"]
    learners.choose_row(cells(learners, 0).index(names[1]))
    qtbot.keyClick(learners, Qt.Key.Key_Return)
    assert titles == ["Maya Lind (1001)"]


def test_own_terms_have_a_column_where_somebody_has_any(shown: Shown) -> None:
    page = shown(8)
    open_table(page, 1)
    learners = view(page).tables.learners

    told = dict(zip(cells(learners, 0), cells(learners, 6), strict=True))
    assert (told["Jonas Haddad"], told["Maya Lind"]) == ("Time × 1.5", "–")
    assert told["Lena Silva"] == "Time × 1.25; due 12 March"
    assert not learners.isColumnHidden(6)


def test_own_terms_have_no_column_where_nobody_has_any(shown: Shown) -> None:
    page = shown(1, 0)
    open_table(page, 1)

    assert view(page).tables.learners.isColumnHidden(6)


def test_maps_name_learner_and_column_for_each_cell(shown: Shown) -> None:
    page = shown(8)
    open_table(page, 3)
    matrix = view(page).tables.matrix.model_of_map
    index = matrix.index(0, 2)

    spoken = matrix.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Maya Lind, 3. ")
    assert spoken.endswith(str(matrix.data(index)))
    assert matrix.headerData(0, Qt.Orientation.Vertical) == "Maya Lind"


@pytest.mark.parametrize(("learners", "absent"), [(2, 2), (3, 2)])
def test_a_report_on_nobody_or_one_shows_what_there_is(
    shown: Shown, learners: int, absent: int
) -> None:
    page = shown(learners, absent)

    for place in range(4):
        open_table(page, place)
    assert page.report is not None
    assert page.report.handed_in == learners - absent
    assert view(page).tables.beliefs.isVisible() is False


def test_other_attempts_can_be_counted(qtbot: QtBot, shown: Shown) -> None:
    page = shown(12)
    before = page.report
    attempts = page.findChild(QComboBox, "attempts")
    attempts.setCurrentIndex(3)
    attempts.activated.emit(3)
    qtbot.waitUntil(lambda: page.report is not before)

    assert page.report is not None
    assert page.report.statistics is not None
    assert page.report.statistics.analysis.test.n == page.report.statistics.attempts > 10


def test_an_assignment_that_is_gone_is_said_in_words(qtbot: QtBot, shown: Shown) -> None:
    page = shown(5)
    page.show_assignment("week-9")

    qtbot.waitUntil(lambda: any(one.isVisible() for one in page.findChildren(EmptyState)))
    assert page.report is None


def test_the_question_to_look_at_opens_with_its_answers(qtbot: QtBot, shown: Shown) -> None:
    page = shown(40)
    report = page.report
    assert report is not None
    assert report.statistics is not None
    assert report.statistics.flagged[0] == 2
    assert page.findChild(QPushButton, "show-worst").isVisible()
    dialog = question_dialog(page, report.statistics.rows[2])
    qtbot.addWidget(dialog)
    dialog.show()

    chart = dialog.findChild(FifthsChart)
    assert chart.accessibleName().startswith("Share of marks: lowest fifth ")
    assert len(chart.table().rows) == 5


def test_a_curve_of_few_answers_is_not_drawn(qtbot: QtBot, shown: Shown) -> None:
    page = shown(4)
    assert page.report is not None
    assert page.report.statistics is not None
    chart = FifthsChart(page.report.statistics.rows[0].figures.curve)
    qtbot.addWidget(chart)

    assert chart.notice() == "Too few for a curve: 2 answers"


def test_the_export_window_remembers_what_was_chosen(
    qtbot: QtBot, shown: Shown, desk: Desk, tmp_path: Path
) -> None:
    page = shown(5)
    dialog = ExportDialog(page, desk)
    qtbot.addWidget(dialog)
    assert dialog.wish.form is ReportForm.PDF
    dialog.findChild(Segmented).button(1).click()
    dialog.findChild(CheckBox).setChecked(True)
    dialog.findChild(TextField, "export-folder").setText(str(tmp_path))
    dialog.remember()
    again = ExportDialog(page, desk)
    qtbot.addWidget(again)

    assert again.wish == dialog.wish
    assert again.wish.learners is not None
    assert again.wish.learners.with_answers
    again.findChild(QComboBox, "export-form").setCurrentIndex(3)
    assert again.wish == (ReportForm.CSV, tmp_path, None)


def test_an_export_is_written_and_the_toast_leads_to_its_folder(
    qtbot: QtBot, shown: Shown, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(5)
    assert page.report is not None
    said: list[str] = []
    monkeypatch.setattr(ExportDialog, "ask", lambda _self: True)
    monkeypatch.setattr(
        "quizapp.ui.components.toast.show_toast", lambda _parent, text, **_more: said.append(text)
    )
    desk.look.change(report_form="csv", report_folder=str(tmp_path / "out"))
    export_report(page, desk, page.report)

    qtbot.waitUntil(lambda: bool(said))
    assert said == ["9 files saved in out"]
    with (tmp_path / "out" / "week-3-scores.csv").open(encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == 5


def test_a_folder_that_cannot_be_written_to_is_asked_for_again(
    qtbot: QtBot, shown: Shown, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(5)
    assert page.report is not None
    (tmp_path / "file").write_text("in the way")
    desk.look.change(report_form="json", report_folder=str(tmp_path / "file"))
    asked: list[ExportDialog] = []

    def ask(dialog: ExportDialog) -> bool:
        asked.append(dialog)
        return len(asked) == 1

    monkeypatch.setattr(ExportDialog, "ask", ask)
    export_report(page, desk, page.report)
    qtbot.waitUntil(lambda: len(asked) == 2)
    folder = asked[1].findChild(TextField)
    assert "cannot be made" in folder.accessibleDescription()
    assert asked[1].focusWidget() is folder
    assert asked[0].focusWidget() is not folder


def test_pages_for_learners_can_be_cancelled_and_leave_nothing(
    qtbot: QtBot, shown: Shown, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(20)
    assert page.report is not None
    monkeypatch.setattr(ExportDialog, "ask", lambda _self: True)
    jobs = []
    desk.jobs.started.connect(jobs.append)
    wanted = {"report_form": "html", "report_for_learners": True}
    desk.look.change(report_folder=str(tmp_path / "out"), **wanted)
    export_report(page, desk, page.report)
    (job,) = jobs
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
    assert not (tmp_path / "out").exists()


def test_the_histogram_says_its_numbers_and_prints_few(qtbot: QtBot) -> None:
    chart = ScoreHistogram()
    qtbot.addWidget(chart)
    assert chart.accessibleName() == "Scores. Scores appear here once results are taken in"
    chart.set_data(ScoreBins((0, 2, 1), ("0–33", "34–66", "67–100"), 0.5))
    assert chart.notice() == "34–66%: 2 learners\n67–100%: 1 learner"
    chart.set_data(ScoreBins((0, 4, 3), ("0–33", "34–66", "67–100"), 0.5))
    assert chart.accessibleName() == (
        "Scores of 7 learners: 34–66%: 4 learners, 67–100%: 3 learners. Pass mark 50%"
    )
    assert chart.table().rows[1] == ("34–66", "4")


def test_the_marks_of_the_report_are_one_button_away(shown: Shown, qtbot: QtBot) -> None:
    page = shown(5)
    with qtbot.waitSignal(page.place_requested) as asked:
        page.findChild(QPushButton, "to-marks").click()
    assert asked.args == [Place("trainer", part="marks", subject="week-3")]
