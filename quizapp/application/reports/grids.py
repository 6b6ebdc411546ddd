"""The tables of a report as they stand on its pages."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from quizapp.application.reports.scoring import score_of
from quizapp.application.reports.sheets import minutes_of, state_words, yes_or_no
from quizapp.application.reports.wording import (
    NONE,
    figure_words,
    minutes_words,
    number,
    own_terms_words,
    percent,
    share_words,
)
from quizapp.application.words import CONFIDENCES
from quizapp.exchange.documents import Cell, Column, Grid, cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizapp.application.reports.values import (
        BeliefCell,
        BeliefRow,
        ItemReport,
        ItemRow,
        SetReport,
        TopicFigures,
    )
    from quizapp.domain.answers import Answer
    from quizapp.domain.assignments import LearnerScore
    from quizapp.domain.grading import Grade
    from quizapp.domain.judgement import Judgement

QUESTIONS_ABREAST = 20
BELIEFS_ABREAST = 6
_SHADES = 4
_WRONG_SHADE, _HARM_SHADE = 1, 3
_LONGEST = 90
_NAME_WIDTH = 5
"""How much room names have at least in the matrix, against the points for one question."""


def shortened(text: str, longest: int = _LONGEST) -> str:
    """Return a text on one line, cut where it is long."""
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else f"{plain[: longest - 1].rstrip()}…"


def _number(head: str) -> Column:
    return Column(head, is_number=True)


def learner_grid(report: SetReport) -> Grid:
    """Return a row a learner: the result that counts, and terms of their own where some have any."""
    has_own = report.has_own_terms
    return Grid(
        "Learners, each with the result that counts",
        (
            Column("Learner", width=2),
            Column("Reference"),
            Column("Handed in"),
            _number("Right"),
            _number("Score"),
            Column("Passed"),
            _number("Critical errors"),
            _number("Time"),
            *([Column("Own terms", width=1.8)] if has_own else ()),
        ),
        tuple(
            (
                *_learner_row(report, score),
                *cells(*([_own_terms(report, score)] if has_own else ())),
            )
            for score in report.scores
        ),
    )


def _own_terms(report: SetReport, score: LearnerScore) -> str:
    own = report.plan.own_terms(score.member.id)
    return NONE if own is None else own_terms_words(own, report.zone)


def _learner_row(report: SetReport, score: LearnerScore) -> tuple[Cell, ...]:
    member, best = score.member, score.best
    if best is None:
        return cells(member.name, member.reference, state_words(score), *[NONE] * 5)
    minutes = minutes_of(best)
    return cells(
        member.name,
        member.reference,
        state_words(score),
        f"{best.right} of {len(best.grades)}",
        percent(score_of(best)),
        yes_or_no(best.passed(report.plan.passes)) or NONE,
        Cell(str(best.critical), _HARM_SHADE if best.critical else 0),
        NONE if minutes is None else minutes_words(minutes),
    )


def topic_grid(topics: Sequence[TopicFigures]) -> Grid:
    """Return a row a topic."""
    return Grid(
        "Right answers by topic",
        (Column("Topic", width=1), _number("Questions"), _number("Answers"), _number("Right")),
        tuple(
            cells(one.title, str(one.questions), str(one.right.n), share_words(one.right))
            for one in topics
        ),
    )


def judgement_grid(judgement: Judgement) -> Grid:
    """Return a row a word for how sure learners were."""
    return Grid(
        "How sure learners said to be, and how often they were right",
        (
            Column("Said", width=1),
            _number("Stands for"),
            _number("Answers"),
            _number("Right"),
            _number("Share right"),
        ),
        tuple(
            cells(
                CONFIDENCES[level.confidence],
                percent(level.confidence.probability),
                str(level.answers),
                str(level.right),
                percent(level.share_right),
            )
            for level in judgement.levels
        ),
    )


def belief_list(beliefs: Sequence[BeliefRow]) -> Grid:
    """Return a row a belief."""
    return Grid(
        "Misconceptions that answers gave away, and the share of learners",
        (Column("Belief", width=1), _number("Learners asked"), _number("Gave it away")),
        tuple(cells(one.name, str(one.held.n), share_words(one.held)) for one in beliefs),
    )


def belief_grids(report: SetReport) -> Iterator[Grid]:
    """Give the heat map of learners against beliefs, some beliefs abreast."""
    names = report.names
    for start in range(0, len(report.beliefs), BELIEFS_ABREAST):
        part = report.beliefs[start : start + BELIEFS_ABREAST]
        yield Grid(
            "Answers that gave a belief away, of those that could have; the darker, the more",
            (
                Column("Learner", width=1.5),
                *(Column(shortened(one.name, 60), width=1) for one in part),
            ),
            tuple(
                (Cell(names[member.id]), *(belief_cell(one.cells[place]) for one in part))
                for place, (member, _) in enumerate(report.handed)
            ),
        )


def belief_cell(cell: BeliefCell) -> Cell:
    """Return a cell of the heat map."""
    if not cell.met:
        return Cell(NONE)
    return Cell(f"{cell.told} of {cell.met}", ceil(_SHADES * cell.told / cell.met))


def question_grid(statistics: ItemReport) -> Grid:
    """Return a row a question: what its figures say."""
    return Grid(
        "Questions, with intervals in brackets",
        (
            _number("No."),
            Column("Question", width=3.2),
            _number("Right"),
            _number("Discrimination"),
            Column("Verdict", width=1.3),
            Column("Most chosen wrong answer", width=2),
        ),
        tuple(
            cells(
                str(row.number),
                shortened(row.item.stem),
                share_words(row.right),
                figure_words(row.figures.discrimination_index),
                row.verdict.value,
                lure_words(row),
            )
            for row in statistics.rows
        ),
    )


def lure_words(row: ItemRow) -> str:
    """Return the wrong answer that was chosen most, and by how many."""
    lure = row.lure
    if lure is None:
        return NONE
    return f"{shortened(lure.text, 60)} ({lure.count} of {row.figures.n})"


def figure_grid(statistics: ItemReport) -> Grid:
    """Return a row a question: all its figures."""
    return Grid(
        "Figures of the questions; weights are effective / intended",
        tuple(
            _number(head)
            for head in (
                "No.",
                "n",
                "Facility",
                "SD",
                "Efficiency",
                "Weights",
                "Guess",
                "Harmful",
                "Blank",
                "Time",
            )
        ),
        tuple(_figure_row(row) for row in statistics.rows),
    )


def _figure_row(row: ItemRow) -> tuple[Cell, ...]:
    figures = row.figures
    return cells(
        str(row.number),
        str(figures.n),
        share_words(figures.facility),
        number(figures.sd),
        figure_words(figures.discriminative_efficiency),
        f"{number(figures.effective_weight, 0)} / {number(figures.intended_weight, 0)}",
        percent(row.guess),
        str(row.critical),
        str(row.blanks),
        NONE if row.time is None else f"{row.time.median:.0f} s",
    )


def option_grid(row: ItemRow) -> Grid:
    """Return a row for each answer that could be given to a question, or was."""
    return Grid(
        f"Answers to question {row.number}",
        (
            Column("Answer", width=1),
            Column("Right"),
            _number("Count"),
            _number("Point-biserial"),
            _number("Top 27%"),
            _number("Middle"),
            _number("Bottom 27%"),
            _number("By attempt"),
        ),
        tuple(
            cells(
                f"{shortened(one.text)}{' (harmful)' if one.is_harmful else ''}",
                yes_or_no(one.is_right) or NONE,
                str(one.count),
                *(
                    [NONE] * 5
                    if one.figures is None
                    else [
                        figure_words(one.point_biserial, 2),
                        *map(str, one.figures.groups),
                        " / ".join(map(str, one.figures.by_try)),
                    ]
                ),
            )
            for one in row.options
        ),
    )


def test_grid(statistics: ItemReport) -> Grid:
    """Return the statistics of the test as a whole, in points."""
    test = statistics.analysis.test
    rows = [
        ("Mean", f"{number(test.mean)} of {number(test.max_mark, 0)}", test.n),
        ("Median", number(test.median), test.n),
        ("Standard deviation", number(test.sd), test.n),
        ("Skewness", number(test.skewness), test.n),
        ("Kurtosis", number(test.kurtosis), test.n),
        ("Internal consistency (100 × alpha)", figure_words(test.cic), test.cic.n),
        ("Error ratio", figure_words(test.error_ratio), test.error_ratio.n),
        ("Standard error", figure_words(test.standard_error, 2), test.standard_error.n),
    ]
    rows += [
        (f"Gain from attempt {one.to_try - 1} to {one.to_try}", number(one.mean), one.n)
        for one in statistics.gains
    ]
    return Grid(
        "Points of the whole test",
        (Column("Figure", width=1), _number("Value"), _number("n")),
        tuple(cells(name, value, str(n)) for name, value, n in rows),
    )


def matrix_grids(report: SetReport) -> Iterator[Grid]:
    """Give the points of each learner for each question, some questions abreast."""
    names = report.names
    for start in range(0, len(report.items), QUESTIONS_ABREAST):
        end = min(start + QUESTIONS_ABREAST, len(report.items))
        yield Grid(
            f"Points for questions {report.numbers[start]} to {report.numbers[end - 1]}",
            (
                Column("Learner", width=_NAME_WIDTH + start + QUESTIONS_ABREAST - end),
                *(
                    Column(str(number), is_number=True, width=1)
                    for number in report.numbers[start:end]
                ),
            ),
            tuple(
                (
                    Cell(names[member.id]),
                    *(
                        matrix_cell(result.grades[place], result.answers[place])
                        for place in range(start, end)
                    ),
                )
                for member, result in report.handed
            ),
        )


def matrix_cell(grade: Grade, answer: Answer | None) -> Cell:
    """Return the points of one answer; what is not right is shaded as well."""
    if answer is None:
        return Cell(NONE)
    if grade.critical_error:
        return Cell("!", _HARM_SHADE)
    if grade.is_right:
        return Cell("1")
    return Cell(f"{grade.points:.1f}".removesuffix(".0"), _WRONG_SHADE)
