"""What Quizapp depends on: few packages, free licences, and ranges that end."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from quizapp import __version__

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
SHIPPED = [Requirement(text) for text in PROJECT["dependencies"]]
FREE = r"MIT|BSD|Apache|LGPL|OFL|PSF|Python Software Foundation|MPL|Public Domain"
ALL = SHIPPED + [Requirement(text) for text in PROJECT["optional-dependencies"]["dev"]]


def with_their_own(requirements: list[Requirement]) -> set[str]:
    """Names of packages and of all that they bring along here."""
    names: set[str] = set()
    left = [requirement.name for requirement in requirements]
    while left:
        name = left.pop().lower()
        if name not in names:
            names.add(name)
            needed = [Requirement(text) for text in importlib.metadata.requires(name) or []]
            left += [one.name for one in needed if one.marker is None or one.marker.evaluate()]
    return names


def licences_of(name: str) -> str:
    metadata = importlib.metadata.metadata(name)
    stated = metadata.get_all("License-Expression", []) + metadata.get_all("Classifier", [])
    # Some put the whole text here; what it is called stands first.
    stated += [text[:200] for text in metadata.get_all("License", [])]
    return " ".join(text for text in stated if not text.startswith("Programming"))


@pytest.mark.parametrize("requirement", ALL, ids=lambda one: one.name)
def test_every_range_has_a_lower_and_an_upper_end(requirement: Requirement) -> None:
    operators = {one.operator for one in requirement.specifier}

    assert operators in ({"=="}, {">=", "<"})


def test_the_qt_that_takes_references_to_none_away_is_out_of_range() -> None:
    (qt,) = (one for one in SHIPPED if one.name == "pyside6-essentials")

    assert qt.specifier.contains("6.11.3")
    assert not qt.specifier.contains("6.12.0")


@pytest.mark.parametrize("name", sorted(with_their_own(SHIPPED)))
def test_every_package_that_comes_along_can_be_used_under_a_licence_that_is_not_the_gpl(
    name: str,
) -> None:
    licences = licences_of(name)

    assert re.search(FREE, licences)


def test_numpy_and_pandas_do_not_come_along() -> None:
    assert not with_their_own(SHIPPED) & {"numpy", "pandas"}


def test_the_version_is_the_same_everywhere() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert PROJECT["version"] == __version__
    assert re.findall(r"^## (\S+)", changes, flags=re.MULTILINE)[0] == __version__
