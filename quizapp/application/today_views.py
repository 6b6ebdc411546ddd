"""What Today shows: frozen values. The other screens' are in `views`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date, datetime

    from quizapp.domain.attempts import Mode
    from quizapp.domain.mastery import Mastery


class TopicView(NamedTuple):
    """A topic and how well it is known. `id` is the topic, `title` what users read."""

    id: str
    title: str
    due: int
    mastery: Mastery


class OpenRun(NamedTuple):
    """A run that was left in the middle; `set_id` is the ready-made set that it goes through."""

    attempt_id: str
    answered: int
    total: int
    mode: Mode
    set_id: str = ""


class FollowUp(NamedTuple):
    """A misconception that was worked on some days ago and wants another look."""

    misconception_id: str
    name: str


class OpenScenario(NamedTuple):
    """A run of a scenario that was left before its end, and how many actions were taken in it."""

    run_id: str
    scenario_id: str
    title: str
    steps_taken: int


class StreakView(NamedTuple):
    """Days in a row with at least one answer; `week` is the last seven days, today last."""

    days: int
    best: int
    week: tuple[tuple[date, bool], ...]


class TodayView(NamedTuple):
    """All that Today shows.

    Attributes:
        now: the learner's local time.
        ready: items to review today: what is due, and what comes first;
            ready_minutes: how long they take at the learner's own pace.
        ready_mostly: title of the topic that most of them are on, or an empty string.
        urgent: those that come first after a critical error or on the learner's wish.
        new: new items still offered today.
        next_due: the next day after today on which items come back, and how many.
        answered: answers given today; goal: how many a day the learner wants.
        answered_ever: all answers ever given.
        has_sets: whether trainers have sent sets, which are looked up when they are shown.
    """

    now: datetime
    ready: int
    ready_minutes: int
    ready_mostly: str
    urgent: int
    new: int
    next_due: tuple[date, int] | None
    answered: int
    goal: int
    answered_ever: int
    streak: StreakView | None
    topics: tuple[TopicView, ...]
    open_run: OpenRun | None
    open_scenario: OpenScenario | None
    follow_ups: tuple[FollowUp, ...]
    has_sets: bool


class BankProblem(NamedTuple):
    """A bank that was left out because of an error, and whether an older version still serves."""

    file: str
    message: str
    serves_older: bool
