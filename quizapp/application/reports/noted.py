"""What the learners' computers noted while they answered, as trainers read it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from quizapp.application.local_times import moment_words
from quizapp.application.sitting_words import NOTHING_NOTED, record_sentences
from quizapp.exchange.documents import Column, Grid, Heading, Paragraph, cells

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from quizapp.application.reports.values import SetReport
    from quizapp.domain.assignments import LearnerScore, MarkedResult, SittingRecord
    from quizapp.exchange.documents import Block

#: Clocks that go right are less apart than this.
_APART = timedelta(minutes=5)
_FROM_TERMINAL = "This was handed in from the terminal, where nothing is noted."
PROVES_NOTHING = (
    "This is what a learner’s computer says: it can explain a result, and proves nothing."
)


def record_fields(record: SittingRecord | None) -> dict[str, Any] | None:
    """Return what was noted as bare figures, for JSON."""
    if record is None:
        return None
    return {
        "started_at": record.started_at.isoformat(),
        "focus_losses": record.focus_losses,
        "away_ms": record.away_ms,
        "clock_jumps_ms": list(record.clock_jumps),
    }


def noted_sentences(result: MarkedResult, zone: tzinfo | None) -> tuple[str, ...]:
    """Return what a learner's computer noted about a result; empty where that is nothing.

    Args:
        result: as it was taken in.
        zone: in which moments are told; `None` for that of the computer.
    """
    found = (
        () if result.record is None else record_sentences(result.record, "the learner’s computer")
    )
    if not _was_ahead(result):
        return found
    claimed, received = (moment_words(one, zone) for one in (result.claimed_at, result.received_at))
    ahead = (
        f"It says that it was handed in on {claimed}, which is after you received it, on {received}:"
        " one of the two clocks was wrong. A clock that is set ahead while the computer is off uses"
        " up the time of an attempt."
    )
    return (*found, ahead)


def clock_word(result: MarkedResult) -> str:
    """Return what to say of the clock beside a time: "clock set", "clock ahead", or nothing."""
    if result.record is not None and result.record.clock_jumps:
        return "clock set"
    return "clock ahead" if _was_ahead(result) else ""


def _was_ahead(result: MarkedResult) -> bool:
    return result.claimed_at - result.received_at >= _APART


def noted_words(score: LearnerScore, zone: tzinfo | None) -> str:
    """Return what was noted about the result of a learner that counts."""
    if score.best is None:
        return "Nothing has been handed in."
    said = " ".join(noted_sentences(score.best, zone))
    if not said:
        return _FROM_TERMINAL if score.best.record is None else NOTHING_NOTED
    return f"{said} {PROVES_NOTHING}"


def noted_blocks(report: SetReport) -> Iterator[Block]:
    """Give what was noted about the results that count, learner by learner, if there is anything."""
    names = report.names
    rows = [
        (names[member.id], " ".join(noted_sentences(result, report.zone)))
        for member, result in report.handed
    ]
    told = tuple(cells(name, said) for name, said in rows if said)
    if told:
        yield Heading("What computers noted", 3)
        yield Paragraph(PROVES_NOTHING)
        yield Grid(
            "Noted while answering", (Column("Learner", width=1), Column("Noted", width=3)), told
        )
