"""About: what Quizapp is and is not, its version, and the licences of what it brings along."""

from __future__ import annotations

import platform
import re
from importlib.metadata import PackageNotFoundError, metadata, requires
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QHBoxLayout, QWidget

import quizapp
from quizapp.application.words import EMERGENCY_LINE, NOT_REVIEWED
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import column, row
from quizapp.ui.components.tables import RowModel, Table
from quizapp.ui.shell.side_bar import Mark

if TYPE_CHECKING:
    from importlib.metadata import PackageMetadata

_LONGEST_LICENCE = 60


class Licence(NamedTuple):
    """A package that Quizapp needs, and the licence under which it comes."""

    name: str
    version: str
    licence: str


def licences() -> list[Licence]:
    """Return the packages that Quizapp and its packages need, by name."""
    found: dict[str, Licence] = {}
    wanted = _needed("quizapp")
    while wanted:
        name = wanted.pop()
        if name.lower() in found:
            continue
        try:
            about = metadata(name)
        except PackageNotFoundError:
            continue
        found[name.lower()] = Licence(about["Name"], about["Version"], _licence(about))
        wanted.extend(_needed(name))
    return [found[name] for name in sorted(found)]


def _needed(name: str) -> list[str]:
    """Return the names of the packages that one needs, without its extras."""
    try:
        lines = requires(name) or []
    except PackageNotFoundError:
        return []
    return [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in lines if "extra ==" not in line]


def _licence(about: PackageMetadata) -> str:
    """Return the licence as its package names it, in a few words."""
    # A field that is not there gives None, and an error in Python after 3.13.
    fields = [field for field in ("License-Expression", "License") if field in about]
    named = next((about[field].strip() for field in fields if about[field]), "")
    first = named.split("\n", maxsplit=1)[0]
    if first and len(first) <= _LONGEST_LICENCE:
        return first
    classifiers = about.get_all("Classifier") or []
    said = [line.rsplit("::", 1)[-1].strip() for line in classifiers if "License ::" in line]
    return said[0] if said else "See the package"


class AboutPart(QWidget):
    """What there is to know about the app itself."""

    def __init__(self) -> None:
        super().__init__()
        versions = f"Qt {qVersion()}, Python {platform.python_version()}"
        head = row(
            Mark(48),
            (
                column(
                    Label(f"Quizapp {quizapp.__version__}", "title"),
                    Label(versions, "label", "text3", weight=400),
                    spacing=0,
                ),
                1,
            ),
            spacing=16,
        )
        what = Card(
            column(
                head,
                Label(
                    "A place to learn how drugs act and what to do in an overdose, by being asked.",
                    "body",
                    wrap=True,
                ),
                _line("shield-alert", NOT_REVIEWED),
                _line("heart-pulse", EMERGENCY_LINE),
                _line(
                    "database",
                    "Everything stays in your data folder. Whoever owns this computer account can"
                    " read and change it.",
                ),
                spacing=12,
            )
        )
        brought = licences()
        self._table = Table(
            RowModel(("Package", "Version", "Licence"), brought),
            stretch=2,
            widths={0: 210, 1: 90},
            row_height=34,
            name="Licences of the packages that come with Quizapp",
        )
        self._table.fit_height()
        shipped = Card(
            column(
                Label("Licences", "heading"),
                Label(
                    "Quizapp itself comes under the MIT licence, and these come with it.",
                    "label",
                    "text3",
                    weight=400,
                    wrap=True,
                ),
                self._table,
                spacing=6,
            )
        )
        self.setLayout(column(what, shipped, None, spacing=16))


def _line(icon: str, text: str) -> QHBoxLayout:
    sign = column(IconView(icon, "text2", 18), None)
    return row(sign, (Label(text, "body", "text2", wrap=True), 1), spacing=10)
