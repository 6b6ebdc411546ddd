"""A topic is called as its bank calls it, also where only a specification names that bank."""

from __future__ import annotations

import csv
import json
import zipfile
from datetime import UTC
from pathlib import Path

import openpyxl
import pypdf
import pytest

from quizapp.application.reports.writing import LearnerPages, ReportForm
from quizapp.application.sitting_words import facts
from quizapp.delivery.set_files import read_set
from tests.delivery.cohort_steps import enrolled, take
from tests.delivery.sitting_steps import Pupil
from tests.delivery.world import World

RULE = "pass: {score: 0.5, no_critical_error: true, topics: {own: 0.75}}\n#"


def called(world: World, title: str) -> None:
    """Let the bank that the file names, which is none of the trainer's own, be called so."""
    bank = world.folder / "own.yaml"
    text = bank.read_text(encoding="utf-8")
    (line,) = (one for one in text.splitlines() if one.startswith("title: "))
    bank.write_text(text.replace(line, f"title: {title}"), encoding="utf-8")


@pytest.fixture
def reported(world: World) -> World:
    """Maya has handed in a set with a condition on its topic."""
    called(world, "Night shift")
    world.assign(**{"pass: {": RULE})
    world.hand_in(world.sets()[0])
    world.collect()
    return world


def text_in(path: Path) -> str:
    if path.suffix == ".pdf":
        text = " ".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    elif path.suffix == ".xlsx":
        rows = openpyxl.load_workbook(path)["Topics"].values
        text = " ".join(str(cell) for row in rows for cell in row)
    else:
        text = path.read_text(encoding="utf-8")
    return " ".join(text.split())


@pytest.mark.parametrize("form", ["html", "pdf", "xlsx"])
def test_reports_give_its_title(reported: World, form: str, tmp_path: Path) -> None:
    reporting = reported.trainer.score_reporting
    (path,) = reporting.write(reporting.report("week-3"), form, tmp_path).paths

    assert "Night shift" in text_in(path)


def test_tables_and_json_give_both_id_and_title(reported: World, tmp_path: Path) -> None:
    reporting = reported.trainer.score_reporting
    report = reporting.report("week-3")
    reporting.write(report, ReportForm.CSV, tmp_path)
    (path,) = reporting.write(report, ReportForm.JSON, tmp_path).paths
    table = (tmp_path / "week-3-topics.csv").read_text(encoding="utf-8").splitlines()

    assert [(row["topic"], row["title"]) for row in csv.DictReader(table)] == [
        ("own", "Night shift")
    ]
    (told,) = json.loads(path.read_text(encoding="utf-8"))["topics"]
    assert (told["topic"], told["title"]) == ("own", "Night shift")


def test_a_page_for_a_learner_gives_it_in_the_table_and_in_what_it_takes(
    reported: World, tmp_path: Path
) -> None:
    reporting = reported.trainer.score_reporting
    report = reporting.report("week-3")
    (path,) = reporting.write_learners(report, "html", tmp_path, LearnerPages()).paths
    with zipfile.ZipFile(path) as archive:
        (name,) = archive.namelist()
        page = archive.read(name).decode()

    assert page.count("Night shift") == 2
    assert "75% in Night shift" in page


@pytest.mark.parametrize("mode", ["practice", "exam"])
def test_learners_read_it_where_they_are_told_what_it_takes(world: World, mode: str) -> None:
    called(world, "Night shift")
    world.assign(mode, **{"pass: {": RULE})
    pupil = Pupil.make(world)
    row = pupil.sets.view(pupil.sha256).row
    assert row.topics == ("Night shift",)
    (takes,) = (text for name, text in facts(row, UTC) if name == "To pass")
    assert takes.endswith("at least 75% on Night shift")


def test_a_set_for_a_cohort_tells_it_too(world: World) -> None:
    called(world, "Night shift")
    ((app, learner_id),) = enrolled(world, "maya")
    path = world.folder / "sets" / "week-3-cohort.quizset"
    world.assign(due="one_file: true\ndue", **{"pass: {": RULE})
    pupil = take(path, app, learner_id)
    assert pupil.sets.view(pupil.sha256).row.topics == ("Night shift",)


def test_a_certificate_gives_it_and_stays_as_it_is_when_the_bank_is_renamed(
    reported: World, tmp_path: Path
) -> None:
    issue = reported.trainer.certificates.issue
    (first,) = issue("week-3", tmp_path, reported.key)
    assert "6 of 8 on Night shift" in text_in(first.path)
    called(reported, "Late shift")
    assert issue("week-3", tmp_path, reported.key) == (first,)


def test_what_an_older_version_assigned_is_called_by_its_id(reported: World) -> None:
    reported.trainer.database.execute("UPDATE assignment SET topic_titles = '{}'")
    report = reported.trainer.score_reporting.report("week-3")

    assert [one.title for one in report.topics] == ["own"]


def test_one_that_is_longer_than_a_set_can_say_is_cut_and_keeps_no_set_from_going_out(
    world: World,
) -> None:
    called(world, "Night shift " * 20)
    world.assign(**{"pass: {": RULE})
    (told,) = read_set(world.sets()[0].read_bytes()).sheet.plan.topic_titles
    assert told == ("own", ("Night shift " * 20)[:200])
