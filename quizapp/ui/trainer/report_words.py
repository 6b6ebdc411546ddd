"""What the screen of a report says: its figures in words, without any widget."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizapp.application.local_times import moment_words
from quizapp.application.phrases import plural
from quizapp.application.reports.grids import belief_cell, lure_words, matrix_cell, shortened
from quizapp.application.reports.noted import clock_word
from quizapp.application.reports.pages import consistency_words
from quizapp.application.reports.scoring import score_of
from quizapp.application.reports.sheets import minutes_of, state_words, yes_or_no
from quizapp.application.reports.wording import (
    NONE,
    figure_words,
    middle_half,
    minutes_words,
    number,
    own_terms_words,
    percent,
    share_words,
)
from quizapp.ui.trainer.report_tables import Line, Map

if TYPE_CHECKING:
    from datetime import tzinfo

    from quizapp.application.reports.values import ItemReport, SetReport
    from quizapp.domain.assignments import AssignmentSummary, MarkedResult

_LAST = 1e9
_LONGEST_HEAD = 25


class Tile(NamedTuple):
    """A main figure: its name, the figure, a remark and the colour role of the remark."""

    title: str
    value: str
    note: str = ""
    color: str = "text2"


class Screen(NamedTuple):
    """A report as its screen shows it: worked out away from the window, which only shows it.

    Attributes:
        handed_in: how many learners have handed in.
    """

    report: SetReport
    handed_in: int
    tiles: list[Tile]
    hint: tuple[str, str]
    questions: list[Line]
    learners: list[Line]
    beliefs: Map
    matrix: Map


def screen_of(report: SetReport) -> Screen:
    """Return a report as its screen shows it; this takes its time where learners are many."""
    statistics = report.statistics
    return Screen(
        report,
        report.handed_in,
        tiles(report),
        hint(statistics),
        [] if statistics is None else question_lines(statistics),
        student_lines(report),
        belief_map(report),
        matrix_map(report),
    )


def tiles(report: SetReport) -> list[Tile]:
    """Return the main figures."""
    spread, passed, time = report.figures.spread, report.figures.passed, report.time
    missing = len(report.missing)
    late = f"{report.figures.late} late" if report.figures.late else ""
    away = f"{missing} not handed in" if missing else ""
    notes = ", ".join(filter(None, (late, away)))
    found = [
        Tile("Median score", NONE)
        if spread is None
        else Tile("Median score", percent(spread.median), f"{middle_half(spread)}, {_n(spread.n)}"),
        Tile("Passed", NONE, "no pass mark" if report.plan.passes is None else "")
        if passed.value is None
        else Tile("Passed", f"{report.passed} of {passed.n}", f"rate {share_words(passed)}"),
        Tile(
            "Critical errors",
            str(report.critical.total) if report.handed_in else NONE,
            f"by {plural(len(report.critical.learners), 'learner')}" if report.handed_in else "",
            "bad" if report.critical.total else "text2",
        ),
        Tile(
            "Handed in",
            f"{report.handed_in} of {len(report.scores)}",
            notes,
            "warn" if notes else "text2",
        ),
    ]
    consistency, typical = Tile("Internal consistency", NONE), Tile("Typical time", NONE)
    if report.statistics is not None:
        cic = report.statistics.analysis.test.cic
        consistency = consistency._replace(
            value=number(cic.value, 0), note=consistency_words(report)
        )
    if time is not None:
        low, high = minutes_words(time.low), minutes_words(time.high)
        note = f"middle half {low} to {high}, {_n(time.n)}"
        typical = typical._replace(value=minutes_words(time.median), note=note)
    return [*found, consistency, typical]


def _n(count: int) -> str:
    """Return how many numbers a figure stands on, in words that stay on one line."""
    return f"n = {count}".replace(" ", "\N{NO-BREAK SPACE}")


def hint(statistics: ItemReport | None) -> tuple[str, str]:
    """Return a title and a text on the question that most needs a look."""
    if statistics is None:
        return "Nothing to say yet", "Figures appear once a result is taken in."
    text = " ".join(statistics.sentences)
    if not statistics.flagged:
        return "No question surely needs a look", text.removeprefix(
            "Nothing surely needs a look."
        ).strip()
    return f"Look at question {statistics.rows[statistics.flagged[0]].number}", text


def assignment_words(summary: AssignmentSummary, zone: tzinfo | None) -> str:
    """Return what there is to know of an assignment, in a line."""
    parts = [summary.cohort or "No cohort", plural(summary.learners, "learner")]
    if summary.plan.due_at is not None:
        parts.append(f"due {moment_words(summary.plan.due_at, zone)}")
    return " · ".join(parts)


def question_lines(statistics: ItemReport) -> list[Line]:
    """Return a row a question."""
    return [
        Line(
            place,
            (
                str(row.number),
                shortened(row.item.stem, 200),
                float(row.right.value or 0.0),
                figure_words(row.figures.discrimination_index),
                row.verdict.value,
                lure_words(row),
            ),
            (
                row.number,
                row.item.stem.casefold(),
                row.right.value or 0.0,
                _known(row.figures.discrimination_index.value),
                row.verdict.value,
                -(row.lure.count if row.lure else 0),
            ),
        )
        for place, row in enumerate(statistics.rows)
    ]


def _known(value: float | None) -> float:
    return _LAST if value is None else value


def student_lines(report: SetReport) -> list[Line]:
    """Return a row a learner."""
    lines, names = [], report.names
    for place, score in enumerate(report.scores):
        best, name = score.best, names[score.member.id]
        minutes = None if best is None else minutes_of(best)
        passed = None if best is None else yes_or_no(best.passed(report.plan.passes))
        critical = 0 if best is None else best.critical
        own = report.plan.own_terms(score.member.id)
        lines.append(
            Line(
                place,
                (
                    name,
                    state_words(score),
                    NONE if best is None else score_of(best),
                    passed or NONE,
                    NONE if best is None else str(critical),
                    NONE if best is None else _time_words(best),
                    NONE if own is None else own_terms_words(own, report.zone, in_short=True),
                ),
                (
                    name.casefold(),
                    state_words(score),
                    -1.0 if best is None else score_of(best),
                    passed or "",
                    critical,
                    _known(minutes),
                    "" if own is None else own_terms_words(own, report.zone),
                ),
            )
        )
    return lines


def _time_words(best: MarkedResult) -> str:
    """Return how long a result took, and what is to be said of the clock."""
    minutes = minutes_of(best)
    told = NONE if minutes is None else minutes_words(minutes)
    return ", ".join(filter(None, (told, clock_word(best))))


def belief_map(report: SetReport) -> Map:
    """Return learners against the beliefs that answers gave away."""

    def cell(row: int, column: int) -> tuple[str, int]:
        found = belief_cell(report.beliefs[column].cells[row])
        return found.text, found.shade

    beliefs, names = [belief.name for belief in report.beliefs], report.names
    return Map(
        [
            f"{shortened(one.name, _LONGEST_HEAD)}\n{share_words(one.held)}"
            for one in report.beliefs
        ],
        beliefs,
        [names[member.id] for member, _ in report.handed],
        cell,
    )


def matrix_map(report: SetReport) -> Map:
    """Return learners against questions."""
    handed, names = report.handed, report.names

    def cell(row: int, column: int) -> tuple[str, int]:
        result = handed[row][1]
        found = matrix_cell(result.grades[column], result.answers[column])
        return found.text, found.shade

    return Map(
        [str(number) for number in report.numbers],
        [
            f"{number}. {shortened(item.stem)}"
            for number, item in zip(report.numbers, report.items, strict=True)
        ],
        [names[member.id] for member, _ in handed],
        cell,
    )
