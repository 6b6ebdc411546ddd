"""What the tests of widgets share."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from quizapp.ui.theme import theme


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[Callable[..., None]]:
    """Put the usual look in force; call it to put another one in force for this test."""

    def put_in_force(**wishes: float) -> None:
        theme.apply(qapp, **wishes)  # type: ignore[arg-type]

    put_in_force()
    yield put_in_force
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    if theme.dark or theme.scale != 1.0 or theme.more_contrast or theme.reduce_motion:
        put_in_force()


@pytest.fixture
def mirrored(qapp: QApplication) -> None:
    """Lay everything out from right to left."""
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
