"""Reports as files: what stands in them, and that they are whole."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import msgspec
import openpyxl
import pypdf
import pytest

from quizapp.application.reports.lacking import lacking_words
from quizapp.application.reports.lazily import Lazily
from quizapp.application.reports.learner_pages import learner_document
from quizapp.application.reports.pages import MOST_NAMES, set_document
from quizapp.application.reports.sheets import sheets
from quizapp.application.reports.values import SetReport
from quizapp.application.reports.writing import (
    LearnerPages,
    ReportForm,
    write_learners,
    write_set,
)
from quizapp.bootstrap import Application
from quizapp.domain.answers import OptionAnswer, RegionAnswer
from quizapp.domain.assignments import Member
from quizapp.domain.errors import UserError
from quizapp.domain.part_items import Hotspot
from quizapp.exchange.documents import Document, Grid, Notice, Paragraph, Picture
from quizapp.exchange.wire_reports import ReportFile
from quizapp.storage.bank_store import BankCompiler, BankStore
from tests.unit.application.reporting import (
    HARM,
    RIGHT,
    WRONG,
    learners_of,
    nothing,
    question,
    report_on,
    returned,
)

ITEMS = [question(1), question(2, "other"), question(3, safety=("SAF-01",))]
HOSTILE = '=cmd|"/c calc"!A1'


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def texts(report: SetReport) -> str:
    blocks = set_document(report).blocks
    said = [block.text for block in blocks if isinstance(block, Paragraph)]
    return "\n".join(
        said + [one for block in blocks if isinstance(block, Notice) for one in block.points]
    )


def pdf_text(raw: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(raw)).pages)


def test_a_csv_report_is_a_file_a_table_and_no_cell_is_a_formula(
    app: Application, tmp_path: Path
) -> None:
    found = returned(ITEMS, [[RIGHT, WRONG, None]], absent=1)
    people = (Member("m1", HOSTILE, "+1"), Member("m2", "Learner 2"))
    report = report_on(app, replace(found, members=people))
    paths = {path.name: path for path in write_set(report, ReportForm.CSV, tmp_path / "new").paths}

    assert set(paths) == {f"week-3-{sheet.name}.csv" for sheet in sheets(report)}
    first, second = table(paths["week-3-scores.csv"])
    assert (first["name"], first["reference"], first["right"]) == (f"'{HOSTILE}", "'+1", "1")
    assert (first["blanks"], first["minutes"], first["passed"]) == ("1", "1.5", "no")
    assert (second["state"], second["score"]) == ("not handed in", "")
    assert table(paths["week-3-matrix.csv"])[0]["2: q2"] == "0.0"


def test_an_xlsx_report_holds_the_same_tables(class_report: SetReport, tmp_path: Path) -> None:
    (path,) = write_set(class_report, ReportForm.XLSX, tmp_path).paths
    book = openpyxl.load_workbook(path)

    assert book.sheetnames == [sheet.title for sheet in sheets(class_report)]
    for sheet in sheets(class_report):
        rows = list(book[sheet.title].iter_rows(values_only=True))
        assert rows[0] == sheet.headers
        assert len(rows) == len(sheet.rows) + 1


def test_a_json_report_is_as_its_schema_says(class_report: SetReport, tmp_path: Path) -> None:
    (path,) = write_set(class_report, ReportForm.JSON, tmp_path).paths
    made = msgspec.json.decode(path.read_bytes(), type=ReportFile)

    assert made.statistics is not None
    assert (made.handed_in, len(made.statistics.items)) == (28, 18)
    assert sum(made.figures.tenths) == 28
    assert [len(one.learners) for one in made.beliefs] == [28] * len(made.beliefs)
    assert made.not_handed_in == [member.id for member in class_report.missing]


def test_tables_and_json_hold_what_computers_noted(class_report: SetReport, tmp_path: Path) -> None:
    csv_paths = write_set(class_report, ReportForm.CSV, tmp_path).paths
    rows = table(next(path for path in csv_paths if path.name.endswith("scores.csv")))
    (path,) = write_set(class_report, ReportForm.JSON, tmp_path).paths
    made = msgspec.json.decode(path.read_bytes(), type=ReportFile)
    sittings = [one.attempts[0].sitting for one in made.scores[:4]]

    assert [bool(row["noted"]) for row in rows[:4]] == [False, True, False, False]
    assert "was set back by 10 hours." in rows[1]["noted"]
    assert [one and one.clock_jumps_ms for one in sittings] == [[], [-36_000_000], [], None]


def test_a_json_report_on_nobody_has_nulls(app: Application, tmp_path: Path) -> None:
    nobody = report_on(app, returned(ITEMS, absent=1))
    (path,) = write_set(nobody, ReportForm.JSON, tmp_path).paths
    made = json.loads(path.read_text(encoding="utf-8"))

    assert (made["statistics"], made["minutes"], made["figures"]["spread"]) == (None, None, None)
    assert made["scores"][0]["best"] is None


def test_options_that_nobody_chose_are_told_in_all_tables(app: Application, tmp_path: Path) -> None:
    report = report_on(app, returned(ITEMS, [[RIGHT, WRONG, RIGHT], [RIGHT] * 3], [[RIGHT] * 3]))
    paths = {one.name: one for one in write_set(report, ReportForm.CSV, tmp_path).paths}
    rows = table(paths["week-3-options.csv"])
    (path,) = write_set(report, ReportForm.JSON, tmp_path).paths
    cedar = json.loads(path.read_text())["statistics"]["items"][0]["options"][2]

    assert [row["count"] for row in rows[:3]] == ["2", "0", "0"]
    assert rows[2]["harmful"] == "yes"
    assert (cedar["groups"], cedar["by_attempt"], cedar["credit"]) == ([0, 0, 0], [], None)
    assert {one["figure"] for one in table(paths["week-3-summary.csv"])} >= {"gain_to_attempt_2"}


@pytest.mark.parametrize("form", [ReportForm.HTML, ReportForm.PDF])
def test_pages_say_what_the_report_says(
    class_report: SetReport, form: ReportForm, tmp_path: Path
) -> None:
    (path,) = write_set(class_report, form, tmp_path).paths
    raw = path.read_bytes()
    text = raw.decode() if form is ReportForm.HTML else pdf_text(raw)

    for said in ("Opioids and naloxone: week 3", "28 of 30", "pass mark 60%", "Maya Lind"):
        assert said in text
    assert "those who did better elsewhere did worse here" in text.replace("\n", " ")


def test_pictures_say_in_words_what_they_show(class_report: SetReport) -> None:
    scores, curve = [
        block for block in set_document(class_report).blocks if isinstance(block, Picture)
    ]

    assert scores.alt.startswith("Scores of 28 learners in tenths. ")
    assert scores.alt.endswith("Pass mark 60%.")
    assert curve.alt.startswith("Question 3, share of marks: lowest fifth ")


def test_pages_on_nobody_say_so_in_one_sentence(app: Application) -> None:
    assert texts(report_on(app, returned(ITEMS, absent=2, due_at=None))) == (
        "Nobody has handed in yet, so there is nothing to report on.\nLearner 1; Learner 2."
    )


def test_pages_on_few_print_numbers_in_place_of_a_picture(app: Application) -> None:
    said = texts(report_on(app, returned(ITEMS, [[RIGHT] * 3], passes=None)))

    assert "There are too few results for a picture" in said
    assert "No answer would have harmed somebody." in said
    assert "No answer gave a misconception away." in said


def test_pages_say_that_results_were_marked_anew(app: Application) -> None:
    found = replace(returned(ITEMS, absent=1), regrades=2)

    assert "3 questions · due 14 March 2026, 09:00 (UTC+00:00) · regraded twice · as of" in (
        set_document(report_on(app, found)).subtitle
    )


def test_a_histogram_without_a_pass_mark_has_no_line(app: Application) -> None:
    report = report_on(app, returned(ITEMS, *[[[RIGHT, WRONG, RIGHT]]] * 5, passes=None))
    (picture,) = [block for block in set_document(report).blocks if isinstance(block, Picture)]

    assert "dasharray" not in picture.svg
    assert picture.alt == "Scores of 5 learners in tenths. 60–69%: 5."


def test_a_place_in_a_diagram_is_called_as_the_diagram_calls_it(app: Application) -> None:
    banks = BankStore(app.database)
    item = next(one for one in BankCompiler(app.database).active_items() if one.id == "od-050")
    assert isinstance(item, Hotspot)
    diagram = banks.diagram(item.diagram or "")
    marked = RegionAnswer(item.regions[0].id)
    report = report_on(app, returned([item], [[marked]]))
    (page,) = learners_of(app, report)

    assert diagram is not None
    labels = {part.id: part.label for part in diagram.parts}
    assert page.items[0].given == labels[item.regions[0].part]
    assert report.statistics is not None
    assert report.statistics.rows[0].options[0].text in labels.values()


def test_no_answer_stands_in_print_without_its_safety_wording(app: Application) -> None:
    item = next(one for one in BankCompiler(app.database).active_items() if one.safety)
    wordings = [BankStore(app.database).wording(one) for one in item.safety]
    right = next(one.id for one in item.options if one.correct)
    report = report_on(app, returned([item], [[OptionAnswer(right)]]))
    (page,) = learners_of(app, report)

    def told(document: Document) -> list[str]:
        return [
            one for block in document.parts if isinstance(block, Notice) for one in block.points
        ]

    said = [one.wording for one in wordings if one]
    assert set(said) <= set(told(set_document(report)))
    assert set(said) <= set(told(learner_document(page, with_answers=True)))
    assert told(learner_document(page, with_answers=False)) == []


def test_nobody_said_how_sure_they_were(app: Application) -> None:
    found = returned(ITEMS, [[RIGHT] * 3])
    silent = replace(found.results[0], confidences=(), times_ms=())

    assert "Nobody said how sure they were." in texts(
        report_on(app, replace(found, results=(silent,)))
    )


def test_critical_errors_that_the_statistics_do_not_count_still_name_their_learners(
    app: Application,
) -> None:
    attempts = [[WRONG, WRONG, WRONG], [RIGHT, RIGHT, HARM]]
    said = texts(report_on(app, returned(ITEMS, attempts)))

    assert "Learners: Learner 1 (1 answer)." in said
    assert "Questions:" not in said


def test_of_many_names_the_first_are_said(app: Application) -> None:
    said = texts(report_on(app, returned(ITEMS, absent=MOST_NAMES + 2)))

    assert said.endswith("; and 2 more, who stand in the table of learners.")


def test_tables_that_are_too_large_for_pages_are_left_to_the_spreadsheet(
    app: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.application.reports.pages.MOST_CELLS", 2)
    said = texts(report_on(app, returned(ITEMS, *[[[RIGHT, WRONG, HARM]]] * 2)))

    assert said.count("is too large for pages; it stands in the CSV and XLSX files") == 2


def test_who_stops_the_writing_finds_nothing_half_written(
    app: Application, class_report: SetReport, tmp_path: Path
) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    reports = learners_of(app, class_report)[:3]
    with pytest.raises(KeyboardInterrupt):
        write_learners(reports, ReportForm.HTML, tmp_path / "out", LearnerPages(), stop)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("form", list(ReportForm))
def test_a_report_that_is_stopped_leaves_nothing_behind(
    class_report: SetReport, tmp_path: Path, form: ReportForm
) -> None:
    told = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_set(class_report, form, tmp_path / "out", stop)
    assert not (tmp_path / "out").exists()
    assert all(done <= total for done, total in told)


def test_parts_that_are_made_when_asked_for_are_like_any_others() -> None:
    asked: list[int] = []

    def doubled(one: int) -> int:
        asked.append(one)
        return 2 * one

    parts = Lazily([1, 2, 3], doubled)
    assert (len(parts), asked) == (3, [])
    assert (parts[2], [*parts[:2]], asked) == (6, [2, 4], [3, 1, 2])


def test_signs_that_no_font_has_are_handed_up_with_the_file(
    app: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.exchange.typesetting.SYSTEM_FONTS", False)
    found = returned(ITEMS, [[RIGHT] * 3])
    report = report_on(app, replace(found, members=(Member("m1", "李明"),)))
    reports = learners_of(app, report)

    assert write_set(report, ReportForm.PDF, tmp_path).lacking == "明李"
    in_zip = write_learners(reports, ReportForm.PDF, tmp_path, LearnerPages(), nothing)
    assert in_zip.lacking == "明李"
    assert lacking_words("明李").startswith("2 signs (CJK) have no font on this computer")
    assert lacking_words("م").startswith("1 sign (Arabic) has no font")
    assert lacking_words("🦊😀明").startswith("3 signs (CJK, emoji and symbols) have no font")
    assert lacking_words("") == ""


def test_a_file_that_cannot_be_written_is_named_and_what_was_there_stays(
    class_report: SetReport, tmp_path: Path
) -> None:
    (tmp_path / "week-3-report.html.part").mkdir()
    (tmp_path / "week-3-report.html").write_text("old")

    with pytest.raises(UserError, match=r"week-3-report\.html could not be written"):
        write_set(class_report, ReportForm.HTML, tmp_path)
    assert (tmp_path / "week-3-report.html").read_text() == "old"


def test_a_folder_that_cannot_be_made_is_named(class_report: SetReport, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(UserError, match="cannot be made"):
        write_set(class_report, ReportForm.JSON, tmp_path / "file" / "new")


def test_a_question_that_nobody_answered_has_no_table_of_answers(
    app: Application, class_report: SetReport
) -> None:
    number = next(item for item in class_report.items if item.kind == "numeric")
    report = report_on(app, returned([number], [[None]]))
    grids = [one for one in set_document(report).blocks if isinstance(one, Grid)]

    assert not any(grid.caption.startswith("Answers to") for grid in grids)


def test_tables_on_nobody_have_heads_and_no_questions(app: Application, tmp_path: Path) -> None:
    report = report_on(app, returned(ITEMS, absent=1))
    names = {one.name for one in write_set(report, ReportForm.CSV, tmp_path).paths}

    assert "week-3-questions.csv" not in names
    assert table(tmp_path / "week-3-beliefs.csv") == []
    assert "minutes" not in {one["figure"] for one in table(tmp_path / "week-3-summary.csv")}


def test_questions_and_beliefs_have_a_grid_each_that_holds_everybody(
    class_report: SetReport,
) -> None:
    grids = [block for block in set_document(class_report).blocks if isinstance(block, Grid)]
    by_caption = {grid.caption: grid for grid in grids}

    assert len(by_caption["Points for questions 1 to 18"].rows) == 28
    assert len(by_caption["Learners, each with the result that counts"].rows) == 30
    assert all(len(row) == len(grid.columns) for grid in grids for row in grid.rows)
