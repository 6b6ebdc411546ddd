"""Small results whose figures can be worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from quizapp.application.reports.making import ReportMaker, Returned
from quizapp.application.reports.values import LearnerReport, SetReport
from quizapp.bootstrap import Application
from quizapp.domain.answers import Answer, OptionAnswer
from quizapp.domain.assignments import AssignmentMode, AssignmentPlan, MarkedResult, Member
from quizapp.domain.attempts import PassRule
from quizapp.domain.confidence import Confidence
from quizapp.domain.grading import grade
from quizapp.domain.items import (
    Grounding,
    Item,
    Level,
    Option,
    Review,
    ReviewStatus,
    Revision,
    SingleBest,
)
from quizapp.domain.statistics.marks import WhichAttempts
from quizapp.storage.bank_store import BankCompiler, BankStore
from tests.report_class import class_of, of_every_kind

NOW = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)
COMMON: dict[str, Any] = {
    "bank": "own",
    "rev": Revision(1, 1),
    "level": Level.RECALL,
    "explanation": "Amber it is.",
    "citations": (),
    "references": (),
    "grounding": Grounding.OUTSIDE,
    "review": Review(ReviewStatus.SECOND_READ, "w1", "r1"),
}
PLAN = AssignmentPlan(
    id="week-3",
    title="Week 3",
    mode=AssignmentMode.EXAM,
    due_at=NOW,
    attempts=3,
    passes=PassRule(0.5, no_critical_error=True),
)
RIGHT, WRONG, HARM = OptionAnswer("right"), OptionAnswer("wrong"), OptionAnswer("harm")


def question(number: int, topic: str = "own", **more: Any) -> SingleBest:
    options = (
        Option("right", "Amber", "So it is.", correct=True),
        Option("wrong", "Birch", "No.", misconception="MC01"),
        Option("harm", "Cedar", "No.", harm=True, misconception="ZZ9"),
    )
    return SingleBest(
        id=f"q{number}",
        topic=topic,
        stem=f"Question about {number}?",
        options=options,
        **COMMON | more,
    )


def returned(
    items: list[Item], *learners: list[list[Answer | None]], absent: int = 0, **plan: Any
) -> Returned:
    """What came back: for each learner the attempts, and for each of these the answers."""
    people = tuple(
        Member(f"m{n}", f"Learner {n}", f"r{n}") for n in range(1, len(learners) + absent + 1)
    )
    results = tuple(
        result(member, number, items, answers)
        for member, attempts in zip(people, learners, strict=False)
        for number, answers in enumerate(attempts, 1)
    )
    return Returned(
        plan=replace(PLAN, **plan),
        cohort="class",
        items=tuple(items),
        members=people,
        results=results,
    )


def result(
    member: Member, number: int, items: list[Item], answers: list[Answer | None], **more: Any
) -> MarkedResult:
    made = MarkedResult(
        member_id=member.id,
        number=number,
        revision=1,
        claimed_at=NOW,
        received_at=NOW - timedelta(hours=1),
        is_late=False,
        grades=tuple(grade(item, one) for item, one in zip(items, answers, strict=True)),
        topics=tuple(item.topic for item in items),
        answers=tuple(answers),
        confidences=tuple(one and Confidence.CERTAIN for one in answers),
        times_ms=tuple(30_000 for _ in answers),
    )
    return replace(made, **more)


def nobody_waits(_done: int, _total: int) -> None:
    """Let work go on."""


def report_on(
    app: Application, found: Returned, which: WhichAttempts = WhichAttempts.FIRST
) -> SetReport:
    return ReportMaker(BankStore(app.database)).of_set(found, which, NOW, nobody_waits)


def report_on_class(app: Application) -> SetReport:
    """A class of thirty with eighteen questions, two of each kind."""
    items = of_every_kind(BankCompiler(app.database).active_items(), 18)
    return report_on(app, class_of(30, items))


def nothing(_done: int, _total: int) -> None:
    """Nobody waits."""


def learners_of(app: Application, report: SetReport) -> list[LearnerReport]:
    maker = ReportMaker(BankStore(app.database))
    return [maker.of_learner(report, score) for score in report.scores]
