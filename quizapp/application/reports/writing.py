"""Writes reports into a folder, in the form that was asked for."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from quizapp.application.reports.effect_pages import EFFECT_TITLE, effect_document
from quizapp.application.reports.learner_pages import learner_document
from quizapp.application.reports.pages import FOOT, set_document
from quizapp.application.reports.values import nobody_waits
from quizapp.application.table_files import name_part, plain_cell, whole_files
from quizapp.domain.errors import UserError
from quizapp.exchange.documents import Document, Heading, OnePage, PageBreak

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime, tzinfo
    from pathlib import Path

    from quizapp.application.comparing import EffectReport
    from quizapp.application.reports.values import LearnerReport, SetReport, Tell
    from quizapp.application.table_files import WholeFiles
    from quizapp.exchange.documents import Block, Part
    from quizapp.exchange.workbook import Sheet

    Print = Callable[[Document, Tell], tuple[bytes, str]]
    """Returns a document as the bytes of a file, and the signs that no font has for it."""

_TOLD_ROWS = 50


class Written(NamedTuple):
    """What was written.

    Attributes:
        paths: the files.
        lacking: signs that no font of this computer has; □ stands for each of them in the files.
    """

    paths: tuple[Path, ...]
    lacking: str = ""


class Moment(NamedTuple):
    """When something is made, and in which zone moments are told; `None`: the computer's."""

    made_at: datetime
    zone: tzinfo | None


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


def write_set(
    report: SetReport, form: ReportForm, folder: Path, tell: Tell = nobody_waits
) -> Written:
    """Write the report on an assignment; nothing is written unless all of it could be made.

    Args:
        report: what to write.
        form: of CSV there is a file for each table, of other forms one.
        folder: where to write to.
        tell: hears how far it is; when it raises, nothing has been written.

    Raises:
        UserError: the folder or a file cannot be written.
    """
    name, lacking = report.plan.id, ""
    with whole_files(folder) as files:
        match form:
            case ReportForm.CSV:
                from quizapp.application.reports.sheets import sheets

                _write_tables(files, name, sheets(report), tell)
            case ReportForm.XLSX:
                from quizapp.application.reports.sheets import sheets
                from quizapp.exchange.workbook import write_workbook

                with files.open(f"{name}-report.xlsx") as file:
                    title = report.plan.title
                    write_workbook(file, sheets(report), title, report.made_at, tell)
            case ReportForm.JSON:
                with files.open(f"{name}-scores.json") as file:
                    file.writelines(_json(report, tell))
            case _:
                raw, lacking = _printer(form)(set_document(report, tell), tell)
                with files.open(f"{name}-report.{form}") as file:
                    file.write(raw)
    return Written(files.paths, lacking)


def write_learners(
    reports: Sequence[LearnerReport], form: ReportForm, folder: Path, how: LearnerPages, tell: Tell
) -> Written:
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
    name = reports[0].plan.id
    with whole_files(folder) as files:
        if how.in_one_file:
            raw, lacking = _printer(form)(_together(reports, how, tell), tell)
            with files.open(f"{name}-learners.{form}") as file:
                file.write(raw)
        else:
            with files.open(f"{name}-learners-{form}.zip") as file:
                lacking = _zip(file, reports, form, how, tell)
    return Written(files.paths, lacking)


def write_effect(
    report: EffectReport, form: ReportForm, folder: Path, when: Moment, tell: Tell = nobody_waits
) -> Written:
    """Write a comparison of two assignments; nothing is written unless all of it could be made.

    Args:
        report: what to write.
        form: of CSV there is a file for each table, of other forms one.
        folder: where to write to.
        when: it is made.
        tell: hears how far it is; when it raises, nothing has been written.

    Raises:
        UserError: the folder or a file cannot be written.
    """
    from quizapp.application.reports.effect_figures import effect_fields, effect_sheets

    name, lacking = f"{report.before.id}-{report.after.id}-comparison", ""
    with whole_files(folder) as files:
        match form:
            case ReportForm.CSV:
                _write_tables(files, name, effect_sheets(report), tell)
            case ReportForm.XLSX:
                from quizapp.exchange.workbook import write_workbook

                with files.open(f"{name}.xlsx") as file:
                    write_workbook(file, effect_sheets(report), EFFECT_TITLE, when.made_at, tell)
            case ReportForm.JSON:
                from quizapp.exchange.wire_comparisons import comparison_json

                with files.open(f"{name}.json") as file:
                    file.write(comparison_json(effect_fields(report, when.made_at)))
            case _:
                document = effect_document(report, when.made_at, when.zone)
                raw, lacking = _printer(form)(document, tell)
                with files.open(f"{name}.{form}") as file:
                    file.write(raw)
    return Written(files.paths, lacking)


