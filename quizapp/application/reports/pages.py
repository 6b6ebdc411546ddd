"""A report on an assignment as pages to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.application.local_times import moment_words
from quizapp.application.phrases import plural, times
from quizapp.application.reports.grids import (
    belief_grids,
    belief_list,
    figure_grid,
    judgement_grid,
    learner_grid,
    matrix_grids,
    option_grid,
    question_grid,
    test_grid,
    topic_grid,
)
from quizapp.application.reports.noted import noted_blocks
from quizapp.application.reports.scoring import BINS
from quizapp.application.reports.values import nobody_waits
from quizapp.application.reports.wording import (
    answers_words,
    interval_words,
    middle_half,
    minutes_words,
    number,
    pass_words,
    percent,
    share_words,
)
from quizapp.application.words import EMERGENCY_LINE, brier_sentence, certainty_sentence
from quizapp.domain.assignments import AssignmentMode
from quizapp.exchange.documents import Document, Fact, Facts, Heading, Notice, Paragraph, Picture
from quizapp.exchange.drawn_charts import Bar, histogram, rising_shares

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizapp.application.reports.values import ItemReport, ItemRow, SetReport, Tell
    from quizapp.exchange.documents import Block

FOOT = f"Made with Quizapp. {EMERGENCY_LINE}"
FEW = 5
"""With fewer results than this, numbers are printed in place of a picture."""

MOST_CELLS = 10_000
"""Tables of learners against questions or beliefs with more cells than this are not for paper."""

MOST_NAMES = 40
"""So many learners are named in a sentence."""

_CURVES = 3
_FIFTHS = ("lowest", "2nd", "3rd", "4th", "highest")
_IN_TABLES = "is too large for pages; it stands in the CSV and XLSX files of this report."


def set_document(report: SetReport, tell: Tell = nobody_waits) -> Document:
    """Return the pages on a whole assignment; `tell` hears of each part, and can stop it."""
    blocks: list[Block] = []
    for block in _blocks(report):
        tell(0, 1)
        blocks.append(block)
    return Document(
        title=report.plan.title,
        subtitle=_subtitle(report),
        blocks=tuple(blocks),
        foot=FOOT,
        made_at=report.made_at,
    )


def _subtitle(report: SetReport) -> str:
    plan = report.plan
    kind = "Exam" if plan.mode is AssignmentMode.EXAM else "Practice"
    parts = [f"{kind} for {report.cohort}", plural(len(report.items), "question")]
    if plan.due_at is not None:
        parts.append(f"due {moment_words(plan.due_at, report.zone)}")
    if report.regrades:
        parts.append(f"regraded {times(report.regrades)}")
    parts.append(f"as of {moment_words(report.made_at, report.zone)}")
    return " · ".join(parts)


def _blocks(report: SetReport) -> Iterator[Block]:
    yield Facts(tuple(_facts(report)))
    if report.statistics is None:
        yield Paragraph("Nobody has handed in yet, so there is nothing to report on.")
    else:
        yield from _scores(report)
        yield from _critical(report)
        yield Heading("Topics")
        yield topic_grid(report.topics)
        yield from _judgement(report)
        yield from _beliefs(report)
        yield from _questions(report.statistics)
    yield Heading("Learners")
    yield learner_grid(report)
    yield from _missing(report)
    yield from noted_blocks(report)
    if report.statistics is not None:
        yield from _matrix(report)
        yield from _details(report.statistics)
        yield from _safety(report)
        yield from _about_figures(report.statistics)


def _safety(report: SetReport) -> Iterator[Block]:
    """Give the safety wordings that belong to the answers shown above."""
    if report.safety:
        yield Heading("For safety")
        yield Notice(tuple(wording.wording for wording in report.safety))


def _facts(report: SetReport) -> Iterator[Fact]:
    spread, passed = report.figures.spread, report.figures.passed
    handed = f"{report.handed_in} of {len(report.scores)}"
    late = f"{report.figures.late} of them late" if report.figures.late else ""
    yield Fact("Handed in", handed, late)
    if spread is not None:
        yield Fact("Median score", percent(spread.median), _on(middle_half(spread), spread.n))
    if passed.value is not None:
        yield Fact("Passed", f"{report.passed} of {passed.n}", f"rate {share_words(passed)}")
    if report.handed_in:
        learners = plural(len(report.critical.learners), "learner")
        yield Fact("Critical errors", str(report.critical.total), f"by {learners}")
    if report.time is not None:
        low, high = minutes_words(report.time.low), minutes_words(report.time.high)
        known = _on(f"middle half {low} to {high}", report.time.n)
        yield Fact("Typical time", minutes_words(report.time.median), known)
    if report.statistics is not None:
        cic = report.statistics.analysis.test.cic
        yield Fact("Internal consistency", number(cic.value, 0), consistency_words(report))


def consistency_words(report: SetReport) -> str:
    """Return what to know about the internal consistency of a set."""
    assert report.statistics is not None
    cic = report.statistics.analysis.test.cic
    if cic.value is None:
        return _on("not defined", cic.n)
    return _on(interval_words(cic), cic.n)


def _on(said: str, n: int) -> str:
    return ", ".join(filter(None, (said, answers_words(n))))


def score_bars(report: SetReport) -> tuple[list[Bar], tuple[float, str] | None]:
    """Return the bars of the histogram of scores, and the line of the pass mark."""
    rule = report.plan.passes
    line = None if rule is None else (rule.score * BINS, f"pass mark {percent(rule.score)}")
    bars = [
        Bar(
            "90–100%" if place == BINS - 1 else f"{10 * place}–{10 * place + 9}%",
            count,
            is_pale=rule is not None and (place + 1) / BINS <= rule.score,
        )
        for place, count in enumerate(report.figures.bins)
    ]
    return bars, line


def _scores(report: SetReport) -> Iterator[Block]:
    yield Heading("Scores")
    if report.handed_in < FEW:
        yield Paragraph(
            "There are too few results for a picture; each score stands under Learners."
        )
        return
    bars, line = score_bars(report)
    told = ", ".join(f"{bar.label}: {bar.count}" for bar in bars if bar.count)
    alt = f"Scores of {plural(report.handed_in, 'learner')} in tenths. {told}."
    yield Picture(histogram(bars, line), f"{alt} {line[1].capitalize()}." if line else alt)
    rule = report.plan.passes
    if report.figures.passed.value is not None and rule is not None:
        said = share_words(report.figures.passed)
        yield Paragraph(
            f"{report.passed} of {report.handed_in} who handed in pass"
            f" ({pass_words(rule, report.topics)}): {said}. In brackets: where the rate lies in 95"
            " of 100 such cohorts.",
            "quiet",
        )


def _critical(report: SetReport) -> Iterator[Block]:
    yield Heading("Critical errors")
    if not report.critical.total:
        yield Paragraph("No answer would have harmed somebody.")
        return
    yield Paragraph(
        "An answer that would have harmed somebody is counted here, apart from the score.", "quiet"
    )
    names = report.names
    who = _listed(
        f"{names[member.id]} ({plural(count, 'answer')})"
        for member, count in report.critical.learners
    )
    yield Notice((f"Learners: {who}.",))
    assert report.statistics is not None
    rows = sorted((row for row in report.statistics.rows if row.critical), key=_by_critical)
    where = "; ".join(f"{row.number} ({row.critical} of {row.figures.n})" for row in rows)
    if where:
        yield Paragraph(f"Questions: {where}.")


def _by_critical(row: ItemRow) -> int:
    return -row.critical


def _missing(report: SetReport) -> Iterator[Block]:
    if report.missing:
        yield Heading("Not handed in", 3)
        names = report.names
        yield Paragraph(f"{_listed(names[member.id] for member in report.missing)}.")


def _listed(names: Iterable[str]) -> str:
    """Return names in a row, the first ones of many."""
    known = list(names)
    said = "; ".join(known[:MOST_NAMES])
    more = len(known) - MOST_NAMES
    return f"{said}; and {more} more, who stand in the table of learners" if more > 0 else said


def judgement_sentences(report: SetReport) -> Iterator[str]:
    """Give how well confidence and results go together, in sentences."""
    judged = report.judgement.judgement
    if judged.brier is None or judged.certainty_mark is None:
        yield "Nobody said how sure they were."
        return
    yield f"{brier_sentence(judged.brier)} From {plural(judged.answers, 'answer')}."
    yield certainty_sentence(judged.certainty_mark)
    if report.judgement.left_out:
        left = plural(report.judgement.left_out, "answer")
        yield f"{left} came without a word for how sure the learner was."


def _judgement(report: SetReport) -> Iterator[Block]:
    yield Heading("Judgement")
    yield Paragraph(" ".join(judgement_sentences(report)))
    if report.judgement.judgement.answers:
        yield judgement_grid(report.judgement.judgement)


def _beliefs(report: SetReport) -> Iterator[Block]:
    yield Heading("Beliefs")
    if not report.beliefs:
        yield Paragraph("No answer gave a misconception away.")
        return
    yield belief_list(report.beliefs)
    if len(report.beliefs) * report.handed_in > MOST_CELLS:
        yield Paragraph(f"The table of learners against beliefs {_IN_TABLES}", "quiet")
        return
    yield from belief_grids(report)


def _questions(statistics: ItemReport) -> Iterator[Block]:
    yield Heading("Questions")
    yield Paragraph(" ".join(statistics.sentences))
    for place in statistics.flagged[:_CURVES]:
        row = statistics.rows[place]
        yield Paragraph(f"Question {row.number}: share of marks by fifths of the total.", "quiet")
        yield _curve(row)
    yield question_grid(statistics)
    yield figure_grid(statistics)


def _curve(row: ItemRow) -> Picture:
    curve = row.figures.curve
    told = ", ".join(
        f"{label} fifth {percent(point.facility)} of {plural(point.n, 'answer')}"
        for label, point in zip(_FIFTHS, curve, strict=True)
    )
    return Picture(
        rising_shares([point.facility for point in curve], _FIFTHS),
        f"Question {row.number}, share of marks: {told}.",
    )


def _matrix(report: SetReport) -> Iterator[Block]:
    yield Heading("Learners and questions")
    if len(report.items) * report.handed_in > MOST_CELLS:
        yield Paragraph(f"The table of learners against questions {_IN_TABLES}", "quiet")
        return
    yield Paragraph(
        "1 is right, 0 is not, in between partly; – is no answer; ! marks an answer that would have"
        " harmed somebody.",
        "quiet",
    )
    yield from matrix_grids(report)


def _details(statistics: ItemReport) -> Iterator[Block]:
    yield Heading("Answers")
    for row in statistics.rows:
        yield Heading(f"{row.number}. {row.item.stem}", 3)
        if row.options:
            yield option_grid(row)
        fifths = ", ".join(f"{percent(one.facility)} ({one.n})" for one in row.figures.curve)
        yield Paragraph(
            f"Marks by fifths of the total, the lowest first: {fifths}. Left blank: {row.blanks}.",
            "quiet",
        )


def _about_figures(statistics: ItemReport) -> Iterator[Block]:
    yield Heading("The test as a whole")
    yield test_grid(statistics)
    counted = {
        "first": "the first attempt of each learner",
        "last": "the last attempt of each learner",
        "highest": "the best attempt of each learner",
        "all": "all attempts, as if those of one learner had nothing to do with each other",
    }[statistics.which]
    yield Paragraph(
        f"Statistics of questions count {counted}: {statistics.analysis.test.n} of"
        f" {plural(statistics.attempts, 'attempt')}. In brackets: where the true value lies in 95 of"
        " 100 cases. A question is only said to need a look where all of that lies below the line.",
        "quiet",
    )
