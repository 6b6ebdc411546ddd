"""Pages for learners: what stands on them, and that each learner has one."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from quizapp.application.reports.grids import shortened
from quizapp.application.reports.values import LearnerReport, SetReport
from quizapp.application.reports.writing import (
    LearnerPages,
    ReportForm,
    write_learners,
)
from quizapp.bootstrap import Application
from quizapp.domain.assignments import Member
from quizapp.domain.errors import UserError
from quizapp.storage.bank_store import BankCompiler, BankStore
from tests.report_class import of_every_kind
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


def test_a_learner_is_told_the_result_and_the_safety_wordings_without_the_answers(
    app: Application, tmp_path: Path
) -> None:
    report = report_on(app, returned(ITEMS, [[RIGHT, WRONG, HARM]]))
    wording = BankStore(app.database).wording("SAF-01")
    how = LearnerPages(in_one_file=True)
    written = write_learners(learners_of(app, report), ReportForm.HTML, tmp_path, how, nothing)
    text = written.paths[0].read_text(encoding="utf-8")

    assert wording is not None
    for said in (wording.wording, "Your answer to question 3 could harm somebody.", "Not passed"):
        assert said in text
    assert "Amber" not in text


def test_a_learner_can_be_told_the_answers_and_the_beliefs_behind_them(
    app: Application, tmp_path: Path
) -> None:
    report = report_on(app, returned(ITEMS, [[HARM, WRONG, HARM]], [[RIGHT, None, RIGHT]]))
    belief = BankStore(app.database).misconception("MC01")
    how = LearnerPages(with_answers=True, in_one_file=True)
    (path,) = write_learners(
        learners_of(app, report), ReportForm.HTML, tmp_path, how, nothing
    ).paths
    text = path.read_text(encoding="utf-8")

    assert belief is not None
    for said in ("Your answer: Birch", "Right: Amber", "Amber it is.", belief.name):
        assert said in text
    assert "Your answer to questions 1, 3 could harm somebody." in text
    assert ("Your answer: none" in text, "No answer" in text) == (True, True)


def test_a_learner_who_was_all_right_reads_a_short_page(app: Application, tmp_path: Path) -> None:
    found = returned(ITEMS, [[WRONG] * 3, [RIGHT] * 3], passes=None)
    people = (replace(found.members[0], reference=""),)
    silent = tuple(replace(one, confidences=(), times_ms=()) for one in found.results)
    report = report_on(app, replace(found, members=people, results=silent))
    how = LearnerPages(with_answers=True, in_one_file=True)
    (path,) = write_learners(
        learners_of(app, report), ReportForm.HTML, tmp_path, how, nothing
    ).paths
    text = path.read_text(encoding="utf-8")

    assert ("Right: 1 to 3." in text, "attempt 2 of 2" in text) == (True, True)
    assert not any(one in text for one in ("What was not right", "certain of", "Your answer"))


def test_a_learner_who_has_not_handed_in_is_told_so(app: Application, tmp_path: Path) -> None:
    report = report_on(app, returned(ITEMS, absent=1))
    how = LearnerPages(in_one_file=True)
    (path,) = write_learners(
        learners_of(app, report), ReportForm.HTML, tmp_path, how, nothing
    ).paths

    assert "Nothing has been handed in." in path.read_text(encoding="utf-8")


def test_each_learner_gets_a_pdf_of_one_page_in_a_zip(
    app: Application, class_report: SetReport, tmp_path: Path
) -> None:
    told: list[int] = []
    reports = learners_of(app, class_report)[:3]
    reports[1] = replace(reports[1], member=Member("m", "../..\\ //"))
    (path,) = write_learners(
        reports, ReportForm.PDF, tmp_path, LearnerPages(), lambda done, _total: told.append(done)
    ).paths

    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == [
            "0001-Maya-Lind.pdf",
            "0002-learner.pdf",
            "0003-Amira-Okafor.pdf",
        ]
        pages = [pypdf.PdfReader(io.BytesIO(archive.read(one))).pages for one in archive.namelist()]
    assert [len(one) for one in pages] == [1, 1, 1]
    assert told == sorted(told)
    assert set(told) == {0, 1, 2, 3}


def one_page(report: LearnerReport, folder: Path) -> str:
    """The words of the only page of a learner."""
    write_learners([report], ReportForm.PDF, folder, LearnerPages(in_one_file=True), nothing)
    (page,) = pypdf.PdfReader(folder / "week-3-learners.pdf").pages
    return " ".join(page.extract_text().split())


@pytest.mark.parametrize("count", [18, 40, 90])
def test_a_learner_who_was_wrong_all_over_has_one_page_with_every_wording_whole(
    app: Application, tmp_path: Path, count: int
) -> None:
    items = of_every_kind(BankCompiler(app.database).active_items(), count)
    (report,) = learners_of(app, report_on(app, returned(items, [[None] * count])))
    said = one_page(report, tmp_path)

    wordings = {wording.wording for one in report.items for wording in one.safety}
    letters = "".join(said.split())
    assert [one for one in wordings if "".join(one.split()) not in letters] == []
    assert shortened(items[0].stem, 80)[:40] in said or f"No answer: 1 to {count}." in said


def test_a_page_that_is_short_of_room_keeps_the_words_of_critical_errors_longest(
    app: Application, tmp_path: Path
) -> None:
    items = [question(n, safety=("SAF-01",)) for n in range(1, 101)]
    given = [HARM if n in {7, 90} else WRONG for n in range(1, 100)] + [None]
    (report,) = learners_of(app, report_on(app, returned(items, [[*given]])))
    said = one_page(report, tmp_path)

    for words in ("7 Question about 7?", "90 Question about 90?", "No answer: 100."):
        assert words in said
    assert "Not right: 1 to 6, 8 to 89, 91 to 99." in said
    assert "Question about 8?" not in said


def test_all_learners_in_one_file_begin_on_pages_of_their_own(
    app: Application, class_report: SetReport, tmp_path: Path
) -> None:
    reports = learners_of(app, class_report)[:3]
    how = LearnerPages(in_one_file=True)
    (path,) = write_learners(reports, ReportForm.PDF, tmp_path, how, nothing).paths
    pages = [page.extract_text() for page in pypdf.PdfReader(path).pages]

    for place, report in enumerate(reports):
        assert pages[place].startswith(report.member.name)


def test_tables_have_no_pages_for_learners(class_report: SetReport, app: Application) -> None:
    with pytest.raises(UserError, match="Choose HTML or PDF"):
        write_learners(
            learners_of(app, class_report), ReportForm.CSV, Path(), LearnerPages(), nothing
        )
