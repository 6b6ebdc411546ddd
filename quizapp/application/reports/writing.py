"""Writes reports into a folder, in the form that was asked for."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from quizapp.application.reports.learner_pages import learner_document
from quizapp.application.reports.pages import FOOT, set_document
from quizapp.application.table_files import plain_cell, write_whole
from quizapp.domain.errors import UserError
from quizapp.exchange.documents import Document, Heading, PageBreak

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from quizapp.application.reports.values import LearnerReport, SetReport, Tell
    from quizapp.exchange.documents import Block
    from quizapp.exchange.workbook import Sheet

Print = Callable[[Document], bytes]

_LONGEST_NAME = 40


class ReportForm(StrEnum):
    """What a report can be written as."""

    CSV = "csv"
    XLSX = "xlsx"
    HTML = "html"
    PDF = "pdf"
    JSON = "json"


PAGE_FORMS = (ReportForm.HTML, ReportForm.PDF)
"""The forms that are made of pages, and so can be for learners."""


@dataclass(frozen=True, slots=True)
class LearnerPages:
    """How reports for learners are to be.

    Attributes:
        with_answers: whether the learner's answers and the right ones are told.
        in_one_file: whether all are in one file, to be printed, and not in one each, in a zip.
    """

    with_answers: bool = False
    in_one_file: bool = False


def write_set(report: SetReport, form: ReportForm, folder: Path) -> tuple[Path, ...]:
    """Write the report on an assignment; nothing is written unless all of it could be made.

    Returns:
        The files that were written: of CSV one a table, of other forms one.

    Raises:
        UserError: the folder or a file cannot be written.
    """
    name = report.plan.id
    match form:
        case ReportForm.CSV:
            from quizapp.application.reports.sheets import sheets

            made = {f"{name}-{one.name}.csv": _csv(one) for one in sheets(report)}
        case ReportForm.XLSX:
            from quizapp.application.reports.sheets import sheets
            from quizapp.exchange.workbook import workbook

            book = workbook(sheets(report), report.plan.title, report.made_at)
            made = {f"{name}-report.xlsx": book}
        case ReportForm.JSON:
            from quizapp.application.reports.fields import fields
            from quizapp.exchange.wire_reports import report_json

            made = {f"{name}-scores.json": report_json(fields(report))}
        case _:
            made = {f"{name}-report.{form}": _printer(form)(set_document(report))}
    return _write(made, folder)


def write_learners(
    reports: Sequence[LearnerReport], form: ReportForm, folder: Path, how: LearnerPages, tell: Tell
) -> tuple[Path, ...]:
    """Write a report for each learner: a file each in one zip, or all in one file.

    Args:
        reports: one or more, all of one assignment.
        form: one of `PAGE_FORMS`.
        folder: where to write to.
        how: what to tell, and in how many files.
        tell: hears of each learner; when it raises, nothing has been written.

    Raises:
        UserError: the form has no pages, or the file cannot be written.
    """
    if form not in PAGE_FORMS:
        raise UserError(
            f"Reports for learners are pages, and {form} has none.", "Choose HTML or PDF."
        )
    printed = _printer(form)
    name = reports[0].plan.id
    documents = _told(reports, how, tell)
    if how.in_one_file:
        made = {f"{name}-learners.{form}": printed(_together(reports[0], documents))}
    else:
        members = (one.member.name for one in reports)
        raw = io.BytesIO()
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
            for number, (member, document) in enumerate(zip(members, documents, strict=True), 1):
                entry = zipfile.ZipInfo(
                    f"{number:04}-{_file_name(member)}.{form}", document.made_at.timetuple()[:6]
                )
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, printed(document))
        made = {f"{name}-learners-{form}.zip": raw.getvalue()}
    return _write(made, folder)


def _told(reports: Sequence[LearnerReport], how: LearnerPages, tell: Tell) -> Iterator[Document]:
    for number, report in enumerate(reports):
        tell(number, len(reports))
        yield learner_document(report, with_answers=how.with_answers)
    tell(len(reports), len(reports))


def _together(first: LearnerReport, documents: Iterator[Document]) -> Document:
    """Return documents as one, each on pages of its own."""
    blocks: list[Block] = []
    for document in documents:
        if blocks:
            blocks.append(PageBreak())
        blocks += [Heading(document.subtitle), *(_lowered(one) for one in document.blocks)]
    return Document(
        title=first.plan.title,
        subtitle="Reports for learners",
        blocks=tuple(blocks),
        foot=FOOT,
        made_at=first.made_at,
    )


def _lowered(block: Block) -> Block:
    return Heading(block.text, block.level + 1) if isinstance(block, Heading) else block


def _printer(form: ReportForm) -> Print:
    if form is ReportForm.PDF:
        from quizapp.exchange.document_pdf import PdfPress

        return PdfPress().printed
    from quizapp.exchange.document_html import html_page

    return lambda document: html_page(document).encode()


def _csv(sheet: Sheet) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(plain_cell(head) for head in sheet.headers)
    for row in sheet.rows:
        writer.writerow("" if cell is None else plain_cell(cell) for cell in row)
    return text.getvalue().encode()


def _file_name(name: str) -> str:
    """Return a name of a person as part of the name of a file that every system takes."""
    kept = "".join(sign if sign.isalnum() else " " for sign in name)
    return "-".join(kept.split())[:_LONGEST_NAME].rstrip("-") or "learner"


def _write(made: dict[str, bytes], folder: Path) -> tuple[Path, ...]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{folder} cannot be made: {error.strerror}.") from error
    for name, raw in made.items():
        write_whole(folder / name, raw)
    return tuple(folder / name for name in made)
