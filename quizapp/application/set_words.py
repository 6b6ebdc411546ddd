"""Ready-made sets in words: what each takes, how the last run went, and whether one was passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.application.phrases import date_words, plural

if TYPE_CHECKING:
    from quizapp.application.ready_sets import LastTime, ReadySet
    from quizapp.application.views import PassResult


def about_words(offered: ReadySet) -> str:
    """Return how long a set is and what it takes to pass."""
    needed = offered.passes.needed(offered.questions)
    safe = " and no answer that could harm somebody" if offered.passes.no_critical_error else ""
    return f"{plural(offered.questions, 'question')}. To pass: {needed} right{safe}."


def last_words(last: LastTime) -> str:
    """Return how the last run through a set went."""
    score = f"{date_words(last.day)}: {last.right} of {last.total} right"
    if not last.critical:
        return f"{score}."
    return f"{score}, {plural(last.critical, 'answer')} could have harmed somebody."


def result_title(result: PassResult) -> str:
    """Return whether a ready-made set was passed."""
    return "Passed" if result.passed else "Not passed this time"


def result_sentence(result: PassResult) -> str:
    """Return why a ready-made set was passed or not."""
    score = f"{result.right} of {result.total} right"
    enough = result.right >= result.needed
    if result.passed:
        safe = ", and no answer that could harm somebody" if result.critical is not None else ""
        return f"{score}{safe}. {result.needed} were needed."
    if not result.critical:
        return f"{score}. {result.needed} are needed to pass."
    harmful = f"{plural(result.critical, 'answer')} could harm somebody"
    if enough:
        return f"{score} is enough, but {harmful}. To pass there must be none."
    return f"{score}, and {harmful}. To pass, {result.needed} are needed and none that could harm."
