"""How the pictures of a trainer's results are set up: reports, and marks with what follows from them."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget

from quizapp.application.regrading import Choices
from quizapp.application.reports.noted import noted_words
from quizapp.bootstrap import Application
from quizapp.domain.regrading import Treatment
from quizapp.storage.bank_store import BankCompiler
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.choices import Segmented
from quizapp.ui.dialogs import Dialog
from quizapp.ui.trainer.export_dialog import say_lacking
from quizapp.ui.trainer.marks_page import MarksPage
from quizapp.ui.trainer.question_dialog import question_dialog
from quizapp.ui.trainer.report_view import ReportView
from quizapp.ui.trainer.results_page import ResultsPage
from tests.delivery.world import ROOT, give_key
from tests.marks_class import AFTER, fill
from tests.picture_stage import SETTLE_MS, Stage
from tests.report_class import class_of, keep, of_every_kind

Prepare = Callable[[Stage], None]


def _tab(part: str) -> Prepare:
    """Return what makes the learner a trainer and opens a tab of the page."""

    def prepare(stage: Stage) -> None:
        give_key(stage.enter(), ROOT)
        stage.show("trainer", part=part)

    return prepare


def _results(
    learners: int, tab: int | None = None, questions: int = 18, scenarios: int = 0
) -> Prepare:
    """Return what opens the report on a class; `tab` is that of its tables."""

    def prepare(stage: Stage) -> None:
        app = stage.enter()
        give_key(app, ROOT)
        items = of_every_kind(BankCompiler(app.database).active_items(), questions)
        told = list(app.question_pool.load().scenarios.values())[:scenarios]
        keep(app, class_of(learners, [*told, *items], absent=min(learners, 2)))
        stage.show("trainer", part="results", subject="week-3")
        page = stage.window.findChild(ResultsPage)
        assert isinstance(page, ResultsPage)
        while page.report is None:
            QTest.qWait(20)
        QTest.qWait(100)
        tables = stage.window.findChild(Segmented, "report-tables")
        if tab is not None and isinstance(tables, Segmented):
            tables.button(tab).click()
            QTest.qWait(100)
            _scroll_to(tables)

    return prepare


def _noted(stage: Stage) -> None:
    """Tell what the computer of a learner noted."""
    _results(8, 1)(stage)
    view = stage.window.findChild(ReportView)
    assert isinstance(view, ReportView)
    report = view.tables._screen.report
    dialog = Dialog(stage.window, report.scores[1].member.name)
    dialog.add_text(noted_words(report.scores[1], report.zone))
    dialog.add_action("Close", "primary", accept=True)
    dialog.open()
    QTest.qWait(100)


def _marks(part: int, *, learners: int = 30) -> Prepare:
    """Return what opens a part of the marks of a class that has handed in, at its outcome."""

    def prepare(stage: Stage) -> None:
        application = stage.enter()
        folder = application.data_dir / "files"
        fill(application, folder, learners)
        stage.show("trainer", part="marks", subject=AFTER)
        page = stage.window.findChild(MarksPage)
        page._names.button(part).click()
        if part == 0:
            _regrade_twice(page, application)
        page._parts[part].findChildren(Button)[1 if part == 0 else 0].setFocus()
        for name in ("look", "compare", "compare-answers"):
            button = page.findChild(Button, name)
            if button.isVisible() and button.isEnabled():
                button.click()
        page._parts[3]._code.setText("0123-4567-89AB-CDEF")
        _until_done(page)

    return prepare


def _until_done(page: MarksPage) -> None:
    """Wait until all that was asked for is shown: of certificates, who passes."""
    certificates = page._parts[3]
    while page.desk.jobs.is_busy or (
        certificates.isVisible()
        and not (certificates._write.isVisible() or certificates._none.isVisible())
    ):
        QTest.qWait(SETTLE_MS)
    QTest.qWait(SETTLE_MS)


def _class_marks(part: int, learners: int) -> Prepare:
    """Return what opens a part of the marks of a class, large or without results."""

    def prepare(stage: Stage) -> None:
        app = stage.enter()
        give_key(app, ROOT)
        items = of_every_kind(BankCompiler(app.database).active_items(), 24)
        keep(app, class_of(learners, items, absent=min(learners, 2)))
        stage.show("trainer", part="marks", subject="week-3")
        page = stage.window.findChild(MarksPage)
        page._names.button(part).click()
        button = page.findChild(Button, "compare-answers")
        if button.isVisible():
            button.click()
        _until_done(page)

    return prepare


def _export(form: str, *, learners: bool = False, lacking: str = "") -> Prepare:
    """Return what asks how a report is to be exported, or says what could not be printed."""

    def prepare(stage: Stage) -> None:
        _results(8)(stage)
        page = stage.window.findChild(ResultsPage)
        folder = "/home/maya/Documents"
        page.desk.look.change(report_form=form, report_for_learners=learners, report_folder=folder)
        with patch.object(Dialog, "ask", lambda dialog: bool(dialog.show())):
            if lacking:
                say_lacking(page, lacking)
            else:
                stage.window.findChild(Button, "export-report").click()
        QTest.qWait(SETTLE_MS)

    return prepare


def _regrade_twice(page: MarksPage, application: Application) -> None:
    """Have a question left out, and be about to give full marks for another one."""
    regrading = application.regrading
    (third, fifth) = [regrading.questions(AFTER)[at].item_id for at in (2, 4)]
    mendings = regrading.mendings(AFTER, (), Choices(leave_out=[third]))
    regrading.commit(AFTER, mendings, "Two answers could be right.")
    page.refresh()
    page._parts[0]._chosen[fifth] = Treatment.FULL_MARKS
    page._parts[0]._show_choices()


def _scroll_to(widget: QWidget) -> None:
    """Scroll the page until a widget stands near its top."""
    area = widget.parentWidget()
    while not isinstance(area, QScrollArea):
        area = area.parentWidget()
    top = widget.mapTo(area.widget(), widget.rect().topLeft()).y()
    area.verticalScrollBar().setValue(top - 60)
    QTest.qWait(50)


def _scenario(stage: Stage) -> None:
    """Show how a scenario of a set went, in the dialog of the question."""
    _results(30, 0, 6, scenarios=2)(stage)
    page = stage.window.findChild(ResultsPage)
    assert isinstance(page, ResultsPage)
    assert page.report is not None
    assert page.report.statistics is not None
    question_dialog(stage.window, page.report.statistics.rows[0]).open()
    QTest.qWait(SETTLE_MS)


def _list(stage: Stage) -> None:
    app = stage.enter()
    give_key(app, ROOT)
    items = of_every_kind(BankCompiler(app.database).active_items(), 9)
    keep(app, class_of(12, items))
    stage.show("trainer", part="results")


RESULT_PLACES: dict[str, Prepare] = {
    "marks-none": _tab("marks"),
    "marks-regrade": _marks(0),
    "marks-compare": _marks(1),
    "marks-compare-1": _marks(1, learners=1),
    "marks-similar": _marks(2),
    "marks-similar-1": _marks(2, learners=1),
    "marks-certificates": _marks(3),
    "marks-regrade-0": _class_marks(0, 2),
    "marks-regrade-1000": _class_marks(0, 1000),
    "marks-similar-1000": _class_marks(2, 1000),
    "marks-certificates-1000": _class_marks(3, 1000),
    "export-pdf": _export("pdf", learners=True),
    "export-csv": _export("csv"),
    "export-lacking": _export("pdf", lacking="李明م"),
    "results-none": _tab("results"),
    "results-list": _list,
    "results-0": _results(2),
    "results-1": _results(3),
    "results-30": _results(30),
    "results-questions": _results(30, 0),
    "results-learners": _results(30, 1),
    "results-noted": _noted,
    "results-beliefs": _results(30, 2),
    "results-matrix": _results(30, 3),
    "results-scenario": _scenario,
    "results-1000": _results(1000, 1),
}
