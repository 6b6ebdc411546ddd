"""The tabs of the trainer's page, in the order in which they stand."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from quizapp.ui.shell.page import Desk
    from quizapp.ui.trainer.tab import TrainerTab


class TabEntry(NamedTuple):
    """A tab: its key and title, and the module and class that are imported when it is opened."""

    key: str
    title: str
    module: str
    name: str


#: Sets, Results, Marks, Cohorts, Intake, Questions, Key: each stands here once it has a page.
TABS: Final = (
    TabEntry("sets", "Sets", "sets_page", "SetsPage"),
    TabEntry("results", "Results", "results_page", "ResultsPage"),
    TabEntry("marks", "Marks", "marks_page", "MarksPage"),
    TabEntry("cohorts", "Cohorts", "cohorts_page", "CohortsPage"),
    TabEntry("intake", "Intake", "intake_page", "IntakePage"),
    TabEntry("questions", "Questions", "questions_page", "QuestionsPage"),
    TabEntry("key", "Key", "key_page", "KeyPage"),
)


def build_tab(entry: TabEntry, desk: Desk) -> TrainerTab:
    """Import and build a tab."""
    module = import_module(f"quizapp.ui.trainer.{entry.module}")
    tab: TrainerTab = getattr(module, entry.name)(desk)
    return tab
