"""A comparison of two assignments as a report to hand on, in every form."""

from __future__ import annotations

import csv
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizapp.application.comparing import EffectReport
from quizapp.application.reports.effect_pages import effect_document
from quizapp.application.reports.writing import Moment, ReportForm, write_effect
from quizapp.domain.errors import UserError
from quizapp.domain.training_effect import training_effect
from quizapp.exchange.documents import Facts, Grid, Notice, Paragraph
from quizapp.resources import questions_dir
from tests.e2e.report_readers import breaches
from tests.unit.application.test_comparison_words import EFFECT, NOTHING, PLANS
from tests.unit.domain.test_training_effect import RIGHT, WRONG, result, scores

TOLD_NOTHING = ([frozenset[str]()] * 2, [frozenset[str]()] * 2)
WHEN = Moment(datetime(2026, 3, 2, 9, 0, tzinfo=UTC), UTC)


def grids(report: EffectReport) -> list[Grid]:
    blocks = effect_document(report, *WHEN).blocks
    return [block for block in blocks if isinstance(block, Grid)]


def facts(report: EffectReport) -> dict[str, tuple[str, str]]:
    (found,) = [one for one in effect_document(report, *WHEN).blocks if isinstance(one, Facts)]
    return {fact.label: (fact.value, fact.note) for fact in found.facts}


def test_the_main_figures_stand_first_with_their_intervals() -> None:
    found = facts(EFFECT)
    assert found["Handed both in"] == ("7 learners", "")
    value, note = found["Typical change"]
    assert (value, note) == ("+37.5", "percentage points; 0.0 to +62.5 in 95 of 100 cases, n = 7")
    assert "Effect size r" in found


def test_each_learner_and_each_belief_has_a_row() -> None:
    sides, beliefs, learners = grids(EFFECT)
    assert [row[0].text for row in sides.rows] == ["Before", "After"]
    assert [row[0].text for row in beliefs.rows][:1] == ["A belief"]
    assert len(learners.rows) == len(EFFECT.effect.pairs)
    heads = [column.head for column in learners.columns]
    assert heads[2:5] == ["Right before", "Right after", "Change"]


def test_too_few_learners_and_no_change_are_said_and_nothing_is_made_up() -> None:
    same = scores(result(0, [RIGHT, RIGHT]), result(1, [RIGHT, WRONG]))
    still = EffectReport(*PLANS, training_effect(same, same, TOLD_NOTHING), False, {})
    assert "too few learners for an interval" in facts(still)["Typical change"][1]
    assert "Effect size r" not in facts(still)
    blocks = effect_document(still, *WHEN).blocks
    assert Paragraph("No belief could be given away both times.") in blocks
    assert any(isinstance(block, Notice) for block in blocks)


def test_where_few_have_everything_right_nothing_warns_of_a_ceiling() -> None:
    half = scores(result(0, [RIGHT, WRONG]), result(1, [WRONG, RIGHT]))
    low = EffectReport(*PLANS, training_effect(half, half, TOLD_NOTHING), True, {})
    assert not any(isinstance(one, Notice) for one in effect_document(low, *WHEN).blocks)


def test_without_a_pair_the_report_says_so_and_ends() -> None:
    document = effect_document(NOTHING, *WHEN)
    first, second = document.blocks
    assert isinstance(first, Paragraph)
    assert first.text == "Nobody has a before and an after yet."
    assert isinstance(second, Paragraph)


def test_a_change_that_is_not_defined_is_no_main_figure() -> None:
    change = replace(EFFECT.effect.change, value=None)
    odd = replace(EFFECT, effect=replace(EFFECT.effect, change=change))
    assert "Typical change" not in facts(odd)


@pytest.mark.parametrize("form", [ReportForm.HTML, ReportForm.PDF, ReportForm.XLSX])
def test_pages_and_workbooks_are_one_file(form: ReportForm, tmp_path: Path) -> None:
    written = write_effect(EFFECT, form, tmp_path, WHEN)
    assert [path.name for path in written.paths] == [f"before-after-comparison.{form}"]
    raw = written.paths[0].read_bytes()
    if form is ReportForm.XLSX:
        names = zipfile.ZipFile(written.paths[0]).namelist()
        assert sum(name.startswith("xl/worksheets/sheet") for name in names) == 3
    else:
        assert raw.startswith(b"%PDF" if form is ReportForm.PDF else b"<!DOCTYPE html>")


def test_tables_hold_the_bare_figures(tmp_path: Path) -> None:
    paths = write_effect(EFFECT, ReportForm.CSV, tmp_path, WHEN).paths
    names = [path.name.removeprefix("before-after-comparison-") for path in paths]
    assert names == ["learners.csv", "summary.csv", "beliefs.csv"]
    with paths[1].open(encoding="utf-8") as file:
        summary = {row["figure"]: row for row in csv.DictReader(file)}
    assert summary["handed_both_in"]["value"] == "7"
    assert (summary["change_points"]["value"], summary["change_points"]["n"]) == ("37.5", "7")


@pytest.mark.parametrize("report", [EFFECT, NOTHING])
def test_json_is_as_its_published_schema_says(report: EffectReport, tmp_path: Path) -> None:
    (path,) = write_effect(report, ReportForm.JSON, tmp_path, WHEN).paths
    schema = json.loads(
        (questions_dir() / "schema" / "comparison.json").read_text(encoding="utf-8")
    )
    found = json.loads(path.read_text(encoding="utf-8"))
    assert list(breaches(found, schema, schema)) == []
    assert (found["format"], found["pairs"]) == ("comparison/1", len(report.effect.pairs))


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="file cannot be made"):
        write_effect(EFFECT, ReportForm.HTML, tmp_path / "file", WHEN)
