"""Finds the bundled question banks and assets."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_data"
_CHECKOUT = _PACKAGE.parent


def _root() -> Path:
    """Return the folder that holds `questions/` and `assets/`: inside a wheel, else the checkout."""
    return _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT


def questions_dir() -> Path:
    """Return the folder of the banks that ship with Quizapp."""
    return _root() / "questions"


def asset(name: str) -> Path:
    """Return the path of an asset, `name` being relative to `assets/`, such as `icons/check.svg`."""
    return _root() / "assets" / name
