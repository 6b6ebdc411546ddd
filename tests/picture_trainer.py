"""The trainer's screens, for the pictures."""

from __future__ import annotations

from collections.abc import Callable

from tests.delivery.world import ROOT, give_key
from tests.picture_stage import Stage

Prepare = Callable[[Stage], None]


def _tab(part: str) -> Prepare:
    """Return what makes the learner a trainer and opens a tab of the page."""

    def prepare(stage: Stage) -> None:
        give_key(stage.enter(), ROOT)
        stage.show("trainer", part=part)

    return prepare


TRAINER_PLACES: dict[str, Prepare] = {"key": _tab("key")}
