"""Statistics of a table of marks, with what they say in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizapp.domain.statistics.analysis import Analysis, Gain, analyse, gains
from quizapp.domain.statistics.figures import Figure
from quizapp.domain.statistics.intervals import fisher
from quizapp.domain.statistics.items import ItemFigures
from quizapp.domain.statistics.marks import WhichAttempts
from quizapp.domain.statistics.options import OptionFigures
from quizapp.domain.statistics.verdicts import Verdict, verdict_on
from quizapp.exchange.mark_files import read_marks

MOST_SENTENCES = 3
"""So many of the worst items are described."""

EASY = 0.9
"""An item that surely gets more than this share of its marks can tell few learners apart."""

HARD = 0.3
"""An item that surely gets less than this share of its marks asks for a look at what was taught."""


Judged = tuple[ItemFigures, Verdict]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsReport:
    """The statistics of a table.

    Attributes:
        which: the attempts that count.
        attempts: all attempts in the table; `analysis.test.n` of them count.
        verdicts: one for each of `analysis.items`.
        told: those of `analysis.items` that say something of their own, with their verdicts: an
            item that was alone in its slot would repeat the slot.
        gains: from try to try, over all attempts in the table.
        sentences: what is wrong with the worst items, and where there are too few answers to say.
        reading: a sentence where the encoding of the table was assumed; else empty.
    """

    which: WhichAttempts
    attempts: int
    analysis: Analysis
    verdicts: tuple[Verdict, ...]
    told: tuple[Judged, ...]
    gains: tuple[Gain, ...]
    sentences: tuple[str, ...]
    reading: str


def report_on_file(path: Path, which: WhichAttempts) -> StatisticsReport:
    """Read a table of marks and work its statistics out.

    Raises:
        UserError: the table cannot be read or is not as it should be.
    """
    table, reading = read_marks(path)
    analysis = analyse(table.chosen(which))
    verdicts = tuple(verdict_on(figures) for figures in analysis.items)
    told = tuple(_told(analysis.items, verdicts))
    return StatisticsReport(
        which=which,
        attempts=len(table.attempts),
        analysis=analysis,
        verdicts=verdicts,
        told=told,
        gains=gains(table),
        sentences=tuple(sentences_on(told)),
        reading=reading,
    )


def name_of(figures: ItemFigures) -> str:
    """Return what an item, a slot or an item of a slot is called in a sentence."""
    if figures.slot is None:
        return figures.item or ""
    return f"Slot {figures.slot}" + (f", {figures.item}" if figures.item is not None else "")


def whole(value: float) -> str:
    """Return a number rounded to a whole one, with a minus sign where there is one."""
    return f"{round(value)}".replace("-", "−")


def _told(items: Sequence[ItemFigures], verdicts: Sequence[Verdict]) -> Iterator[Judged]:
    met = Counter(one.slot for one in items if one.item is not None)
    for one, verdict in zip(items, verdicts, strict=True):
        if one.slot is None or one.item is None or met[one.slot] > 1:
            yield one, verdict


def worst_first(told: Sequence[Judged]) -> list[ItemFigures]:
    """Return those that surely need a look, the one that most needs it first."""
    bad = [one for one, verdict in told if verdict is Verdict.NEEDS_A_LOOK]
    return sorted(bad, key=_badness)


def sentences_on(told: Sequence[Judged]) -> Iterator[str]:
    """Give what is wrong with the worst items, and where there are too few answers to say."""
    bad = worst_first(told)
    for one in bad[:MOST_SENTENCES]:
        yield _what_is_wrong(one)
    more = len(bad) - MOST_SENTENCES
    if more > 0:
        yield f"{more} more need{'s' if more == 1 else ''} a look."
    if not bad:
        yield "Nothing surely needs a look."
    unclear = sum(verdict is Verdict.TOO_FEW for _, verdict in told)
    if unclear:
        yield f"For {unclear} of {len(told)} there are too few answers to say."


def _badness(figures: ItemFigures) -> float:
    interval = figures.discrimination_index.interval
    assert interval is not None
    return interval.high


def _what_is_wrong(figures: ItemFigures) -> str:
    index = figures.discrimination_index
    assert index.value is not None
    assert index.interval is not None
    ends = f"{whole(index.interval.low)} to {whole(index.interval.high)}"
    known = f"discrimination {whole(index.value)}, {ends}; {figures.n} answers"
    if index.interval.high < 0:
        text = "those who did better elsewhere did worse here: check the key"
    else:
        text = f"it hardly tells who did well elsewhere{_why(figures.facility)}"
    said = f"{name_of(figures)}: {text} ({known})."
    lure = _lure(figures.options, figures.n)
    if lure is not None:
        said += f" {lure.option} is worth less and draws those with the higher totals."
    return said


def _why(facility: Figure) -> str:
    """Return the reason that facility gives for a low discrimination."""
    if facility.interval is not None and facility.interval.low > EASY:
        return "; nearly everybody gets it right"
    if facility.interval is not None and facility.interval.high < HARD:
        return "; few get it right: look whether it was taught"
    return ""


def _lure(options: Sequence[OptionFigures], n: int) -> OptionFigures | None:
    """Return the option worth less than another that surely draws those with higher totals."""
    best = max((one.credit or 0 for one in options), default=0)
    lures = []
    for one in options:
        if one.point_biserial is not None and (one.credit or 0) < best:
            interval = fisher(one.point_biserial, n)
            if interval is not None and interval.low > 0:
                lures.append((one.point_biserial, one))
    return max(lures, key=lambda pair: pair[0])[1] if lures else None
