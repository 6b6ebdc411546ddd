"""Sets and attempts in words: what a set takes, when it is due, what was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.application.phrases import date_words

if TYPE_CHECKING:
    from datetime import datetime, tzinfo


def day_and_time(moment: datetime, zone: tzinfo | None) -> str:
    """Return a moment as "3 March, 18:00"."""
    local = moment.astimezone(zone)
    return f"{date_words(local.date())}, {local:%H:%M}"
