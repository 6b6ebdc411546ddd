"""A guard against the release of PySide6 that ends Python after a few thousand calls."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject

CALLS = 500
PLAY = 50


def test_calls_without_a_result_do_not_take_references_to_none_away() -> None:
    thing = QObject()
    before = sys.getrefcount(None)

    for _ in range(CALLS):
        thing.setObjectName("x")

    assert sys.getrefcount(None) > before - PLAY
