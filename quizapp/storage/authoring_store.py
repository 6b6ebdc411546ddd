"""What authors need to know of all that is compiled: registers, ids, and who uses what."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from quizapp.domain.registers import Registers
from quizapp.storage.bank_store import OWN_PREFIX
from quizapp.storage.codec import ENTRIES, item_from_json
from quizapp.storage.database import Database

if TYPE_CHECKING:
    from quizapp.domain.items import Item

_REGISTERS = {
    "document": "documents",
    "claim": "claims",
    "reference": "references",
    "misconception": "misconceptions",
    "wording": "wordings",
    "contradiction": "contradictions",
    "diagram": "diagrams",
    "term": "terms",
}


class AuthoringStore:
    """Reads what is compiled, all of it at once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def registers(self) -> Registers:
        """Return all registers."""
        found: dict[str, dict[str, Any]] = {name: {} for name in _REGISTERS.values()}
        rows = self._database.rows("SELECT register, id, body FROM entry ORDER BY id")
        for register, entry_id, body in rows:
            if register in _REGISTERS:
                found[_REGISTERS[register]][entry_id] = ENTRIES[register](json.loads(body))
        return Registers(**found)

    def item(self, item_id: str) -> Item | None:
        """Return an item, retired ones included, or None where there is none."""
        row = self._database.row("SELECT body FROM item WHERE id = ?", (item_id,))
        return None if row is None else item_from_json(row[0])

    def served(self, topic: str) -> tuple[Item, ...]:
        """Return the items of a topic that learners are asked."""
        rows = self._database.rows(
            "SELECT body FROM item WHERE active = 1 AND topic = ? ORDER BY position", (topic,)
        )
        return tuple(item_from_json(body) for (body,) in rows)

    def shipped(self) -> tuple[tuple[str, str, str], ...]:
        """Return id, stem and title of the topic of each item that came with Quizapp."""
        rows = self._database.rows(
            "SELECT i.id, json_extract(i.body, '$.stem'), coalesce(t.title, i.topic) FROM item i"
            " LEFT JOIN topic t ON t.id = i.topic WHERE i.active = 1 AND i.bank NOT IN"
            " (SELECT bank FROM bank_file WHERE path LIKE ?)"
            " ORDER BY t.position, i.topic, i.position",
            (f"{OWN_PREFIX}%",),
        )
        return tuple((item, stem, title) for item, stem, title in rows)

    def ids(self) -> frozenset[str]:
        """Return the ids of all items, entries and cases, of today and of the past."""
        rows = self._database.rows(
            "SELECT id FROM item UNION SELECT id FROM entry"
            " UNION SELECT case_id FROM item WHERE case_id IS NOT NULL"
        )
        return frozenset(own_id for (own_id,) in rows)

    def topics(self) -> tuple[tuple[str, str], ...]:
        """Return id and title of each topic, in the order in which learners see them."""
        rows = self._database.rows("SELECT id, title FROM topic ORDER BY position, id")
        return tuple((topic, title) for topic, title in rows)
