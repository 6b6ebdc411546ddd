"""Views of the items with parts, asked; test modules name this as a plug-in."""

from __future__ import annotations

from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import Application
from tests.ui.part_world import Show, add_part_items
from tests.ui.session_steps import show_view


@pytest.fixture
def shown(qtbot: QtBot, world: Application, maya: str) -> Show:
    """Shows the view of an item, asked; returns it with its session."""
    add_part_items(world)

    return partial(show_view, qtbot, world, maya, height=700)
