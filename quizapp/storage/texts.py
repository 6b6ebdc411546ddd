"""Plain values to text and back: all that the way to the first screen needs to read and write."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

from quizapp.domain.learners import StudySettings

RESPONSE_COLUMNS = (
    "attempt_id, position, learner_id, item_id, topic, kind, scoring_rev, text_rev, answer, points,"
    " critical, misconceptions, rule_version, confidence, elapsed_ms, answered_at, day, retention"
)


def frozen_fields(value: Any) -> dict[str, Any]:
    """Return what a frozen value holds; `asdict` would copy all of it first."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=frozen_fields)


def dump(value: Any) -> str:
    """Return compact JSON of plain and frozen values."""
    return _ENCODER.encode(value)


def time_to_text(moment: datetime) -> str:
    """Return an aware moment as UTC text that sorts by time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def time_from_text(text: str) -> datetime:
    """Read a moment back."""
    return datetime.fromisoformat(text)


def day_from_text(text: str | None) -> date | None:
    """Read a day back, `None` staying `None`."""
    return None if text is None else date.fromisoformat(text)


def settings_to_json(settings: StudySettings) -> str:
    """Return study settings as JSON."""
    return dump(settings)


def settings_from_json(text: str) -> StudySettings:
    """Read study settings back."""
    return StudySettings(**json.loads(text))
