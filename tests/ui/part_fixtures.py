"""Views of the items with parts, asked; test modules name this as a plug-in."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from quizapp.application.quiz_session import QuizSession
from quizapp.bootstrap import Application
from quizapp.domain.items import Item
from quizapp.ui.answers.base import AnswerView
from quizapp.ui.answers.views import view_of
from tests.ui.part_world import Show, add_part_items
from tests.ui.session_steps import settle
from tests.ui.session_world import open_run


@pytest.fixture
def shown(qtbot: QtBot, world: Application, maya: str) -> Show:
    """Shows the view of an item, asked; returns it with its session."""
    add_part_items(world)

    def show(item: Item) -> tuple[AnswerView, QuizSession]:
        session = open_run(world, maya, item)
        view = view_of(item.kind)()
        qtbot.addWidget(view)
        view.resize(720, 700)
        question = session.question()
        assert question is not None
        view.ask(question)
        view.show()
        view.activateWindow()
        settle()
        return view, session

    return show
