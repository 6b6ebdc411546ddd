"""Banks that are named by their files, beside those that are compiled."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizapp.application.bank_collections import find_collections, load_questions
from quizapp.domain.banks import Severity
from quizapp.domain.errors import UserError
from quizapp.domain.scenario_items import scenario_item

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from quizapp.domain.banks import Finding
    from quizapp.domain.items import Item


@dataclass(frozen=True, slots=True)
class OwnBanks:
    """What some banks hold.

    Attributes:
        items: all questions by id, drafts and scenarios included.
        titles: what the topic of each bank is called.
        problems: one sentence for each bank that could not be read in full.
    """

    items: Mapping[str, Item] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    def refuse_problems(self) -> None:
        """Say what keeps a bank out.

        Raises:
            UserError: there is such a problem.
        """
        if self.problems:
            raise UserError(self.problems[0], "`quizapp check` lists all there is.")


def read_banks(paths: Sequence[Path]) -> OwnBanks:
    """Read some banks, or folders of them; one with errors is left out and named."""
    if not paths:
        return OwnBanks()
    collections, findings = find_collections(paths)
    items: dict[str, Item] = {}
    titles: dict[str, str] = {}
    problems = list(_errors(findings))
    for collection in collections:
        banks, scenarios = load_questions(collection)
        for one in banks:
            errors = _errors(one.findings)
            problems += errors[:1]
            if one.bank is not None and not errors:
                titles[one.bank.topic] = one.bank.title
                items.update((item.id, item) for item in one.bank.items)
        for told in scenarios:
            errors = _errors(told.findings)
            problems += errors[:1]
            if told.scenario is not None and not errors:
                items[told.scenario.id] = scenario_item(told.scenario)
    return OwnBanks(items, titles, tuple(problems))


def _errors(findings: Sequence[Finding]) -> list[str]:
    return [
        f"{one.file}:{one.line}: {one.message}" if one.line else f"{one.file}: {one.message}"
        for one in findings
        if one.level is Severity.ERROR
    ]
