"""Banks: the items of one file, and the findings of checking it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quizapp.domain.items import Item


@dataclass(frozen=True, slots=True)
class Retired:
    """An item that is asked no more; its id is never used again."""

    id: str
    since: str
    reason: str


@dataclass(frozen=True, slots=True)
class Bank:
    """The items of one file, in file order."""

    id: str
    title: str
    topic: str
    language: str
    items: tuple[Item, ...]
    retired: tuple[Retired, ...] = ()


class Severity(StrEnum):
    """An error keeps a bank out, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a check found.

    Attributes:
        file: the file as the user named it, or its path within the collection.
        line: from 1; 0 when the finding is about the whole file.
        item: id of the item or entry; empty when it is about the whole file.
        rule: id of the rule, such as `L07`.
        level: error or warning.
        message: one sentence: what, and how to mend it.
    """

    file: str
    line: int
    item: str
    rule: str
    level: Severity
    message: str
