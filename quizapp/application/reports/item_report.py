"""Statistics of the questions of an assignment, from its results."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from quizapp.application.item_statistics import sentences_on, worst_first
from quizapp.application.reports.responses import Choice, layers
from quizapp.application.reports.scoring import share, spread
from quizapp.application.reports.values import ItemReport, ItemRow, OptionRow
from quizapp.domain.grading import random_guess
from quizapp.domain.statistics.analysis import analyse, gains
from quizapp.domain.statistics.figures import Figure
from quizapp.domain.statistics.intervals import fisher
from quizapp.domain.statistics.marks import AttemptKey, Column, MarkTable
from quizapp.domain.statistics.options import option_figures
from quizapp.domain.statistics.ranking import Ranking
from quizapp.domain.statistics.verdicts import verdict_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizapp.application.reports.responses import Layer
    from quizapp.application.reports.values import Tell
    from quizapp.domain.assignments import MarkedResult
    from quizapp.domain.items import Item
    from quizapp.domain.statistics.items import ItemFigures
    from quizapp.domain.statistics.marks import WhichAttempts
    from quizapp.domain.statistics.options import OptionFigures
    from quizapp.domain.statistics.ranking import Respondents

MOST_RESPONSES = 12
"""Of what learners wrote themselves, so many different responses are told, the commonest first."""

_MS = 1000
# Points are shares of few parts; as floats they are a hair away from them.
_FINEST = 10_000


def item_report(
    items: Sequence[tuple[int, Item]],
    results: Sequence[MarkedResult],
    which: WhichAttempts,
    tell: Tell,
) -> ItemReport | None:
    """Work out the statistics of the questions.

    Args:
        items: those that count, each with its number in the assignment.
        results: all attempts of all learners, each at its last revision.
        which: the attempts that count.
        tell: hears how many questions are worked out; what it raises stops the work.

    Returns:
        The report; `None` without results or questions.
    """
    if not results or not items:
        return None
    tell(0, len(items))
    everything = mark_table([item for _, item in items], results)
    table = everything.chosen(which)
    by_key = {AttemptKey(one.member_id, one.number): one for one in results}
    chosen = [by_key[key] for key in table.attempts]
    analysis = analyse(table)
    # All columns hold the same attempts, so that one ranking serves for all.
    respondents = Ranking(table).of(table.columns[0])
    rows = []
    for place, (asked, figures) in enumerate(zip(items, analysis.items, strict=True)):
        tell(place, len(items))
        rows.append(_row(place, asked, figures, chosen, table.columns[place], respondents))
    told = [(_as_told(row), row.verdict) for row in rows]
    places = {figures.item: place for place, (figures, _) in enumerate(told)}
    return ItemReport(
        which=which,
        attempts=len(results),
        analysis=analysis,
        rows=tuple(rows),
        gains=gains(everything),
        sentences=tuple(sentences_on(told)),
        flagged=tuple(places[one.item] for one in worst_first(told)),
    )


def mark_table(items: Sequence[Item], results: Sequence[MarkedResult]) -> MarkTable:
    """Return the marks of results, a column a question in the order of the assignment."""
    seen = {grade.points for result in results for grade in result.grades}
    exact = {points: Fraction(points).limit_denominator(_FINEST) for points in seen}
    scale = math.lcm(*(one.denominator for one in exact.values()))
    units = {points: int(one * scale) for points, one in exact.items()}
    attempts = tuple(range(len(results)))
    return MarkTable(
        scale,
        tuple(AttemptKey(one.member_id, one.number) for one in results),
        tuple(
            Column(
                slot=None,
                item=item.id,
                max_mark=scale,
                attempts=attempts,
                marks=tuple(units[one.grades[place].points] for one in results),
            )
            for place, item in enumerate(items)
        ),
    )


def _row(
    place: int,
    asked: tuple[int, Item],
    figures: ItemFigures,
    results: Sequence[MarkedResult],
    column: Column,
    respondents: Respondents,
) -> ItemRow:
    number, item = asked
    grades = [one.grades[place] for one in results]
    times = [one.times_ms[place] for one in results]
    answers = [one.answers[place] for one in results]
    marks = respondents.ranked(column.marks)
    options: list[OptionRow] = []
    for layer in layers(item):
        given = ["" if answer is None else layer.response(answer) for answer in answers]
        options.extend(_options(layer, respondents.ranked(given), marks, column, respondents))
    return ItemRow(
        number=number,
        item=item,
        figures=figures,
        verdict=verdict_on(figures),
        guess=random_guess(item),
        right=share(sum(grade.is_right for grade in grades), len(grades)),
        critical=sum(grade.critical_error for grade in grades),
        blanks=answers.count(None),
        time=spread([one / _MS for one in times if one is not None]),
        options=tuple(options),
    )


def _options(
    layer: Layer,
    given: Sequence[str],
    marks: Sequence[int],
    column: Column,
    respondents: Respondents,
) -> Iterator[OptionRow]:
    found = {one.option: one for one in option_figures(given, marks, column.max_mark, respondents)}
    if layer.choices:
        told = list(layer.choices)
    else:
        told = sorted(found, key=lambda name: -found[name].count)[:MOST_RESPONSES]
    for name in told:
        choice = layer.choices.get(name) or Choice(name, found[name].credit == 1)
        yield OptionRow(
            part=layer.part,
            text=choice.text,
            is_right=choice.is_right,
            is_harmful=choice.is_harmful,
            figures=found.get(name),
            point_biserial=_point_biserial(found.get(name), len(given)),
        )


def _point_biserial(figures: OptionFigures | None, n: int) -> Figure:
    if figures is None or figures.point_biserial is None:
        return Figure(None, n)
    return Figure(figures.point_biserial, n, fisher(figures.point_biserial, n))


def _as_told(row: ItemRow) -> ItemFigures:
    """Return the figures under the name that sentences call a question by."""
    options = tuple(
        replace(one.figures, option=f"“{one.text}”")
        for one in row.options
        if one.figures is not None
    )
    return replace(row.figures, item=f"Question {row.number}", options=options)
