"""What the tests of delivery share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.bootstrap import Application, Environment
from tests.delivery.world import World


@pytest.fixture
def world(tmp_path: Path, open_app: Callable[..., Application], environment: Environment) -> World:
    return World.make(tmp_path, open_app, environment)
