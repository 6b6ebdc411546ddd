"""Words that several screens and the terminal share."""

from __future__ import annotations

from datetime import date

from quizapp.application.phrases import day_words
from quizapp.application.views import Tone, Verdict
from quizapp.domain.confidence import Confidence
from quizapp.domain.grading import Grade
from quizapp.domain.items import CitationUse, Grounding, Item, Level, MultipleResponse

LEVELS = {Level.RECALL: "Recall", Level.APPLY: "Apply", Level.ANALYSE: "Analyse"}
GROUNDINGS = {
    Grounding.DOCUMENTS: "From the documents",
    Grounding.DOCUMENTS_CORRECTED: "Documents corrected",
    Grounding.DOCUMENTS_AND_OUTSIDE: "Documents and outside sources",
    Grounding.OUTSIDE: "Outside sources",
}
CITATION_USES = {
    CitationUse.SUPPORTS: "Supports the answer",
    CitationUse.REFUTED: "Refuted here",
    CitationUse.QUALIFIED: "True with a condition",
}
CONFIDENCES = {
    Confidence.GUESS: "Guess",
    Confidence.UNSURE: "Unsure",
    Confidence.FAIRLY: "Fairly sure",
    Confidence.CERTAIN: "Certain",
}
CONTESTED = "Scientists disagree on this"
EMERGENCY_LINE = "For learning only. In an emergency call your local emergency number."
NOT_REVIEWED = (
    "No clinician has reviewed these questions. Quizapp is a learning aid, not a medical device,"
    " and does not replace first-aid training."
)
REVISED = (
    "This question has been revised since. Your answer counts as it did then, and is not marked in"
    " the question as it is now."
)
REVISED_MISS = "The question has been revised since"
# Brier scores below each limit. Saying 50% to everything gets 0.25.
_BRIER = ((0.10, "very good"), (0.17, "good"), (0.25, "fair"))


def verdict(
    item: Item, grade: Grade, confidence: Confidence | None, due: date | None, today: date
) -> Verdict:
    """Return the verdict on an answer in words.

    Args:
        item: the item that was answered.
        grade: of the answer.
        confidence: what the learner said before.
        due: the day on which it comes back, or `None` if it is not known.
        today: the learner's day of study.
    """
    back = f"It will come back {day_words(due, today)}." if due else ""
    if grade.critical_error:
        return Verdict(
            Tone.HARM,
            "This answer could harm somebody",
            "It counts as a critical error and comes first in your next review.",
        )
    if grade.is_right:
        return _right(confidence, due, today)
    if grade.points > 0:
        return Verdict(Tone.PARTLY, _partly(item, grade), back)
    if confidence is Confidence.CERTAIN:
        return Verdict(
            Tone.WRONG, "Not quite, and you were certain", f"Worth a second look. {back}".strip()
        )
    if confidence is Confidence.FAIRLY:
        return Verdict(Tone.WRONG, "Not quite, and you were fairly sure", back)
    return Verdict(Tone.WRONG, "Not quite", back)


def no_answer_verdict(due: date | None, today: date) -> Verdict:
    """Return the verdict on a question that was left when the time ran out."""
    back = f"It will come back {day_words(due, today)}." if due else ""
    return Verdict(Tone.WRONG, "No answer", f"The time had run out. {back}".strip())


def revised_verdict(grade: Grade) -> Verdict:
    """Return the verdict on an answer to a question whose marking has been revised since."""
    if grade.critical_error:
        return Verdict(Tone.HARM, "This answer could harm somebody", REVISED)
    if grade.is_right:
        return Verdict(Tone.RIGHT, "Right", REVISED)
    if grade.points > 0:
        return Verdict(Tone.PARTLY, f"Partly right: {grade.points:.0%}", REVISED)
    return Verdict(Tone.WRONG, "Not quite", REVISED)


def _right(confidence: Confidence | None, due: date | None, today: date) -> Verdict:
    if confidence is Confidence.GUESS:
        when = f": it will come back {day_words(due, today)}" if due else ""
        return Verdict(Tone.RIGHT, f"Right, though you guessed{when}", "")
    return Verdict(Tone.RIGHT, "Right", f"It comes back {day_words(due, today)}." if due else "")


def _partly(item: Item, grade: Grade) -> str:
    if isinstance(item, MultipleResponse):
        wanted = sum(option.correct for option in item.options)
        return f"Partly right: {round(grade.points * wanted)} of {wanted} points"
    return f"Partly right: {grade.points:.0%}"


def certainty_sentence(mark: float) -> str:
    """Return the mean mark of certainty marking in words."""
    shown = f"{mark:+.1f}".replace("-", "−").replace("+0.0", "0.0").replace("−0.0", "0.0")
    return (
        f"Certainty marks: {shown} an answer on average. Right gets 1, fairly sure 2, certain 3;"
        " wrong gets 0, fairly sure −2, certain −6."
    )


def brier_sentence(brier: float) -> str:
    """Return a Brier score in words."""
    word = next((word for limit, word in _BRIER if brier < limit), "no better than a coin")
    return f"Brier score {brier:.2f}: {word}. 0 is perfect, and saying 50% to everything gets 0.25."
