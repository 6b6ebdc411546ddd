"""The rehearsal on several computers: from a new question to reports that other programs open."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication

from tests.e2e.rehearsal_steps import (
    CLASS,
    EXAM,
    PRACTICE,
    REASON,
    TRAINER,
    Rehearsal,
    Story,
    rehearse,
)
from tests.e2e.report_readers import Printed, WebPage, breaches, table

MAYA, JONAS, ZOE = CLASS
SCHEMA = Path(__file__).parents[2] / "questions" / "schema" / "report.json"


@pytest.fixture(scope="module")
def story(
    qapp: QApplication, compiled_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Story:
    """All of it, gone through once."""
    folder = tmp_path_factory.mktemp("rehearsal")
    return rehearse(Rehearsal(folder, compiled_folder))


def test_an_exam_tells_a_learner_nothing_of_what_was_right(story: Story) -> None:
    assert "4 of 4 answered. Send the file ward-exam-id0003-attempt1-001" in story.exam_end
    assert "Your trainer marks this exam and tells you how it went." in story.exam_end
    assert "of 4 questions right" not in story.exam_end


def test_practice_tells_a_learner_at_its_end(story: Story) -> None:
    assert "2 of 2 questions right" in story.practice_end


def test_a_result_that_was_lost_is_exported_again_byte_for_byte(story: Story) -> None:
    assert story.result.read_bytes() == story.result_as_saved


def test_a_trainer_is_given_words_to_send_with_a_set(story: Story) -> None:
    assert story.sent.startswith("Here is “Ward exam”.")
    assert "by 10 March 2026, 18:00 (UTC+01:00). You have 20 minutes once you begin." in story.sent


def test_results_are_taken_in_once_however_often_they_come(story: Story) -> None:
    assert f"{MAYA}\nTaken in\n{EXAM}: 3 of 4 right." in story.intake
    assert f"{ZOE} (13)\nTaken in\n{PRACTICE}: 2 of 2 right." in story.intake
    assert f"{MAYA}\nAlready there" in story.twice
    assert f"{JONAS} (12)\nTaken in\n{EXAM}: 3 of 4 right." in story.folder_intake
    assert "1 taken in · 2 already there" in story.folder_intake
    assert story.again.endswith("0 taken in, 0 late, 3 already there, 0 refused\n")


def test_a_file_that_was_cut_short_is_refused_and_moved_out_of_the_way(story: Story) -> None:
    assert "spoiled.quizresult\n\nRefused\nThis file is damaged, cut short" in story.intake
    assert "2 taken in · 1 refused" in story.intake
    aside = story.stage.folder / "drive" / "set-aside"
    assert "spoiled.quizresult" in {one.name for one in aside.iterdir()}


def test_results_are_read_as_they_are_marked_by_the_wrong_key(story: Story) -> None:
    for said in ("Handed in\n2 of 3\n1 not handed in", "Passed\n0 of 2", "by 1 learner"):
        assert said in story.results
    before = table(story.stage.folder / "before" / f"{EXAM}-scores.csv")
    assert [row["right"] for row in before] == ["3", "3", ""]


def test_a_mended_key_is_tried_first_and_then_kept_with_its_reason(story: Story) -> None:
    said = "Of 2 learners 1 would gain and 1 lose. 1 would newly pass, 0 newly fail."
    assert said in story.dry_run
    assert story.regraded == "Regraded: 1 gain, 1 lose."
    with story.stage.app(TRAINER) as app:
        (kept,) = app.regrading.history(EXAM)
    assert kept.reason == REASON
    (changed,) = kept.view.questions
    assert (changed.gain, changed.lose) == (1, 1)


def test_tables_hold_the_marks_by_the_mended_key(story: Story) -> None:
    maya, jonas, zoe = table(story.reports / f"{EXAM}-scores.csv")
    assert (maya["name"], maya["right"], maya["passed"], maya["critical_errors"]) == (
        MAYA,
        "4",
        "yes",
        "0",
    )
    assert (jonas["right"], jonas["passed"], jonas["critical_errors"]) == ("2", "no", "1")
    assert (zoe["name"], zoe["state"], zoe["score"]) == (ZOE, "not handed in", "")
    (belief,) = table(story.reports / f"{EXAM}-beliefs.csv")
    assert (belief["name"], belief["share_held"]) == ("Gasping is breathing", "0.5")


def test_a_workbook_holds_numbers_as_numbers(story: Story) -> None:
    book = openpyxl.load_workbook(story.reports / f"{EXAM}-report.xlsx")
    heads, *rows = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    found = [dict(zip(heads, row, strict=True)) for row in rows]
    assert [(one["name"], one["right"], one["critical_errors"]) for one in found] == [
        (MAYA, 4, 0),
        (JONAS, 2, 1),
        (ZOE, None, None),
    ]
    assert all(sheet.freeze_panes for sheet in book.worksheets)


def test_other_programs_get_what_the_schema_promises(story: Story) -> None:
    made = json.loads((story.reports / f"{EXAM}-scores.json").read_text(encoding="utf-8"))
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert list(breaches(made, schema, schema)) == []
    assert (made["learners"], made["handed_in"], made["passed"]) == (3, 2, 1)
    names = {one["learner"]: one["name"] for one in made["scores"]}
    assert [names[one] for one in made["not_handed_in"]] == [ZOE]
    assert list(breaches(made | {"handed_in": "2"}, schema, schema)) != []


@pytest.mark.parametrize("name", [f"{EXAM}-report.html", "0001-Maya.html", "0002-Jonas.html"])
def test_pages_for_a_browser_can_be_found_one_s_way_in_and_run_nothing(
    story: Story, name: str, tmp_path: Path
) -> None:
    story.unpack(tmp_path)
    page = WebPage(tmp_path / name)
    levels = [level for level, _ in page.headings]
    assert page.lang == "en-GB"
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert set(page.scopes()) <= {"col", "row"}
    assert not {tag for tag, _ in page.tags} & {"script", "iframe", "object", "link", "img"}
    assert not [one for _, has in page.tags for one in has if one.startswith("on")]


def test_the_report_says_who_passed_who_did_harm_and_who_is_missing(story: Story) -> None:
    page = WebPage(story.reports / f"{EXAM}-report.html")
    printed = Printed(story.reports / f"{EXAM}-report.pdf")
    for said in (page.text, printed.text):
        for words in (
            "Handed in 2 of 3",
            "Passed 1 of 2",
            "Critical errors 1 by 1 learner",
            f"Learners: {JONAS} (1 answer).",
            f"Not handed in {ZOE}.",
            "4 of 4 100% yes 0",
            "2 of 4 50% no 1",
        ):
            assert words in said, words


@pytest.mark.parametrize("name", ["report", "learners"])
def test_printed_pages_are_set_in_our_own_fonts_and_tagged(story: Story, name: str) -> None:
    printed = Printed(story.reports / f"{EXAM}-{name}.pdf")
    assert all(font.startswith(("Inter-", "SourceSerif4")) for font in printed.fonts)
    assert (printed.lang, printed.is_tagged) == ("en-GB", True)
    ends = [page.rsplit("call your local emergency number. ", 1)[1] for page in printed.pages]
    count = len(printed.pages)
    if name == "report":
        assert ends == [f"{number} / {count}" for number in range(1, count + 1)]
    else:
        # The pages of each learner are handed out alone, and count from 1.
        assert ends.count("1") == 2
        assert all(now in ("1", str(int(before) + 1)) for before, now in itertools.pairwise(ends))


def test_learners_are_told_their_answers_and_what_could_have_done_harm(story: Story) -> None:
    maya, jonas = Printed(story.reports / f"{EXAM}-learners.pdf").pages[:2]
    assert MAYA in maya
    assert "could harm" not in maya
    for words in (JONAS, "Not passed", "Your answer to question 1 could harm somebody."):
        assert words in jonas
    assert "Your answer: Slow but safe" in jonas


def test_a_certificate_is_for_who_passes_and_its_code_is_known(story: Story) -> None:
    (path,) = story.reports.glob(f"{EXAM}-certificate-*.pdf")
    printed = Printed(path)
    assert f"This certifies that {MAYA} has passed" in printed.text
    (code,) = re.findall(r"\b(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}\b", printed.text)
    said = story.stage.command("certificate", "--check", code)
    assert f" to {MAYA}: Ward exam ({EXAM}), 4 of 4 questions right" in said
