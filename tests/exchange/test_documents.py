"""Documents as PDF and HTML, opened by other programs than those that wrote them."""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pypdf
import pytest

from quizapp.domain.errors import UserError
from quizapp.exchange.document_html import html_page
from quizapp.exchange.document_pdf import PdfPress
from quizapp.exchange.documents import (
    Block,
    Cell,
    Column,
    Document,
    Fact,
    Facts,
    Grid,
    Heading,
    Notice,
    PageBreak,
    Paragraph,
    Picture,
    cells,
)
from quizapp.exchange.drawn_charts import Bar, histogram, rising_shares
from quizapp.exchange.typesetting import STAND_IN

MADE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOSTILE = '#read("/etc/passwd") <script>alert(1)</script> *a* $b$ @c'


def document(*blocks: Block, title: str = "Week 3", is_wide: bool = False) -> Document:
    return Document(
        title=title,
        subtitle="Evening class",
        blocks=blocks,
        foot="Made by Quizapp",
        made_at=MADE,
        is_wide=is_wide,
    )


def names(*rows: tuple[str | Cell, ...]) -> Grid:
    return Grid("Learners", (Column("Name", width=1), Column("Right", is_number=True)), _rows(rows))


def _rows(rows: tuple[tuple[str | Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(cells(*row) for row in rows)


EVERYTHING = (
    Heading("Scores"),
    Paragraph("Half of them passed."),
    Paragraph("Nobody is at risk.", "quiet"),
    Notice(("This helps to learn, and decides nothing.", "Ask if in doubt.")),
    Facts((Fact("Median", "71%", "middle half 58 to 82%"),)),
    Heading("Who", 3),
    names(("Maya", Cell("7", 3)), ("Jonas", "5")),
    Picture(histogram([Bar("50s", 2, is_pale=True), Bar("60s", 3)], (1.0, "pass mark")), "5 bars"),
)


def printed(made: Document) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(PdfPress().printed(made).pdf))


def text_of(reader: pypdf.PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def fonts_of(reader: pypdf.PdfReader) -> set[str]:
    """Names of all fonts, without the mark of the subset; those of pictures included."""
    found = set()
    for one in reader.xref_objStm, reader.xref[0]:
        for number in one:
            value = reader.get_object(number)
            if isinstance(value, dict) and value.get("/Type") == "/Font":
                found.add(str(value["/BaseFont"]).split("+")[-1])
    return found


def test_a_pdf_can_be_read_by_another_program_and_says_what_the_document_says() -> None:
    reader = printed(document(*EVERYTHING))
    text = text_of(reader)

    for said in ("Week 3", "Evening class", "middle half 58 to 82%", "Maya", "pass mark", "1 / 1"):
        assert said in text


def test_a_pdf_is_tagged_titled_and_meant_for_everybody() -> None:
    reader = printed(document(*EVERYTHING))
    root: Any = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert reader.metadata is not None
    assert reader.metadata.title == "Week 3"
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_a_pdf_is_set_in_the_fonts_of_the_house_alone() -> None:
    found = fonts_of(printed(document(*EVERYTHING)))

    assert found
    assert all(name.startswith(("Inter", "SourceSerif")) for name in found)


def test_the_heads_of_a_table_stand_on_every_page() -> None:
    reader = printed(document(names(*((f"Learner {n}", str(n)) for n in range(120)))))

    assert len(reader.pages) > 1
    assert all("Name Right" in page.extract_text() for page in reader.pages)


def test_pages_can_lie_on_their_side() -> None:
    (page,) = printed(document(Paragraph("Wide."), is_wide=True)).pages

    assert page.mediabox.width > page.mediabox.height


def test_what_people_wrote_is_printed_and_never_obeyed() -> None:
    made = document(names((HOSTILE, "7")), Paragraph(HOSTILE), title=HOSTILE)

    text = text_of(printed(made)).replace("\n", "")
    assert text.count('#read("/etc/passwd")') == 3
    assert "root:" not in text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ελένη Żółć Иван", "Ελένη Żółć Иван"),
        ("Ma\x07ya\u202e Lind", "Maya Lind"),
        ("Maya \U000f1234", f"Maya {STAND_IN}"),
    ],
)
def test_names_of_all_sorts_come_out_or_are_stood_in_for(name: str, shown: str) -> None:
    assert shown in text_of(printed(document(names((name, "7")))))


def test_a_sign_without_a_font_is_named_beside_the_pages() -> None:
    assert PdfPress().printed(document(names(("Maya \U000f1234", "7")))).lacking == "\U000f1234"
    assert PdfPress().printed(document(names(("Maya", "7")))).lacking == ""


def test_each_page_says_at_its_head_whose_it_is() -> None:
    long = Paragraph("Half of them passed. " * 400)
    made = replace(document(long, PageBreak("Jonas"), long), head="Maya")
    texts = [page.extract_text() for page in printed(made).pages]
    ends = [(text.split("\n")[0], text.rsplit(" ", 1)[1]) for text in texts]

    assert ends == [("Maya", "1"), ("Maya", "2"), ("Jonas", "1"), ("Jonas", "2")]


def test_paper_repeats_whose_it_is_at_the_head_of_each_page_of_a_browser() -> None:
    both = document(Paragraph("A"), PageBreak("Jo <b>"), Paragraph("B"))
    made = html_page(replace(both, head="Maya"))
    heads = re.findall('<div class="head"><p dir="auto">(.*?)</p></div>', made)

    assert heads == ["Maya", "Jo &lt;b&gt;"]
    assert made.count("<div") == made.count("</div>")
    assert made.index(">A<") < made.index("Jo &lt;") < made.index(">B<")


def test_a_report_on_everybody_has_no_head() -> None:
    assert 'class="head"' not in html_page(document(Paragraph("A")))


def many_pages() -> Document:
    return document(*(Paragraph("Half of them passed. " * 200) for _ in range(80)))


def test_many_pages_are_set_elsewhere_and_are_the_same_pages() -> None:
    waits: list[int] = []
    made = PdfPress().printed(many_pages(), waits.append)

    assert waits
    assert made == PdfPress().printed(many_pages())


def test_many_pages_can_be_stopped_and_the_other_process_is_gone() -> None:
    before = set(children())

    def stop(_second: int) -> None:
        if set(children()) - before:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        PdfPress().printed(many_pages(), stop)
    assert set(children()) == before


def children() -> list[int]:
    task = Path(f"/proc/self/task/{os.getpid()}/children")
    return [int(one) for one in task.read_text().split()]


def test_pages_that_come_to_nothing_elsewhere_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    with pytest.raises(UserError, match="setting so many pages was broken off"):
        PdfPress().printed(many_pages(), lambda _second: None)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    return reader


def test_an_html_page_has_a_language_headings_and_heads_of_rows_and_columns() -> None:
    reader = read(html_page(document(*EVERYTHING)))

    names = [tag for tag, _ in reader.tags]
    assert ("html", {"lang": "en-GB"}) in reader.tags
    assert [name for name in names if name in {"h1", "h2", "h3"}] == ["h1", "h2", "h3"]
    assert [one.get("scope") for tag, one in reader.tags if tag == "th"] == ["col"] * 2 + [
        "row"
    ] * 2
    (drawn,) = (one for tag, one in reader.tags if tag == "svg")
    assert (drawn["role"], drawn["aria-label"]) == ("img", "5 bars")


def test_an_html_page_runs_nothing_and_fetches_nothing() -> None:
    page = html_page(document(names((HOSTILE, "7")), Paragraph(HOSTILE), title=HOSTILE))
    reader = read(page)

    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in reader.tags}
    assert reader.text.count("<script>alert(1)</script>") == 4
    assert "default-src 'none'" in page


def test_an_html_page_on_its_side_says_so_to_the_printer() -> None:
    assert "A4 landscape" in html_page(document(Paragraph("Wide."), is_wide=True))


def test_a_histogram_writes_each_count_and_draws_the_line_where_it_is() -> None:
    drawn = histogram([Bar("0s", 0), Bar("10s", 4, is_pale=True), Bar("20s", 2)], (2.5, "pass"))

    assert ">4</text>" in drawn
    assert ">0</text>" not in drawn
    assert 'd="M533.3 24' in drawn
    assert "dasharray" not in histogram([Bar("0s", 1)])


def test_shares_that_rise_leave_a_gap_where_there_is_none() -> None:
    drawn = rising_shares([0.2, None, 0.9], ["low", "middle", "high"])

    assert drawn.count("<circle") == 2
    assert drawn.count("<text") == 6
