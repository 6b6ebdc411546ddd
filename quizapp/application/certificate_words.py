"""What a certificate says, and what its code stands for, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quizapp.application.phrases import date_words, plural
from quizapp.domain.certificates import shown_code

if TYPE_CHECKING:
    from datetime import date

    from quizapp.application.certificates import Checked
    from quizapp.delivery.trainer_keys import TrainerKey
    from quizapp.domain.certificates import Certificate, Certified

WHAT_IT_PROVES = (
    "The code shows that this trainer's Quizapp recorded this result under this name. It cannot"
    " show who sat at the computer or what was looked up, and it is no licence to treat anybody."
)


def page(certificate: Certificate, key: TrainerKey) -> dict[str, Any]:
    """Return the words of a certificate's page, as its template takes them."""
    said = certificate.said
    return {
        "name": said.name,
        "title": said.title,
        "result": f"{said.right} of {plural(said.questions, 'question')} right",
        "needed": _needed(said),
        "dates": f"Result received on {_day(said.received_on)}. Certificate issued on"
        f" {_day(certificate.issued_on)}.",
        "code": shown_code(certificate.code),
        "words": key.fingerprint,
        "proves": WHAT_IT_PROVES,
    }


def _needed(said: Certified) -> str:
    words = f"It took {said.needed}"
    if said.topics:
        words += " in all, with " + ", ".join(
            f"{one.needed} of {one.questions} on {one.title}" for one in said.topics
        )
    return words + (
        ", and no answer that could have harmed somebody." if said.no_critical_error else "."
    )


def _day(day: date) -> str:
    return f"{date_words(day)} {day.year}"


def checked_words(checked: Checked) -> str:
    """Return what a code stands for, to be compared with what the paper says."""
    said = checked.certificate.said
    words = (
        f"Issued from this data folder on {_day(checked.certificate.issued_on)} to"
        f" {said.name}: {said.title} ({said.assignment_id}), {said.right} of"
        f" {plural(said.questions, 'question')} right. {_needed(said)} Result received on"
        f" {_day(said.received_on)}. Compare this with the paper."
    )
    if checked.right is not None:
        words += f" As marked now it is {checked.right} of {checked.questions} right."
    if checked.passes is None:
        words += " The result does not stand under this learner any more."
    elif not checked.passes:
        words += " This learner does not pass any more."
    return words
