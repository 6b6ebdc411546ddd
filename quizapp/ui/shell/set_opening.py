"""Takes a set from a file: compares the trainer's key with the learner, then keeps it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from quizapp.application.sitting_views import NotEnrolled, TermsNews, Trust
from quizapp.application.sitting_words import news_words
from quizapp.domain.errors import UserError
from quizapp.ui.dialogs import Dialog, ask_text, choose_file, show_error, show_message

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QWidget

    from quizapp.application.sitting_views import SetOffer
    from quizapp.ui.shell.page import Desk

SUFFIX: Final = ".quizset"
_FILTER: Final = f"Sets (*{SUFFIX})"


def choose_set(parent: QWidget, desk: Desk) -> str:
    """Ask for a file and take the set in it; return its hash, or empty where none was taken."""
    path = choose_file(parent, "Open a set from a trainer", _FILTER)
    return "" if path is None else take_set(parent, desk, path)


def _nothing(_sha256: str) -> None:
    """Do nothing once a set was taken."""


def take_set(
    parent: QWidget, desk: Desk, path: Path, taken: Callable[[str], None] = _nothing
) -> str:
    """Take the set in a file; return its hash, or empty where it was not taken.

    What is wrong with the file is said. Whoever has not enrolled in the cohort that it is for can
    do so. A trainer who is not known here is let in by the learner:
    the first one by comparing the words of the key, others by typing them. What a file says of the
    terms of a set that is here is told.

    Args:
        parent: the widget that asks.
        desk: what it works with.
        path: of the file.
        taken: is given the hash as soon as the set is taken, before anything is told.
    """
    sets = desk.application.assigned_sets
    try:
        offer = sets.look(path, desk.learner_id)
        if offer.trust is Trust.STRANGER and not offer.is_there:
            return _take_by_words(parent, desk, offer)
        if offer.trust is Trust.FIRST and not compare_dialog(parent, offer).ask():
            return ""
        sha256 = sets.take(offer, desk.learner_id)
        taken(sha256)
        if offer.is_there and offer.news is not TermsNews.NOTHING:
            zone = desk.application.environment.zone
            show_message(parent, *news_words(sets.view(sha256), offer.news, zone))
    except NotEnrolled as error:
        return _take_enrolled(parent, desk, path, error)
    except UserError as error:
        show_error(parent, f"{path.name}: {error.message}", error.hint)
        return ""
    return sha256


def not_enrolled_dialog(parent: QWidget, error: NotEnrolled) -> Dialog:
    """Return what is said of a set for a cohort to somebody who has not enrolled in it."""
    dialog = Dialog(parent, "Enrol before you answer this set")
    dialog.add_text(error.message)
    dialog.add_text(error.hint)
    dialog.add_action("Not now", accept=False)
    go = dialog.add_action("Enrol…", "primary", accept=True)
    go.setDefault(True)
    go.setFocus()
    return dialog


def dropped_set(data: QMimeData) -> Path | None:
    """Return the one set that is dragged over the window, or None."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    is_set = len(files) == 1 and files[0].suffix.casefold() == SUFFIX
    return files[0] if is_set else None


def compare_dialog(parent: QWidget, offer: SetOffer) -> Dialog:
    """Return the words of the first trainer's key, to be compared with what the trainer says."""
    from quizapp.ui.trainer.key_words import KeyWords

    dialog = Dialog(parent, "Do these words come from your trainer?", width=560)
    dialog.add_text(
        f"“{offer.plan.title}” is the first set from this trainer here. Their key in words is:"
    )
    words = KeyWords(min_cell=150)
    words.set_words(offer.fingerprint)
    dialog.body.addWidget(words)
    dialog.add_text(
        "Compare them with the words that your trainer told you, by voice or on paper. If they"
        " differ, do not answer this set. If they are the same, sets with this key are taken from"
        " now on."
    )
    # Whoever presses Enter without reading must not trust a stranger.
    later = dialog.add_action("Not now", accept=False)
    dialog.add_action("They are the same", "primary", accept=True).setAutoDefault(False)
    later.setDefault(True)
    later.setFocus()
    return dialog


def _take_enrolled(parent: QWidget, desk: Desk, path: Path, error: NotEnrolled) -> str:
    """Let the learner enrol, then take the set."""
    if not not_enrolled_dialog(parent, error).ask():
        return ""
    from quizapp.ui.pages.settings.enrol_dialog import EnrolDialog

    return take_set(parent, desk, path) if EnrolDialog(parent, desk).ask() else ""


def _take_by_words(parent: QWidget, desk: Desk, offer: SetOffer) -> str:
    """Let another trainer in by the words that they say, which are not shown here."""
    take = partial(desk.application.assigned_sets.take, offer, desk.learner_id)
    words = ask_text(
        parent,
        "Who sent this set?",
        "The six words of the trainer's key",
        "Take the set",
        help=f"“{offer.plan.title}” is from a trainer who is not known here. Ask them to read out"
        " their words, and type them.",
    )
    return take(words) if words else ""
