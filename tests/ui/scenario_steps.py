"""What a learner does in a scenario, and what there is to see: steps for its tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QLabel, QWidget

from quizapp.application.scenario_session import ScenarioSession
from quizapp.bootstrap import Application
from quizapp.domain.items import Citation, CitationUse
from quizapp.domain.scenarios import Scenario
from quizapp.storage.bank_store import CompiledFile
from quizapp.storage.scenario_store import ScenarioCompiler
from quizapp.ui.answers.option_list import Tile
from quizapp.ui.components.cards import Card
from quizapp.ui.scenario.page import ScenarioPage
from tests.conftest import START
from tests.ui.session_steps import part, settle, tiles
from tests.unit.domain.scenario_factory import with_action

Play = Callable[..., ScenarioSession]


def kitchen() -> Scenario:
    """The small scenario, resting on what the small world of questions has."""
    return replace(
        with_action("flat", "wait", misconception="mc-all"),
        safety=("saf",),
        citations=(Citation("c-ketamine", CitationUse.SUPPORTS),),
        references=("r-who",),
    )


def serve(app: Application, *scenarios: Scenario) -> None:
    """Offer scenarios to learners, as reading their files does."""
    for position, scenario in enumerate(scenarios):
        file = CompiledFile(
            path=f"scenarios/{scenario.id}.yaml",
            bank=scenario.id,
            sha256="0",
            size=0,
            mtime_ns=0,
            is_ok=True,
            message="",
            compiled_at=START.isoformat(),
            good_sha256="0",
        )
        ScenarioCompiler(app.database).save(file, scenario, position)


def tile(page: ScenarioPage, text: str) -> Tile:
    """Return the action in sight with this text."""
    return next(one for one in tiles(page) if one.text() == text)


def choose(page: ScenarioPage, action: str) -> None:
    """Choose an action of the small scenario by its id."""
    tile(page, f"Do {action}").click()
    settle()


def act(page: ScenarioPage, action: str) -> None:
    """Take an action, and stop at what came of it."""
    choose(page, action)
    part(page, "do").click()
    settle()


def do(page: ScenarioPage, action: str) -> None:
    """Take an action and go on."""
    act(page, action)
    part(page, "next").click()
    settle()


def shown(page: QWidget) -> str:
    """Return the words of all labels in sight, line by line."""
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def card(page: QWidget, name: str) -> Card:
    """Return the card of a name."""
    found = page.findChild(Card, name)
    assert found is not None
    return found
