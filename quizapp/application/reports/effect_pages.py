"""What changed from one assignment to another one, as pages to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.application import comparison_words as words
from quizapp.application.local_times import moment_words
from quizapp.application.phrases import plural
from quizapp.application.reports.grids import number_column
from quizapp.application.reports.pages import FOOT
from quizapp.application.reports.wording import share_words
from quizapp.exchange.documents import (
    Column,
    Document,
    Fact,
    Facts,
    Grid,
    Heading,
    Notice,
    Paragraph,
    cells,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, tzinfo

    from quizapp.application.comparing import EffectReport
    from quizapp.domain.assignments import MarkedResult
    from quizapp.domain.training_effect import PairedResult
    from quizapp.exchange.documents import Block, Cell


EFFECT_TITLE = "Before and after"


def effect_document(report: EffectReport, made_at: datetime, zone: tzinfo | None) -> Document:
    """Return the pages on a comparison; moments are told in `zone`, `None` for the computer's."""
    which = "first" if report.counts_first else "best"
    return Document(
        title=EFFECT_TITLE,
        subtitle=f"{report.before.title} · {report.after.title} · {which} attempts count · as of"
        f" {moment_words(made_at, zone)}",
        blocks=tuple(_blocks(report)),
        foot=FOOT,
        made_at=made_at,
    )


def _blocks(report: EffectReport) -> Iterator[Block]:
    effect = report.effect
    if not effect.pairs:
        yield Paragraph(words.change_words(effect.change))
        yield Paragraph(words.pairs_words(report))
        return
    yield Facts(tuple(_facts(report)))
    yield Heading("Scores")
    yield Paragraph(words.pairs_words(report))
    yield _sides(report)
    yield Paragraph(words.test_words(effect.test))
    if effect.is_at_ceiling:
        yield Notice((words.ceiling_words(report),))
    yield Heading("Critical errors")
    yield Paragraph(words.critical_words(report))
    yield Heading("Beliefs")
    yield from _beliefs(report)
    yield Heading("Learners")
    yield _learners(report)


def _facts(report: EffectReport) -> Iterator[Fact]:
    effect = report.effect
    yield Fact("Handed both in", plural(len(effect.pairs), "learner"))
    change = effect.change
    if change.value is not None:
        known = "too few learners for an interval"
        if change.interval is not None:
            low, high = (
                words.signed(end, 1) for end in (change.interval.low, change.interval.high)
            )
            known = f"{low} to {high} in 95 of 100 cases"
        said = words.signed(change.value, 1)
        yield Fact("Typical change", said, f"percentage points; {known}, n = {change.n}")
    if effect.test.effect is not None:
        size = words.signed(effect.test.effect, 2)
        yield Fact("Effect size r", size, f"{plural(effect.test.n, 'score')} changed")
    critical = f"{effect.before.critical} → {effect.after.critical}"
    yield Fact("With a critical error", critical, "learners, before and after")


def _sides(report: EffectReport) -> Grid:
    effect = report.effect
    return Grid(
        "Those who handed both in",
        (
            Column("Set", width=2),
            number_column("Median"),
            number_column("Everything right"),
            number_column("Learners with a critical error"),
            number_column("Critical errors"),
        ),
        tuple(
            cells(
                plan.title,
                words.median_words(side),
                share_words(side.at_top),
                str(side.critical),
                str(side.critical_errors),
            )
            for plan, side in ((report.before, effect.before), (report.after, effect.after))
        ),
    )


def _beliefs(report: EffectReport) -> Iterator[Block]:
    met = [one for one in report.effect.beliefs if one.shift.n]
    if not met:
        yield Paragraph("No belief could be given away both times.")
        return
    yield Grid(
        "What became of beliefs: learners who gave one away (wrong) or did not (right)",
        (
            Column("Belief", width=2),
            number_column("Turned right"),
            number_column("Turned wrong"),
            number_column("Wrong twice"),
            number_column("Right twice"),
        ),
        tuple(
            cells(
                words.belief_name(report, one),
                str(one.shift.wrong_right),
                str(one.shift.right_wrong),
                str(one.shift.wrong_wrong),
                str(one.shift.right_right),
            )
            for one in met
        ),
    )


def _learners(report: EffectReport) -> Grid:
    return Grid(
        "Learners, with the change in percentage points",
        (
            Column("Learner", width=2),
            Column("Reference"),
            number_column("Right before"),
            number_column("Right after"),
            number_column("Change"),
            number_column("Critical before"),
            number_column("Critical after"),
        ),
        tuple(_learner(pair) for pair in report.effect.pairs),
    )


def _learner(pair: PairedResult) -> tuple[Cell, ...]:
    return cells(
        pair.member.name,
        pair.member.reference,
        _right(pair.before),
        _right(pair.after),
        words.signed(pair.change, 1),
        str(pair.before.critical),
        str(pair.after.critical),
    )


def _right(result: MarkedResult) -> str:
    return f"{result.right} of {len(result.grades)}"
