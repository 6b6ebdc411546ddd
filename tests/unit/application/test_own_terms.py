"""Reports say who had terms of their own, where the result of that learner stands."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import openpyxl
import pytest

from quizapp.application.reports.learner_pages import learner_document
from quizapp.application.reports.making import ReportMaker
from quizapp.application.reports.pages import set_document
from quizapp.application.reports.values import SetReport
from quizapp.application.reports.writing import ReportForm, write_set
from quizapp.bootstrap import Application
from quizapp.domain.assignments import Override
from quizapp.exchange.documents import Document, Grid, Paragraph
from quizapp.exchange.wire_reports import ReportFile, WireLearner
from quizapp.storage.bank_store import BankStore
from tests.unit.application.reporting import NOW, PLAN, RIGHT, question, report_on, returned

LATER = NOW + timedelta(days=2, hours=9)
OWN = (
    Override("m1", 1.5),
    Override("m3", 2.0, LATER, NOW - timedelta(days=1)),
)
SAID = [
    "Time × 1.5",
    "–",
    "Time × 2; opens 13 March 2026, 09:00; due 16 March 2026, 18:00",
]


@pytest.fixture
def report(app: Application) -> SetReport:
    """Three learners, of whom the last has not handed in; two have terms of their own."""
    plan = {"time_limit_s": 600, "overrides": OWN}
    return report_on(app, returned([question(1)], [[RIGHT]], [[RIGHT]], absent=1, **plan))


def learner_grid(report: SetReport) -> Grid:
    blocks = set_document(report).blocks
    return next(
        one
        for one in blocks
        if isinstance(one, Grid) and one.caption.startswith("Learners, each with")
    )


def test_the_table_of_learners_has_a_column_for_them(report: SetReport) -> None:
    grid = learner_grid(report)

    assert grid.columns[-1].head == "Own terms"
    assert [row[-1].text for row in grid.rows] == SAID


def test_where_nobody_has_any_there_is_no_such_column(app: Application) -> None:
    grid = learner_grid(report_on(app, returned([question(1)], [[RIGHT]])))

    assert "Own terms" not in [column.head for column in grid.columns]


@pytest.mark.parametrize("form", [ReportForm.CSV, ReportForm.XLSX])
def test_tables_give_them_as_bare_figures(
    report: SetReport, form: ReportForm, tmp_path: Path
) -> None:
    path = write_set(report, form, tmp_path).paths[0]
    if form is ReportForm.CSV:
        head, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
    else:
        head, *rows = (
            [str(cell or "") for cell in row]
            for row in openpyxl.load_workbook(path)["Scores"].values
        )

    assert head[-3:] == ["own_time_factor", "own_opens_at", "own_due_at"]
    assert [row[-3:] for row in rows] == [
        ["1.5", "", ""],
        ["", "", ""],
        [rows[2][-3], "2026-03-13T09:00:00+00:00", "2026-03-16T18:00:00+00:00"],
    ]
    assert float(rows[2][-3]) == 2


def test_json_gives_them_and_reports_of_older_versions_still_are_as_the_schema_says(
    report: SetReport, tmp_path: Path
) -> None:
    (path,) = write_set(report, ReportForm.JSON, tmp_path).paths
    made = json.loads(path.read_text(encoding="utf-8"))
    first, second, third = msgspec.convert(made, ReportFile).scores
    older = {key: value for key, value in made["scores"][0].items() if key != "own_terms"}

    assert made["scores"][0]["own_terms"] == {
        "time_factor": 1.5,
        "opens_at": None,
        "due_at": None,
    }
    assert second.own_terms is None
    assert third.own_terms is not None
    assert third.own_terms.due_at == "2026-03-16T18:00:00+00:00"
    assert first == replace_own(msgspec.convert(older, WireLearner), first)


def replace_own(older: WireLearner, newer: WireLearner) -> WireLearner:
    return msgspec.structs.replace(older, own_terms=newer.own_terms)


def test_a_learner_reads_of_their_own_terms_and_of_nobody_elses(
    app: Application, report: SetReport
) -> None:
    maker = ReportMaker(BankStore(app.database))
    first, second, _ = (
        learner_document(maker.of_learner(report, score), with_answers=True)
        for score in report.scores
    )

    def said(document: Document) -> list[str]:
        texts = [one.text for one in document.parts if isinstance(one, Paragraph)]
        return [text for text in texts if text.startswith("Terms of your own")]

    assert said(first) == ["Terms of your own: Time × 1.5."]
    assert said(second) == []


def test_what_makes_no_difference_is_not_told(app: Application) -> None:
    own = (Override("m1", 1.5, NOW), Override("m2", 2.0, LATER))
    report = report_on(app, returned([question(1)], [[RIGHT]], [[RIGHT]], overrides=own))

    assert report.plan.time_limit_s is None
    assert [row[-1].text for row in learner_grid(report).rows] == [
        "–",
        "Due 16 March 2026, 18:00",
    ]
    assert report.plan.own_terms("m2") == Override("m2", 1.0, LATER)
    early = replace(PLAN, opens_at=NOW - timedelta(days=3))
    same = replace(early, overrides=(Override("m1", opens_at=early.opens_at),))
    assert same.own_terms("m1") is None
