"""Preferences of this computer account: how the app looks and behaves, kept as JSON."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from types import NoneType
from typing import Any

from quizapp.domain.errors import UserError

FILE_NAME = "preferences.json"
APPEARANCES = ("system", "light", "dark")
SMALLEST_TEXT = 0.9
LARGEST_TEXT = 1.5

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """How the app looks and behaves on this computer account.

    Attributes:
        appearance: `system`, `light` or `dark`.
        text_scale: 0.9 to 1.5 times the designed size.
        more_contrast: stronger edges and texts; reduce_motion: no animation.
        single_keys: whether single letters and digits act as shortcuts (WCAG 2.1.4).
        shows_timer: whether the time is shown while answering.
        last_learner: id of the learner who used the app last.
        question_folder: where a trainer's own questions are kept; None means the usual place.
        watched_folder: the folder from which a trainer's results are taken in as they come.
        report_form: what a trainer exported a report as the last time; report_for_learners,
            report_answers, report_one_file: whether it was for each learner, with the answers,
            and all in one file; report_folder: where to, empty for the usual place.
    """

    appearance: str = "system"
    text_scale: float = 1.0
    more_contrast: bool = False
    reduce_motion: bool = False
    single_keys: bool = True
    shows_timer: bool = True
    last_learner: str | None = None
    question_folder: str | None = None
    watched_folder: str | None = None
    report_form: str = "pdf"
    report_for_learners: bool = False
    report_answers: bool = False
    report_one_file: bool = False
    report_folder: str = ""

    def __post_init__(self) -> None:
        if self.appearance not in APPEARANCES:
            raise ValueError(f"appearance is one of {', '.join(APPEARANCES)}")
        if not SMALLEST_TEXT <= self.text_scale <= LARGEST_TEXT:
            raise ValueError("the text scale lies between 0.9 and 1.5")


class PreferencesFile:
    """Reads and writes the preferences. What cannot be read falls back, field by field."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Preferences:
        """Return the preferences; a missing or damaged file gives the usual ones."""
        try:
            stored = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return Preferences()
        except (OSError, ValueError, RecursionError) as error:
            _log.info("preferences could not be read, the usual ones hold: %s", error)
            return Preferences()
        return _tolerant(stored if isinstance(stored, dict) else {})

    def write(self, preferences: Preferences) -> None:
        """Keep the preferences; the old file stays whole until the new one is.

        Raises:
            UserError: the file cannot be written.
        """
        new = self._path.with_suffix(".new")
        try:
            new.write_text(json.dumps(asdict(preferences), indent=2) + "\n", encoding="utf-8")
            new.replace(self._path)
        except OSError as error:
            raise UserError(
                f"The settings could not be saved: {error.strerror}.",
                "They hold until you close Quizapp.",
            ) from error


def _tolerant(stored: dict[str, Any]) -> Preferences:
    """Take each field that is known and valid, so that one bad value does not cost the others."""
    found = Preferences()
    for field in fields(Preferences):
        if field.name not in stored:
            continue
        value = stored[field.name]
        usual = getattr(found, field.name)
        sort: Any = {float: int | float, NoneType: str}.get(type(usual), type(usual))
        if not isinstance(value, sort):
            continue
        try:
            found = Preferences(**{**asdict(found), field.name: value})
        except ValueError:
            _log.info("preference %s is out of range and was left at its usual value", field.name)
    return found
