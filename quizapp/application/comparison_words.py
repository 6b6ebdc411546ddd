"""What comparisons say in words, for the terminal and the windows alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.application.member_words import told_apart
from quizapp.application.phrases import plural
from quizapp.domain.statistics.similarity import (
    FEWEST_LEARNERS,
    FEWEST_QUESTIONS,
    MOST_EXPECTED,
)
from quizapp.domain.training_effect import CEILING

if TYPE_CHECKING:
    from quizapp.application.comparing import EffectReport, SimilarityReport
    from quizapp.domain.statistics.figures import Figure
    from quizapp.domain.statistics.signed_rank import SignedRank
    from quizapp.domain.statistics.similarity import AlikePair
    from quizapp.domain.training_effect import BeliefShift, Shift, Side

HINT_TITLE = "A hint, not proof"
HINT = (
    "Learners who learned together, or from one trainer, answer alike, too."
    " Ask them before you think anything of it."
)

_SMALLEST_P = 0.001


def alarm_words() -> str:
    """Return how often pairs are named although nobody worked together."""
    return (
        f"Pairs are named when chance alone gives fewer than {MOST_EXPECTED:g} as alike among all"
        f" pairs: of {1 / MOST_EXPECTED:.0f} assignments whose learners all work apart, about one"
        " has such a pair."
    )


def similarity_words(report: SimilarityReport) -> str:
    """Return what was compared and what came of it, in a sentence or two."""
    found = report.found
    if not found.is_enough:
        return (
            f"Too few answers to say: it takes {FEWEST_LEARNERS} learners who handed in (there are"
            f" {found.learners}) and {FEWEST_QUESTIONS} questions that both of a pair have"
            " answered."
        )
    compared = (
        f"The first attempts of {plural(found.learners, 'learner')} make"
        f" {found.pairs:,} {'pair' if found.pairs == 1 else 'pairs'} with at least"
        f" {FEWEST_QUESTIONS} questions that both answered."
    )
    if not found.alike:
        return f"{compared} None is more alike than chance explains."
    more = plural(len(found.alike), "pair is", "pairs are")
    return f"{compared} {more} more alike than chance explains."


def pair_words(report: SimilarityReport, pair: AlikePair) -> str:
    """Return what two learners have alike, next to what to expect."""
    return (
        f"{both_words(report, pair)}: {pair.same} of {plural(pair.questions, 'answer')} the"
        f" same, {pair.same_wrong} of them wrong; about {pair.expected:.0f} to expect. Chance gives"
        f" {few_words(pair.false_alarms)} such pairs among {report.found.pairs:,}."
    )


def both_words(report: SimilarityReport, pair: AlikePair) -> str:
    """Return who the two of a pair are."""
    names = told_apart(report.members)
    first, second = (names[report.members[place].id] for place in (pair.first, pair.second))
    return f"{first} and {second}"


def few_words(count: float) -> str:
    """Return a small count, such as "0.002", without pretending to know it better than it is."""
    return "fewer than 0.0001" if count < 0.0001 else f"{count:.1g}"


def pairs_words(report: EffectReport) -> str:
    """Return of whom a comparison of two assignments speaks."""
    effect = report.effect
    which = "first" if report.counts_first else "best"
    said = f"{plural(len(effect.pairs), 'learner')} handed both in; their {which} attempts count."
    missing = [
        f"{count} only the {side} one"
        for count, side in ((effect.only_before, "first"), (effect.only_after, "second"))
        if count
    ]
    return f"{said} {' and '.join(missing)}, not counted here." if missing else said


def effect_sentences(report: EffectReport) -> list[str]:
    """Return all that a comparison of two assignments says, but for the beliefs."""
    effect = report.effect
    if not effect.pairs:
        return [change_words(effect.change), pairs_words(report)]
    sides = [
        f"{plan.title}: median {median_words(side)}; {side.at_top.value or 0.0:.0%} have everything"
        " right."
        for plan, side in ((report.before, effect.before), (report.after, effect.after))
    ]
    said = [
        change_words(effect.change),
        pairs_words(report),
        *sides,
        test_words(effect.test),
        ceiling_words(report),
        critical_words(report),
    ]
    return [sentence for sentence in said if sentence]


def median_words(side: Side) -> str:
    """Return the median of one side: "60% right"."""
    return "–" if side.median is None else f"{side.median:.0f}% right"


def change_words(change: Figure) -> str:
    """Return the typical change with its interval."""
    if change.value is None:
        return "Nobody has a before and an after yet."
    said = f"Typical change: {_points(change.value)} percentage points"
    if change.interval is None:
        return f"{said}; too few learners for an interval."
    low, high = _points(change.interval.low), _points(change.interval.high)
    return f"{said} ({low} to {high} in 95 of 100 cases)."


def test_words(test: SignedRank) -> str:
    """Return what the test says of chance, with its effect size."""
    if test.p is None or test.effect is None:
        return "No score changed, so there is nothing to test."
    chance = "less than 0.001" if test.p < _SMALLEST_P else f"{test.p:.2g}"
    way = "counted out" if test.is_exact else "normal approximation"
    return (
        f"Signed-rank test (Wilcoxon): scores changed for {plural(test.n, 'learner')}; p ="
        f" {chance} ({way}), effect size r = {signed(test.effect, 2)}."
    ).replace("p = less than", "p less than")


def ceiling_words(report: EffectReport) -> str:
    """Return a warning where many have everything right; nothing otherwise."""
    if not report.effect.is_at_ceiling:
        return ""
    return (
        f"More than {CEILING:.0%} have everything right on one side: gains can be hidden, because"
        " nobody can do better than that. Look at the critical errors, too."
    )


def critical_words(report: EffectReport) -> str:
    """Return what became of critical errors, which stand apart from the scores."""
    effect = report.effect
    if not effect.critical.n:
        return ""
    return (
        f"Learners with a critical error: {effect.before.critical} before, {effect.after.critical}"
        f" after; {effect.critical.wrong_right} only before,"
        f" {effect.critical.right_wrong} only after."
    )


def belief_name(report: EffectReport, shift: BeliefShift) -> str:
    """Return the name of a misconception, or its id where no bank here knows it."""
    return report.beliefs.get(shift.misconception, shift.misconception)


def shift_words(shift: Shift) -> str:
    """Return how many changed their minds, and how many did not."""
    if not shift.n:
        return "nobody answered about it both times."
    return (
        f"{shift.wrong_right} wrong before and right after, {shift.right_wrong} the other way"
        f" round; {shift.wrong_wrong} wrong both times, {shift.right_right} right both times."
    )


def signed(value: float, digits: int) -> str:
    """Return a number with its sign; nought has none."""
    said = f"{value:+.{digits}f}".replace("-", "−")
    return said if float(f"{value:.{digits}f}") else said[1:]


def _points(value: float) -> str:
    return signed(value, 1)
