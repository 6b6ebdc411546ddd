"""From results to the figures of a report, but for those of single items."""

from __future__ import annotations

from collections import Counter, defaultdict
from statistics import median, quantiles
from typing import TYPE_CHECKING

from quizapp.application.reports.values import (
    BeliefCell,
    BeliefRow,
    CohortJudgement,
    CriticalFigures,
    ScoreFigures,
    Spread,
    TopicFigures,
)
from quizapp.domain.judgement import judge
from quizapp.domain.statistics.figures import Figure
from quizapp.domain.statistics.intervals import wilson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from quizapp.domain.assignments import MarkedResult, Member
    from quizapp.domain.attempts import PassRule
    from quizapp.domain.confidence import Confidence
    from quizapp.domain.items import Item

BINS = 10
_MS_PER_MINUTE = 60_000


def share(count: int, n: int) -> Figure:
    """Return a share with its interval; undefined for nothing out of nothing."""
    return Figure(count / n, n, wilson(count / n, n)) if n else Figure(None, 0)


def spread(numbers: Sequence[float]) -> Spread | None:
    """Return the median and the middle half; `None` for no numbers."""
    if not numbers:
        return None
    if len(numbers) == 1:
        return Spread(1, numbers[0], numbers[0], numbers[0])
    low, _, high = quantiles(numbers, n=4, method="inclusive")
    return Spread(len(numbers), median(numbers), low, high)


def score_of(result: MarkedResult) -> float:
    """Return the share of right answers, 0 to 1; 0 without questions."""
    return result.right / len(result.grades) if result.grades else 0.0


def bin_of(score: float) -> int:
    """Return the tenth that a score from 0 to 1 lies in, the lowest being 0."""
    # 0.7 * 10 is a little below 7.
    return min(BINS - 1, int(score * BINS + 1e-9))


def score_figures(results: Sequence[MarkedResult], rule: PassRule | None) -> ScoreFigures:
    """Return the figures of the results that count."""
    scores = [score_of(one) for one in results]
    bins = Counter(map(bin_of, scores))
    passed = (
        Figure(None, len(results))
        if rule is None
        else share(sum(bool(one.passed(rule)) for one in results), len(results))
    )
    return ScoreFigures(
        spread=spread(scores),
        passed=passed,
        bins=tuple(bins[place] for place in range(BINS)),
        late=sum(one.is_late for one in results),
    )


def critical_figures(handed: Iterable[tuple[Member, MarkedResult]]) -> CriticalFigures:
    """Return who gave answers that would have harmed somebody."""
    found = [(member, result.critical) for member, result in handed if result.critical]
    found.sort(key=lambda pair: -pair[1])
    return CriticalFigures(learners=tuple(found), total=sum(count for _, count in found))


def minutes_taken(results: Iterable[MarkedResult]) -> Spread | None:
    """Return how long results took, in minutes: the sum over their questions."""
    taken = []
    for result in results:
        times = [one for one in result.times_ms if one is not None]
        if times:
            taken.append(sum(times) / _MS_PER_MINUTE)
    return spread(taken)


def topic_figures(
    items: Sequence[Item], results: Sequence[MarkedResult], title: Callable[[str], str]
) -> tuple[TopicFigures, ...]:
    """Return how each topic went, in the order in which topics are met."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        places[item.topic].append(place)
    return tuple(
        TopicFigures(
            topic,
            title(topic),
            len(at),
            share(
                sum(result.grades[place].is_right for result in results for place in at),
                len(results) * len(at),
            ),
        )
        for topic, at in places.items()
    )


def judgement_of(results: Iterable[MarkedResult]) -> CohortJudgement:
    """Return confidence against right answers. What was not answered is not looked at."""
    counts: defaultdict[Confidence, list[int]] = defaultdict(lambda: [0, 0])
    left_out = 0
    for result in results:
        for answer, said, grade in zip(
            result.answers, result.confidences, result.grades, strict=True
        ):
            if answer is None:
                continue
            if said is None:
                left_out += 1
                continue
            counts[said][0] += 1
            counts[said][1] += grade.is_right
    return CohortJudgement(
        judge({said: (n, right) for said, (n, right) in counts.items()}), left_out
    )


def beliefs_of(items: Sequence[Item]) -> dict[str, list[int]]:
    """Return which beliefs questions can give away, each with the places of these questions."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        for belief in item.beliefs:
            places[belief].append(place)
    return places


def belief_rows(
    items: Sequence[Item],
    results: Sequence[MarkedResult],
    name: Callable[[str], str],
    behind: Callable[[BeliefRow], BeliefRow],
) -> tuple[BeliefRow, ...]:
    """Return the beliefs that answers gave away, the one that most learners hold first.

    Args:
        items: of the assignment.
        results: those that count.
        name: gives the name of a belief.
        behind: hears of each belief that is worked out; what it raises stops the work.
    """
    places = beliefs_of(items)
    told = {belief for one in results for grade in one.grades for belief in grade.misconceptions}
    rows = [
        behind(_belief_row(belief, name(belief), places.get(belief, ()), results))
        for belief in sorted(told)
    ]
    return tuple(sorted(rows, key=lambda row: -(row.held.value or 0.0)))


def _belief_row(
    belief: str, name: str, places: Sequence[int], results: Sequence[MarkedResult]
) -> BeliefRow:
    cells = tuple(
        BeliefCell(
            sum(belief in result.grades[place].misconceptions for place in places),
            sum(result.answers[place] is not None for place in places),
        )
        for result in results
    )
    held, met = sum(cell.told > 0 for cell in cells), sum(cell.met > 0 for cell in cells)
    return BeliefRow(belief, name, share(held, met), cells)
