"""Makes reports: from an assignment and its results to the one value that all forms show."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from quizapp.application.answer_words import key_words
from quizapp.application.reports.item_report import item_report
from quizapp.application.reports.responses import response_words
from quizapp.application.reports.scoring import (
    belief_rows,
    beliefs_of,
    critical_figures,
    judgement_of,
    minutes_taken,
    score_figures,
    topic_figures,
)
from quizapp.application.reports.values import LearnerItem, LearnerReport, SetReport
from quizapp.domain.assignments import scores_of
from quizapp.domain.part_items import Hotspot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime, tzinfo

    from quizapp.application.reports.values import Tell
    from quizapp.domain.assignments import AssignmentPlan, LearnerScore, MarkedResult, Member
    from quizapp.domain.items import Item
    from quizapp.domain.registers import SafetyWording
    from quizapp.domain.statistics.marks import WhichAttempts
    from quizapp.storage.bank_store import BankStore

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What a report is made from.

    Attributes:
        numbers: of the items in the assignment, from 1; without any none was left out.
        members: those who were sent a set, in the order of the roster.
        results: all that came back, older revisions included.
        regrades: how often the results were marked anew.
        topic_titles: what topics were called when it was assigned, by id, as far as is known.
        zone: in which moments are told; `None` for that of the computer.
    """

    plan: AssignmentPlan
    cohort: str
    items: tuple[Item, ...]
    members: tuple[Member, ...]
    results: tuple[MarkedResult, ...]
    numbers: tuple[int, ...] = ()
    regrades: int = 0
    topic_titles: Mapping[str, str] = field(default_factory=dict)
    zone: tzinfo | None = UTC


_STEPS = 6
"""What a report takes beside a step for each belief and each question."""


class _Steps:
    """Counts steps of some work and tells of each, first of all that none is behind."""

    def __init__(self, tell: Tell, total: int) -> None:
        self._tell, self._total = tell, total
        self._done = 0
        tell(0, total)

    def behind(self, found: Found) -> Found:
        """Tell that another step is behind, which gave this."""
        self._done += 1
        self._tell(self._done, self._total)
        return found

    def last(self, done: int, total: int) -> None:
        """Tell how many of the last so many steps are behind."""
        self._tell(self._total - total + done, self._total)


class ReportMaker:
    """Makes reports with the names of topics and beliefs that this computer knows."""

    def __init__(self, banks: BankStore) -> None:
        self._banks = banks
        # Pages for a thousand learners name the same few a hundred thousand times.
        self._belief = cache(banks.misconception)
        self._wording = cache(banks.wording)

    def of_set(
        self, returned: Returned, which: WhichAttempts, now: datetime, tell: Tell
    ) -> SetReport:
        """Return the report on a whole assignment.

        Args:
            returned: what came back.
            which: the attempts that count for the statistics of questions; the scores are those
                of the best attempt of each learner.
            now: when the report is made.
            tell: hears how many steps are behind, first of all that none is; what it raises stops
                the work.
        """
        items = tuple(map(self._with_labels, returned.items))
        numbers = returned.numbers or tuple(range(1, len(items) + 1))
        steps = _Steps(tell, _STEPS + len(beliefs_of(items)) + len(items))
        known = [_filled(one, len(items)) for one in returned.results]
        rule = returned.plan.passes
        scores = steps.behind(scores_of(returned.members, known, rule))
        handed = [(one.member, one.best) for one in scores if one.best is not None]
        best = [result for _, result in handed]
        attempts = [attempt for score in scores for attempt in score.attempts]
        return SetReport(
            plan=returned.plan,
            cohort=returned.cohort,
            made_at=now,
            regrades=returned.regrades,
            zone=returned.zone,
            items=items,
            numbers=numbers,
            scores=scores,
            figures=steps.behind(score_figures(best, rule)),
            critical=steps.behind(critical_figures(handed)),
            time=steps.behind(minutes_taken(best)),
            topics=steps.behind(topic_figures(items, best, self._titles(returned))),
            judgement=steps.behind(judgement_of(best)),
            beliefs=belief_rows(items, best, self._belief_name, steps.behind),
            statistics=item_report(
                [*zip(numbers, items, strict=True)], attempts, which, steps.last
            ),
            safety=self._wordings(dict.fromkeys(one for item in items for one in item.safety)),
        )

    def of_learner(self, report: SetReport, score: LearnerScore) -> LearnerReport:
        """Return the report of one learner of an assignment."""
        best = [] if score.best is None else [score.best]
        titles = {one.topic: one.title for one in report.topics}
        return LearnerReport(
            plan=report.plan,
            member=score.member,
            made_at=report.made_at,
            zone=report.zone,
            result=score.best,
            attempts=len(score.attempts),
            topics=topic_figures(report.items, best, titles.__getitem__),
            judgement=judgement_of(best),
            items=tuple(item for one in best for item in self._learner_items(report, one)),
        )

    def _titles(self, returned: Returned) -> Callable[[str], str]:
        return lambda topic: returned.topic_titles.get(topic) or self._banks.topic_title(topic)

    def _learner_items(self, report: SetReport, result: MarkedResult) -> list[LearnerItem]:
        found = []
        for number, item, grade, answer in zip(
            report.numbers, report.items, result.grades, result.answers, strict=True
        ):
            beliefs = map(self._belief, grade.misconceptions)
            found.append(
                LearnerItem(
                    number=number,
                    item=item,
                    points=grade.points,
                    is_critical=grade.critical_error,
                    given=response_words(item, answer),
                    key=key_words(item),
                    beliefs=tuple(belief for belief in beliefs if belief is not None),
                    safety=self._wordings(item.safety),
                )
            )
        return found

    def _wordings(self, ids: Iterable[str]) -> tuple[SafetyWording, ...]:
        found = map(self._wording, ids)
        return tuple(wording for wording in found if wording is not None)

    def _with_labels(self, item: Item) -> Item:
        """Return an item whose places in a diagram are called as the diagram calls them."""
        diagram = self._banks.diagram(item.diagram or "") if isinstance(item, Hotspot) else None
        if diagram is None or not isinstance(item, Hotspot):
            return item
        labels = {part.id: part.label for part in diagram.parts}
        regions = (replace(one, part=labels.get(one.part, one.part)) for one in item.regions)
        return replace(item, regions=tuple(regions))

    def _belief_name(self, belief: str) -> str:
        known = self._belief(belief)
        return belief if known is None else known.name


def _filled(result: MarkedResult, questions: int) -> MarkedResult:
    """Return a result in which what was not recorded is missing question by question."""
    nothing = (None,) * questions
    return replace(
        result,
        answers=result.answers or nothing,
        confidences=result.confidences or nothing,
        times_ms=result.times_ms or nothing,
    )
