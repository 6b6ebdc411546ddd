"""A page that nobody wants any more goes at once.

A page in a ring of Python objects stays until the collector of garbage comes by, which may be in
the middle of laying that very page out: then the process ends.
"""

from __future__ import annotations

import weakref

from PySide6.QtWidgets import QApplication

from quizapp.bootstrap import Application
from quizapp.ui.session.page import SessionPage
from quizapp.ui.shell.look import Look
from tests.ui.session_steps import settle
from tests.ui.session_world import SINGLE, open_run

pytest_plugins = ["tests.ui.session_fixtures"]


def test_a_session_in_the_middle_of_a_run_goes_at_once(
    qapp: QApplication, world: Application, maya: str
) -> None:
    page = SessionPage(Look(qapp, world.preferences))
    page.show()
    page.start(open_run(world, maya, SINGLE))
    settle()
    last = weakref.ref(page)
    del page
    assert last() is None
