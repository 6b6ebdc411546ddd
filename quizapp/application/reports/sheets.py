"""A report as tables of bare figures, for CSV files and spreadsheets."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from quizapp.application.reports.lazily import Lazily
from quizapp.application.reports.noted import noted_sentences
from quizapp.application.reports.scoring import score_of
from quizapp.application.words import CONFIDENCES
from quizapp.exchange.workbook import Sheet, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizapp.application.reports.values import (
        BeliefRow,
        ItemReport,
        ItemRow,
        OptionRow,
        SetReport,
    )
    from quizapp.domain.assignments import LearnerScore, MarkedResult, Member
    from quizapp.domain.statistics.figures import Figure

_SCORES = (
    "name",
    "reference",
    "state",
    "attempts",
    "right",
    "questions",
    "points",
    "critical_errors",
    "passed",
    "received_at",
    "learner_clock",
    "score",
    "blanks",
    "minutes",
    "noted",
)
_OWN_TERMS = ("own_time_factor", "own_opens_at", "own_due_at")
_MS_PER_MINUTE = 60_000
_WEIGHT = 100
_FIFTHS = 5


def sheets(report: SetReport) -> tuple[Sheet, ...]:
    """Return all tables of a report; those on questions only once somebody has handed in."""
    made = [_scores(report), _summary(report), _topics(report), _judgement(report)]
    if report.statistics is not None:
        made += [_questions(report.statistics), _options(report.statistics)]
    made += [_matrix(report), _beliefs(report), _belief_map(report)]
    return tuple(made)


def state_words(score: LearnerScore) -> str:
    """Return whether a learner has handed in."""
    if score.best is None:
        return "not handed in"
    return "late" if score.best.is_late else "in time"


def minutes_of(result: MarkedResult) -> float | None:
    """Return how long a result took; `None` where that is not known."""
    known = [one for one in result.times_ms if one is not None]
    return sum(known) / _MS_PER_MINUTE if known else None


def _scores(report: SetReport) -> Sheet:
    rows = Lazily(report.scores, partial(_score_row, report))
    return Sheet("scores", "Scores", (*_SCORES, *_OWN_TERMS), rows, frozenset({"score"}))


def _score_row(report: SetReport, score: LearnerScore) -> tuple[Value, ...]:
    member, best = score.member, score.best
    start = (member.name, member.reference, state_words(score), len(score.attempts))
    own = _own_terms(report, score)
    if best is None:
        return (*start, *(None for _ in _SCORES[len(start) :]), *own)
    minutes = minutes_of(best)
    return (
        *start,
        best.right,
        len(best.grades),
        round(best.points, 4),
        best.critical,
        yes_or_no(best.passed(report.plan.passes)),
        best.received_at.isoformat(timespec="seconds"),
        best.claimed_at.isoformat(timespec="seconds"),
        round(score_of(best), 4),
        best.answers.count(None),
        None if minutes is None else round(minutes, 2),
        " ".join(noted_sentences(best, report.zone)) or None,
        *own,
    )


def _own_terms(report: SetReport, score: LearnerScore) -> tuple[Value, ...]:
    own = report.plan.own_terms(score.member.id)
    if own is None:
        return tuple(None for _ in _OWN_TERMS)
    return (
        own.time_factor,
        None if own.opens_at is None else own.opens_at.isoformat(timespec="seconds"),
        None if own.due_at is None else own.due_at.isoformat(timespec="seconds"),
    )


def yes_or_no(value: bool | None) -> str | None:
    """Return a word for a yes or no; `None` where there is neither."""
    return None if value is None else ("yes" if value else "no")


def _ends(figure: Figure) -> tuple[Value, Value]:
    interval = figure.interval
    return (None, None) if interval is None else (interval.low, interval.high)


def _summary(report: SetReport) -> Sheet:
    return Sheet(
        "summary",
        "Summary",
        ("figure", "value", "low", "high", "n"),
        tuple(_summary_rows(report)),
    )


def _summary_rows(report: SetReport) -> Iterator[tuple[Value, ...]]:
    figures, learners = report.figures, len(report.scores)
    yield "learners", learners, None, None, learners
    yield "handed_in", report.handed_in, None, None, learners
    yield "late", figures.late, None, None, report.handed_in
    for name, spread in (("score_middle_half", figures.spread), ("minutes", report.time)):
        if spread is not None:
            yield name, spread.median, spread.low, spread.high, spread.n
    yield "pass_rate", figures.passed.value, *_ends(figures.passed), figures.passed.n
    yield "critical_errors", report.critical.total, None, None, report.handed_in
    yield "learners_with_them", len(report.critical.learners), None, None, report.handed_in
    judged = report.judgement.judgement
    yield "brier", judged.brier, None, None, judged.answers
    yield "certainty_mark", judged.certainty_mark, None, None, judged.answers
    yield "answers_without_confidence", report.judgement.left_out, None, None, None
    if report.statistics is not None:
        yield from _test_rows(report.statistics)


def _test_rows(statistics: ItemReport) -> Iterator[tuple[Value, ...]]:
    test = statistics.analysis.test
    for name in ("mean", "median", "sd", "skewness", "kurtosis"):
        yield f"points_{name}", getattr(test, name), None, None, test.n
    for name in ("cic", "error_ratio", "standard_error"):
        figure: Figure = getattr(test, name)
        yield name, figure.value, *_ends(figure), figure.n
    for gain in statistics.gains:
        yield f"gain_to_attempt_{gain.to_try}", gain.mean, None, None, gain.n


def _topics(report: SetReport) -> Sheet:
    return Sheet(
        "topics",
        "Topics",
        ("topic", "title", "questions", "answers", "right", "right_low", "right_high"),
        tuple(
            (one.topic, one.title, one.questions, one.right.n, one.right.value, *_ends(one.right))
            for one in report.topics
        ),
        frozenset({"right", "right_low", "right_high"}),
    )


def _judgement(report: SetReport) -> Sheet:
    return Sheet(
        "judgement",
        "Judgement",
        ("confidence", "stands_for", "answers", "right", "share_right"),
        tuple(
            (
                CONFIDENCES[level.confidence],
                level.confidence.probability,
                level.answers,
                level.right,
                level.share_right,
            )
            for level in report.judgement.judgement.levels
        ),
        frozenset({"stands_for", "share_right"}),
    )


_QUESTIONS = (
    "number",
    "question",
    "item",
    "topic",
    "kind",
    "n",
    "facility",
    "facility_low",
    "facility_high",
    "right",
    "right_low",
    "right_high",
    "sd",
    "discrimination_index",
    "discrimination_low",
    "discrimination_high",
    "discriminative_efficiency",
    "efficiency_low",
    "efficiency_high",
    "effective_weight",
    "intended_weight",
    "guess_score",
    "critical_errors",
    "blanks",
    "median_seconds",
    "verdict",
    "most_chosen_wrong",
    *(f"facility_fifth_{fifth}" for fifth in range(1, _FIFTHS + 1)),
)


def _questions(statistics: ItemReport) -> Sheet:
    shares = {name for name in _QUESTIONS if name.startswith(("facility", "right"))}
    return Sheet(
        "questions",
        "Questions",
        _QUESTIONS,
        tuple(_question_row(row) for row in statistics.rows),
        frozenset(shares | {"effective_weight", "intended_weight", "guess_score"}),
    )


def _question_row(row: ItemRow) -> tuple[Value, ...]:
    figures = row.figures
    index, efficiency = figures.discrimination_index, figures.discriminative_efficiency
    return (
        row.number,
        row.item.stem,
        row.item.id,
        row.item.topic,
        row.item.kind,
        figures.n,
        figures.facility.value,
        *_ends(figures.facility),
        row.right.value,
        *_ends(row.right),
        figures.sd,
        index.value,
        *_ends(index),
        efficiency.value,
        *_ends(efficiency),
        _part(figures.effective_weight),
        _part(figures.intended_weight),
        row.guess,
        row.critical,
        row.blanks,
        None if row.time is None else row.time.median,
        row.verdict.value,
        "" if row.lure is None else row.lure.text,
        *(point.facility for point in figures.curve),
    )


def _part(weight: float | None) -> float | None:
    return None if weight is None else weight / _WEIGHT


def _options(statistics: ItemReport) -> Sheet:
    known = [one.figures for row in statistics.rows for one in row.options if one.figures]
    tries = max((len(one.by_try) for one in known), default=1)
    rows = [
        (
            row.number,
            row.item.id,
            one.part.value,
            one.text,
            yes_or_no(one.is_right),
            yes_or_no(one.is_harmful),
            *_option_figures(one, tries),
        )
        for row in statistics.rows
        for one in row.options
    ]
    return Sheet(
        "options",
        "Answers",
        (
            "number",
            "item",
            "part",
            "option",
            "right",
            "harmful",
            "count",
            "point_biserial",
            "point_biserial_low",
            "point_biserial_high",
            "credit",
            "top_27",
            "middle_46",
            "bottom_27",
            *(f"attempt_{number}" for number in range(1, tries + 1)),
        ),
        tuple(rows),
    )


def _option_figures(row: OptionRow, tries: int) -> tuple[Value, ...]:
    figures = row.figures
    if figures is None:
        return (0, None, None, None, None, 0, 0, 0, *(0 for _ in range(tries)))
    biserial = row.point_biserial
    by_try: Sequence[int] = (*figures.by_try, *(0 for _ in range(tries - len(figures.by_try))))
    return figures.count, biserial.value, *_ends(biserial), figures.credit, *figures.groups, *by_try


def _matrix(report: SetReport) -> Sheet:
    asked = zip(report.numbers, report.items, strict=True)
    heads = (f"{number}: {item.id}" for number, item in asked)
    return Sheet(
        "matrix",
        "Learners and questions",
        ("name", "reference", *heads),
        Lazily(report.handed, _matrix_row),
    )


def _matrix_row(handed: tuple[Member, MarkedResult]) -> tuple[Value, ...]:
    member, result = handed
    return (member.name, member.reference, *(round(one.points, 4) for one in result.grades))


def _beliefs(report: SetReport) -> Sheet:
    return Sheet(
        "beliefs",
        "Beliefs",
        ("belief", "name", "learners_asked", "share_held", "held_low", "held_high"),
        tuple(
            (one.belief, one.name, one.held.n, one.held.value, *_ends(one.held))
            for one in report.beliefs
        ),
        frozenset({"share_held", "held_low", "held_high"}),
    )


def _belief_map(report: SetReport) -> Sheet:
    beliefs = tuple(one.belief for one in report.beliefs)
    return Sheet(
        "belief-map",
        "Learners and beliefs",
        ("name", "reference", *beliefs),
        Lazily(
            [*enumerate(report.handed)],
            lambda one: _belief_map_row(report.beliefs, one[0], one[1][0]),
        ),
        frozenset(beliefs),
    )


def _belief_map_row(beliefs: Sequence[BeliefRow], place: int, member: Member) -> tuple[Value, ...]:
    cells = [one.cells[place] for one in beliefs]
    shares = (one.told / one.met if one.met else None for one in cells)
    return member.name, member.reference, *shares
