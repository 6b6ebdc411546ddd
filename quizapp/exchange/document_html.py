"""Documents as one HTML file that holds everything, runs nothing and prints well."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from quizapp.exchange.documents import Facts, Grid, Heading, Notice, PageBreak, Paragraph, Picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizapp.exchange.documents import Block, Cell, Column, Document

_STYLE = """
:root { --ink: #171a21; --quiet: #4a5262; --line: #c9ced8; --soft: #eef0f4; }
* { box-sizing: border-box; }
body { font: 15px/1.45 Inter, "Segoe UI", system-ui, sans-serif; color: var(--ink);
  background: #fff; max-width: 62rem; margin: 2rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.8rem; margin: 0 0 .25rem; line-height: 1.2; overflow-wrap: anywhere; }
h2 { font-size: 1.25rem; margin: 2.2rem 0 .6rem; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .4rem; }
p { margin: .5rem 0; max-width: 46rem; overflow-wrap: anywhere; }
.quiet, footer, caption { color: var(--quiet); font-size: .87rem; }
.caution { background: #fdf1da; border-inline-start: 4px solid #8a5a00; padding: .6rem .8rem;
  max-width: 46rem; margin: .75rem 0; }
.caution ul { margin: 0; padding-inline-start: 1.1rem; }
.caution ul.single { list-style: none; padding: 0; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .75rem;
  margin: 1rem 0; }
dl > div { background: var(--soft); border-radius: 6px; padding: .7rem .9rem; }
dt { color: var(--quiet); font-size: .85rem; }
dd { margin: 0; }
dd.value { font-size: 1.5rem; font-weight: 700; }
dd.note { color: var(--quiet); font-size: .85rem; }
.scroll { overflow-x: auto; margin: .75rem 0; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: start; padding-bottom: .3rem; }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .5rem; text-align: start;
  vertical-align: top; font-weight: 400; }
thead th { font-weight: 600; font-size: .85rem; color: var(--quiet); }
th.wide, td.wide { min-width: 9rem; }
.number { text-align: end; white-space: nowrap; }
.s1 { background: #e6e9ef; } .s2 { background: #c3cef6; } .s3 { background: #8fa3ec; }
.s4 { background: #4860cc; color: #fff; }
.picture svg { width: 100%; height: auto; max-width: 46rem; display: block; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: .6rem; }
h4 { font-size: .95rem; margin: 1.2rem 0 .3rem; }
.break { border-top: 2px solid var(--line); margin: 3rem 0; }
@page { size: A4 PAGE_SIDE; margin: 16mm; }
@media print {
  body { margin: 0; padding: 0; max-width: none; font-size: 10pt; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  h2, h3 { break-after: avoid; }
  tr, dl > div, .picture, .caution { break-inside: avoid; }
  .break { break-after: page; border: 0; margin: 0; }
  thead { display: table-header-group; }
  .scroll { overflow: visible; }
}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html_page(document: Document) -> str:
    """Return a document as an HTML page."""
    title, subtitle = escape(document.title), escape(document.subtitle)
    style = _STYLE.replace("PAGE_SIDE", "landscape" if document.is_wide else "portrait")
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en-GB">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            f'<header><h1 dir="auto">{title}</h1>',
            f'<p class="quiet" dir="auto">{subtitle}</p></header>',
            "<main>",
            *(line for block in document.blocks for line in _block(block)),
            "</main>",
            f"<footer>{escape(document.foot)}</footer>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f'<h{level} dir="auto">{escape(text)}</h{level}>'
        case Paragraph(text, tone):
            name = f' class="{tone}"' if tone else ""
            yield f'<p{name} dir="auto">{escape(text)}</p>'
        case Notice(points):
            told = "".join(f'<li dir="auto">{escape(point)}</li>' for point in points)
            kind = "" if len(points) > 1 else ' class="single"'
            yield f'<div class="caution" role="note"><ul{kind}>{told}</ul></div>'
        case PageBreak():
            yield '<div class="break"></div>'
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
            yield from _grid(block)
        case Picture(svg, alt):
            drawn = svg.replace("<svg ", f'<svg role="img" aria-label="{escape(alt)}" ', 1)
            yield f'<div class="picture">{drawn}</div>'


def _grid(grid: Grid) -> Iterator[str]:
    # What scrolls must be reached by keyboard, and so has a name.
    yield f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(grid.caption)}">'
    yield f"<table><caption>{escape(grid.caption)}</caption><thead><tr>"
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
    names = ["number"] * column.is_number + ["wide"] * bool(column.width)
    names += [f"s{cell.shade}"] * bool(cell.shade)
    look = f' class="{" ".join(names)}"' if names else ""
    start, end = ('th scope="row"', "th") if is_head else ("td", "td")
    return f'<{start}{look} dir="auto">{escape(cell.text)}</{end}>'
