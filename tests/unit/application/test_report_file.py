"""Problem reports in a file that a person and a spreadsheet can read."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.bootstrap import Application
from quizapp.domain.errors import UserError
from quizapp.domain.items import SingleBest
from quizapp.storage.bank_store import BankCompiler
from tests.conftest import Clock
from tests.unit.application.steps import begin


def saved(app: Application, learner_id: str, path: Path) -> list[dict[str, str]]:
    app.progress.save_reports(learner_id, path)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_report_says_what_it_is_about_the_newest_first(
    app: Application, learner_id: str, items: list[SingleBest], clock: Clock, tmp_path: Path
) -> None:
    session = begin(app, learner_id, items[:2])
    session.marks.report_problem(items[0].id, "Two are right:\nA “and” B, by the source.")
    clock.advance(minutes=1)
    session.marks.report_problem(items[1].id, "Too long.")
    newest, oldest = saved(app, learner_id, tmp_path / "reports.csv")
    assert newest["report"] == "Too long."
    assert oldest == {
        "reported_at": "2026-03-02T09:00:00+00:00",
        "question_id": items[0].id,
        "scoring_revision": str(items[0].rev.scoring),
        "text_revision": str(items[0].rev.text),
        "question_now": items[0].stem,
        "report": "Two are right:\nA “and” B, by the source.",
    }


def test_a_report_keeps_the_revision_that_it_is_about(
    app: Application, learner_id: str, items: list[SingleBest], tmp_path: Path
) -> None:
    begin(app, learner_id, items[:1]).marks.report_problem(items[0].id, "Unclear.")
    revised = replace(items[0], stem="Clearer now?", rev=replace(items[0].rev, text=7))
    BankCompiler(app.database).save_item(revised, 0)
    [row] = saved(app, learner_id, tmp_path / "reports.csv")
    assert (row["text_revision"], row["question_now"]) == ("1", "Clearer now?")
    app.database.execute("DELETE FROM item WHERE id = ?", (items[0].id,))
    [row] = saved(app, learner_id, tmp_path / "reports.csv")
    assert (row["question_id"], row["question_now"]) == (items[0].id, "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_report_is_no_formula_in_a_spreadsheet(
    app: Application, learner_id: str, items: list[SingleBest], tmp_path: Path, start: str
) -> None:
    text = f"{start}HYPERLINK(1)"
    begin(app, learner_id, items[:1]).marks.report_problem(items[0].id, text)
    [row] = saved(app, learner_id, tmp_path / "reports.csv")
    assert row["report"] == f"'{text}"


def test_a_file_that_cannot_be_written_is_said_in_one_sentence(
    app: Application, learner_id: str, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match=r"^reports\.csv could not be written: No such file"):
        app.progress.save_reports(learner_id, tmp_path / "missing" / "reports.csv")
