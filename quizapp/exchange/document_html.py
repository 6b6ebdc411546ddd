"""Documents as one HTML file that holds everything, runs nothing and prints well."""

from __future__ import annotations

from html import escape
from string import Template
from typing import TYPE_CHECKING

from quizapp.exchange.documents import (
    Facts,
    Grid,
    Heading,
    Notice,
    OnePage,
    PageBreak,
    Paragraph,
    Picture,
)
from quizapp.exchange.drawn_charts import printed_colours
from quizapp.resources import asset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizapp.exchange.documents import Cell, Column, Document, Part

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html_page(document: Document) -> str:
    """Return a document as an HTML page."""
    return "".join(f"{line}\n" for line in html_lines(document))


def html_lines(document: Document) -> Iterator[str]:
    """Return a document as the lines of an HTML page, made one after the other."""
    title, subtitle = escape(document.title), escape(document.subtitle)
    sheet = Template(asset("reports/page.css").read_text(encoding="utf-8"))
    side = "landscape" if document.is_wide else "portrait"
    style = sheet.substitute(printed_colours(), side=side)
    yield "<!DOCTYPE html>"
    yield '<html lang="en-GB">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>"
    yield f"<style>{style}</style>"
    yield "</head>"
    yield "<body>"
    yield "<main>"
    yield from _sheet_start(document.head)
    yield f'<header><h1 dir="auto">{title}</h1>'
    yield f'<p class="quiet" dir="auto">{subtitle}</p></header>'
    for block in document.blocks:
        if isinstance(block, OnePage):
            yield '<section class="one-page">'
            for part in block.ways[0]:
                yield from _part(part)
            yield "</section>"
        else:
            yield from _part(block)
    yield "</div></div>"
    yield "</main>"
    yield f"<footer>{escape(document.foot)}</footer>"
    yield "</body>"
    yield "</html>"


def _sheet_start(head: str) -> Iterator[str]:
    """Begin what shares a head; on paper it is laid out as a table, whose head each page repeats.

    Few browsers know heads of pages by other means.
    """
    yield '<div class="sheet">'
    if head:
        yield f'<div class="head"><p dir="auto">{escape(head)}</p></div>'
    yield '<div class="part">'


def _part(part: Part) -> Iterator[str]:
    match part:
        case Heading(text, level):
            yield f'<h{level} dir="auto">{escape(text)}</h{level}>'
        case Paragraph(text, tone):
            name = f' class="{tone}"' if tone else ""
            yield f'<p{name} dir="auto">{escape(text)}</p>'
        case Notice(points):
            told = "".join(f'<li dir="auto">{escape(point)}</li>' for point in points)
            kind = "" if len(points) > 1 else ' class="single"'
            yield f'<div class="caution" role="note"><ul{kind}>{told}</ul></div>'
        case PageBreak(head):
            yield "</div></div>"
            yield '<div class="break"></div>'
            yield from _sheet_start(head)
        case Facts(facts):
            yield "<dl>"
            for fact in facts:
                yield (
                    f"<div><dt>{escape(fact.label)}</dt>"
                    f'<dd class="value">{escape(fact.value)}</dd>'
                    f'<dd class="note">{escape(fact.note)}</dd></div>'
                )
            yield "</dl>"
        case Grid():
            yield from _grid(part)
        case Picture(svg, alt):
            drawn = svg.replace("<svg ", f'<svg role="img" aria-label="{escape(alt)}" ', 1)
            yield f'<div class="picture">{drawn}</div>'


def _grid(grid: Grid) -> Iterator[str]:
    # What scrolls must be reached by keyboard, and so has a name.
    yield f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(grid.caption)}">'
    yield f"<table><caption>{escape(grid.caption)}</caption>"
    whole = sum(column.width for column in grid.columns)
    for column in grid.columns:
        yield f'<col style="width: {column.width / whole:.0%}">' if column.width else "<col>"
    yield "<thead><tr>"
    for column in grid.columns:
        side = ' class="number"' if column.is_number else ""
        yield f'<th scope="col"{side}>{escape(column.head)}</th>'
    yield "</tr></thead><tbody>"
    for row in grid.rows:
        cells = zip(row, grid.columns, strict=True)
        shown = (
            _cell(cell, column, is_head=not place) for place, (cell, column) in enumerate(cells)
        )
        yield f"<tr>{''.join(shown)}</tr>"
    yield "</tbody></table></div>"


def _cell(cell: Cell, column: Column, *, is_head: bool) -> str:
    # Beside a column that takes the room there is, others would be broken into single words.
    size = "wide" if column.width else "short"
    names = ["number"] if column.is_number else [size]
    names += [f"s{cell.shade}"] * bool(cell.shade)
    look = f' class="{" ".join(names)}"' if names else ""
    start, end = ('th scope="row"', "th") if is_head else ("td", "td")
    return f'<{start}{look} dir="auto">{escape(cell.text)}</{end}>'
