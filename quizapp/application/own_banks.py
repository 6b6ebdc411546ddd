"""The trainer's own banks: a folder of bank files in the data folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizapp.application.bank_collections import find_collections, load
from quizapp.domain.banks import Severity
from quizapp.domain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from quizapp.domain.banks import Finding
    from quizapp.domain.items import Item

OWN_BANKS_FOLDER = "banks"
_CHECK = "`quizapp check` lists all there is."


@dataclass(frozen=True, slots=True)
class OwnBanks:
    """What the trainer's own banks hold.

    Attributes:
        items: all questions by id, drafts included.
        titles: what the topic of each bank is called.
        problems: one sentence for each bank that could not be read in full.
    """

    items: Mapping[str, Item] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def read_own_banks(folder: Path) -> OwnBanks:
    """Read the banks of a folder; one with errors is left out and named."""
    paths = sorted(folder.glob("*.yaml"))
    return _read(paths) if paths else OwnBanks()


def items_of(paths: Sequence[Path]) -> Mapping[str, Item]:
    """Return the questions of some banks by id.

    Raises:
        UserError: one of them cannot be read, or has an error.
    """
    found = _read(paths) if paths else OwnBanks()
    if found.problems:
        raise UserError(found.problems[0], _CHECK)
    return found.items


def _read(paths: Sequence[Path]) -> OwnBanks:
    collections, findings = find_collections(paths)
    items: dict[str, Item] = {}
    titles: dict[str, str] = {}
    problems = list(_errors(findings))
    for collection in collections:
        for one in load(collection).banks:
            errors = _errors(one.findings)
            problems += errors[:1]
            if one.bank is not None and not errors:
                titles[one.bank.topic] = one.bank.title
                items.update((item.id, item) for item in one.bank.items)
    return OwnBanks(items, titles, tuple(problems))


def _errors(findings: Sequence[Finding]) -> list[str]:
    return [
        f"{one.file}:{one.line}: {one.message}" if one.line else f"{one.file}: {one.message}"
        for one in findings
        if one.level is Severity.ERROR
    ]