def _write_tables(files: WholeFiles, name: str, found: Sequence[Sheet], tell: Tell) -> None:
    total, before = sum(len(one.rows) for one in found), 0
    for sheet in found:
        with files.open(f"{name}-{sheet.name}.csv") as file:
            for number, line in enumerate(_csv(sheet)):
                if number % _TOLD_ROWS == 0:
                    tell(before + number, total)
                file.write(line.encode())
        before += len(sheet.rows)


def _json(report: SetReport, tell: Tell) -> Iterator[bytes]:
    from quizapp.application.reports.fields import belief_fields, fields, score_fields
    from quizapp.exchange.wire_reports import report_json

    scores, beliefs = score_fields(report), belief_fields(report)
    # What comes before the scores takes a while where these are many.
    tell(0, len(scores) + len(beliefs))
    yield from report_json(fields(report), scores, beliefs, tell)


def _zip(
    file: BinaryIO,
    reports: Sequence[LearnerReport],
    form: ReportForm,
    how: LearnerPages,
    tell: Tell,
) -> str:
    """Write a file for each learner into a zip; return the signs that no font has."""
    printed, missing = _printer(form), set[str]()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (report, document) in enumerate(_told(reports, how, tell)):

            def go_on(_done: int, _total: int, number: int = number) -> None:
                tell(number, len(reports))

            raw, lacking = printed(document, go_on)
            missing.update(lacking)
            name = f"{number + 1:04}-{name_part(report.member.name)}.{form}"
            entry = zipfile.ZipInfo(name, document.made_at.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, raw)
    return "".join(sorted(missing))


def _told(
    reports: Sequence[LearnerReport], how: LearnerPages, tell: Tell
) -> Iterator[tuple[LearnerReport, Document]]:
    for number, report in enumerate(reports):
        tell(number, len(reports))
        yield report, learner_document(report, with_answers=how.with_answers)
    tell(len(reports), len(reports))


def _together(reports: Sequence[LearnerReport], how: LearnerPages, tell: Tell) -> Document:
    """Return documents as one, each on pages of its own with its name at their heads."""
    blocks: list[Block] = []
    heads: list[str] = []
    for _, document in _told(reports, how, tell):
        if blocks:
            blocks.append(PageBreak(document.head))
        heads.append(document.head)
        blocks += [Heading(document.subtitle), *map(_lowered, document.blocks)]
    return Document(
        title=reports[0].plan.title,
        subtitle="Reports for learners",
        blocks=tuple(blocks),
        head=heads[0],
        foot=FOOT,
        made_at=reports[0].made_at,
    )


def _lowered(block: Block) -> Block:
    if isinstance(block, OnePage):
        return OnePage(tuple(tuple(map(_lowered_part, way)) for way in block.ways))
    return _lowered_part(block)


def _lowered_part(part: Part) -> Part:
    return Heading(part.text, part.level + 1) if isinstance(part, Heading) else part


def _printer(form: ReportForm) -> Print:
    if form is ReportForm.PDF:
        from quizapp.exchange.document_pdf import PdfPress

        press = PdfPress()
        return lambda document, tell: press.printed(document, lambda second: tell(second, 0))
    from quizapp.exchange.document_html import html_lines

    def printed(document: Document, tell: Tell) -> tuple[bytes, str]:
        raw = io.BytesIO()
        total = document.size
        for number, line in enumerate(html_lines(document)):
            if number % _TOLD_ROWS == 0:
                tell(min(number, total), total)
            raw.write(f"{line}\n".encode())
        return raw.getvalue(), ""

    return printed


def _csv(sheet: Sheet) -> Iterator[str]:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(plain_cell(head) for head in sheet.headers)
    for row in sheet.rows:
        yield text.getvalue()
        text.seek(0)
        text.truncate()
        writer.writerow("" if cell is None else plain_cell(cell) for cell in row)
    yield text.getvalue()
