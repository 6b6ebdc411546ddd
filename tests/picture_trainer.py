"""The trainer's screens, for the pictures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget

from quizapp.storage.bank_store import BankCompiler
from quizapp.ui.components.choices import Segmented
from quizapp.ui.trainer.results_page import ResultsPage
from tests.delivery.world import ROOT, give_key
from tests.picture_stage import Stage
from tests.report_class import class_of, keep, of_every_kind

Prepare = Callable[[Stage], None]


def _tab(part: str) -> Prepare:
    """Return what makes the learner a trainer and opens a tab of the page."""

    def prepare(stage: Stage) -> None:
        give_key(stage.enter(), ROOT)
        stage.show("trainer", part=part)

    return prepare


def _results(learners: int, tab: int | None = None, questions: int = 18) -> Prepare:
    """Return what opens the report on a class; `tab` is that of its tables."""

    def prepare(stage: Stage) -> None:
        app = stage.enter()
        give_key(app, ROOT)
        items = of_every_kind(BankCompiler(app.database).active_items(), questions)
        keep(app, class_of(learners, items, absent=min(learners, 2)))
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


def _scroll_to(widget: QWidget) -> None:
    """Scroll the page until a widget stands near its top."""
    area = widget.parentWidget()
    while not isinstance(area, QScrollArea):
        area = area.parentWidget()
    top = widget.mapTo(area.widget(), widget.rect().topLeft()).y()
    area.verticalScrollBar().setValue(top - 60)
    QTest.qWait(50)


def _list(stage: Stage) -> None:
    app = stage.enter()
    give_key(app, ROOT)
    items = of_every_kind(BankCompiler(app.database).active_items(), 9)
    keep(app, class_of(12, items))
    stage.show("trainer", part="results")


TRAINER_PLACES: dict[str, Prepare] = {
    "key": _tab("key"),
    "results-none": _tab("results"),
    "results-list": _list,
    "results-0": _results(2),
    "results-1": _results(3),
    "results-30": _results(30),
    "results-questions": _results(30, 0),
    "results-students": _results(30, 1),
    "results-beliefs": _results(30, 2),
    "results-matrix": _results(30, 3),
    "results-1000": _results(1000, 1),
}
