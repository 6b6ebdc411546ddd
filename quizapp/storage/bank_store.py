"""Compiled banks and registers: what learners are asked, read without any YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from quizapp.storage.database import Database
from quizapp.storage.ledger_store import LedgerStore
from quizapp.storage.register_store import RegisterStore
from quizapp.storage.texts import dump

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizapp.domain.banks import Bank
    from quizapp.domain.items import Item
    from quizapp.domain.question_sets import QuestionSet
    from quizapp.domain.registers import (
        Registers,
    )

# Today counts items but reads none: the codec, with all that an item can be, is imported late.

REGISTERS_PATH = "registers"
"""The path under which the registers are kept among the compiled files."""

OWN_PREFIX = "own/"
"""What the paths of the trainer's own files begin with."""


class CompiledFile(NamedTuple):
    """A file as it was when it was last looked at.

    Attributes:
        path: its name within the collection.
        sha256: hash of what was read; `good_sha256` of the version that serves learners.
        size, mtime_ns: to tell without reading whether it may have changed.
        is_ok: whether that version had no error; message: the first error otherwise.
    """

    path: str
    bank: str
    sha256: str
    size: int
    mtime_ns: int
    is_ok: bool
    message: str
    good_sha256: str
    compiled_at: str


def save_file(database: Database, file: CompiledFile) -> None:
    """Keep what is known of a file, within a transaction that is under way."""
    database.execute(
        "INSERT OR REPLACE INTO bank_file (path, bank, sha256, size, mtime_ns, is_ok, message,"
        " good_sha256, compiled_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            file.path,
            file.bank,
            file.sha256,
            file.size,
            file.mtime_ns,
            int(file.is_ok),
            file.message,
            file.good_sha256,
            file.compiled_at,
        ),
    )


class BankStore(RegisterStore):
    """Items, topics and register entries in their compiled form."""

    # Reading -------------------------------------------------------------------------------

    def item(self, item_id: str) -> Item | None:
        """Return an item, retired ones included, or `None` if it was never known."""
        from quizapp.storage.codec import item_from_json

        row = self._database.row("SELECT body FROM item WHERE id = ?", (item_id,))
        return None if row is None else item_from_json(row[0])

    def is_retired(self, item_id: str) -> bool:
        """Return whether an item is known and asked no more."""
        row = self._database.row("SELECT active FROM item WHERE id = ?", (item_id,))
        return row is not None and not row[0]

    def items(self, item_ids: Sequence[str]) -> tuple[Item, ...]:
        """Return those of the items that are known, in the order asked for."""
        found = (self.item(item_id) for item_id in item_ids)
        return tuple(item for item in found if item is not None)

    def topics(self) -> list[tuple[str, str, int]]:
        """Return id, title and number of active items of each topic that has any."""
        return self._database.rows(
            "SELECT * FROM (SELECT t.id, t.title, (SELECT count(*) FROM item i"
            " WHERE i.active = 1 AND i.topic = t.id) AS items FROM topic t"
            " ORDER BY t.position, t.id) WHERE items > 0"
        )

    def topic_title(self, topic: str) -> str:
        """Return the title of a topic, its id if it has none."""
        row = self._database.row("SELECT title FROM topic WHERE id = ?", (topic,))
        return row[0] if row else topic

    def cues(self, item_id: str) -> tuple[str, ...]:
        """Return the items that must not meet this one in a run."""
        rows = self._database.rows("SELECT other FROM cue WHERE item = ?", (item_id,))
        return tuple(other for (other,) in rows)

    def case_items(self, case_id: str) -> list[tuple[str, str]]:
        """Return id and topic of the active items of a case, in file order."""
        return self._database.rows(
            "SELECT id, topic FROM item WHERE case_id = ? AND active = 1 ORDER BY position",
            (case_id,),
        )

    def items_citing(self, claim_id: str) -> tuple[str, ...]:
        """Return the ids of the active items that cite a claim."""
        rows = self._database.rows(
            "SELECT item FROM item_claim c JOIN item i ON i.id = c.item AND i.active = 1"
            " WHERE claim = ? ORDER BY i.position, i.id",
            (claim_id,),
        )
        return tuple(item for (item,) in rows)

    def beliefs_asked_about(self) -> set[str]:
        """Return the misconceptions that an active item could reveal."""
        # Of each the first item found is enough: beginning with all that are active takes longer.
        rows = self._database.rows(
            "SELECT e.id FROM entry e WHERE e.register = 'misconception' AND EXISTS"
            " (SELECT 1 FROM item_belief b CROSS JOIN item i ON i.id = b.item AND i.active = 1"
            " WHERE b.misconception = e.id)"
        )
        return {belief for (belief,) in rows}

    def items_by_diagram(self) -> dict[str, tuple[str, ...]]:
        """Return, by diagram, the ids of the active items that show it or ask about it."""
        rows = self._database.rows(
            "SELECT json_extract(body, '$.diagram') AS diagram, id FROM item"
            " WHERE active = 1 AND diagram IS NOT NULL ORDER BY topic, position, id"
        )
        found: dict[str, tuple[str, ...]] = {}
        for diagram, item in rows:
            found[diagram] = (*found.get(diagram, ()), item)
        return found


class BankCompiler:
    """Writes banks and registers in their compiled form."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def files(self) -> dict[str, CompiledFile]:
        """Return what is known of each file, by path."""
        rows = self._database.rows(
            "SELECT path, bank, sha256, size, mtime_ns, is_ok, message, good_sha256, compiled_at"
            " FROM bank_file"
        )
        return {
            row[0]: CompiledFile(
                path=row[0],
                bank=row[1],
                sha256=row[2],
                size=row[3],
                mtime_ns=row[4],
                is_ok=bool(row[5]),
                message=row[6],
                good_sha256=row[7],
                compiled_at=row[8],
            )
            for row in rows
        }

    def save_bank(
        self, file: CompiledFile, bank: Bank, position: int, *, names_topic: bool = True
    ) -> None:
        """Put a bank in the place of its last version; items it no longer has are retired.

        Args:
            file: the file that it was read from.
            bank: what was read.
            position: of its topic among all topics.
            names_topic: whether its topic is called like the bank; it keeps its name otherwise.
        """
        conflict = (
            "UPDATE SET title = excluded.title, position = excluded.position"
            if names_topic
            else "NOTHING"
        )
        with self._database.transaction():
            save_file(self._database, file)
            self._database.execute(
                "INSERT INTO topic (id, title, position) VALUES (?, ?, ?)"
                f" ON CONFLICT (id) DO {conflict}",
                (bank.topic, bank.title, position),
            )
            self._database.execute("UPDATE item SET active = 0 WHERE bank = ?", (bank.id,))
            for number, item in enumerate(bank.items):
                self.save_item(item, number)

    def save_registers(self, file: CompiledFile, registers: Registers) -> None:
        """Put all registers in the place of their last version; ready-made sets stay."""
        from quizapp.storage.codec import entry_to_json

        parts: dict[str, Iterable[Any]] = {
            "document": registers.documents.values(),
            "claim": registers.claims.values(),
            "reference": registers.references.values(),
            "misconception": registers.misconceptions.values(),
            "wording": registers.wordings.values(),
            "contradiction": registers.contradictions.values(),
            "diagram": registers.diagrams.values(),
            "term": registers.terms.values(),
        }
        with self._database.transaction():
            save_file(self._database, file)
            self._database.execute("DELETE FROM entry WHERE register <> 'set'")
            self._database.execute_many(
                "INSERT INTO entry (register, id, body) VALUES (?, ?, ?)",
                (
                    (register, entry.id, entry_to_json(entry))
                    for register, entries in parts.items()
                    for entry in entries
                ),
            )

    def save_set(self, file: CompiledFile, chosen: QuestionSet) -> None:
        """Put a ready-made set in the place of its last version."""
        from quizapp.storage.codec import entry_to_json

        with self._database.transaction():
            save_file(self._database, file)
            self._database.execute(
                "INSERT OR REPLACE INTO entry (register, id, body) VALUES ('set', ?, ?)",
                (chosen.id, entry_to_json(chosen)),
            )

    def keep_sets(self, set_ids: Iterable[str]) -> None:
        """Forget all ready-made sets but these."""
        with self._database.transaction():
            self._database.execute(
                "DELETE FROM entry WHERE register = 'set'"
                " AND id NOT IN (SELECT value FROM json_each(?))",
                (dump(list(set_ids)),),
            )

    def inactive(self, item_ids: Iterable[str]) -> tuple[str, ...]:
        """Return those of the items that are not asked, or not known at all."""
        rows = self._database.rows(
            "SELECT value FROM json_each(?) WHERE value NOT IN"
            " (SELECT id FROM item WHERE active = 1)",
            (dump(list(item_ids)),),
        )
        return tuple(item for (item,) in rows)

    def save_rejected(self, file: CompiledFile) -> None:
        """Remember that a version of a file was left out; the last good one goes on serving."""
        with self._database.transaction():
            save_file(self._database, file)

    def forget_missing(self, paths: Iterable[str]) -> None:
        """Retire the items of files that are there no more."""
        with self._database.transaction():
            for path in paths:
                self._database.execute(
                    "UPDATE item SET active = 0 WHERE bank ="
                    " (SELECT bank FROM bank_file WHERE path = ?)",
                    (path,),
                )
                self._database.execute("DELETE FROM bank_file WHERE path = ?", (path,))

    def save_cues(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Replace the pairs of items that cue each other."""
        with self._database.transaction():
            self._database.execute("DELETE FROM cue")
            self._database.execute_many(
                "INSERT OR IGNORE INTO cue (item, other) VALUES (?, ?)",
                (pair for first, second in pairs for pair in ((first, second), (second, first))),
            )

    def active_items(self) -> list[Item]:
        """Return all active items, for what looks at all of them at once."""
        from quizapp.storage.codec import item_from_json

        rows = self._database.rows("SELECT body FROM item WHERE active = 1")
        return [item_from_json(body) for (body,) in rows]

    def banks_of(self, item_ids: Iterable[str]) -> dict[str, str]:
        """Return the bank that each item stands in or stood in last; unknown ids are left out."""
        found = {}
        for item_id in item_ids:
            row = self._database.row("SELECT bank FROM item WHERE id = ?", (item_id,))
            if row is not None:
                found[item_id] = row[0]
        return found

    def save_item(self, item: Item, position: int) -> None:
        """Write one item within a transaction that is under way."""
        from quizapp.storage.codec import item_to_json

        self._database.execute(
            "INSERT OR REPLACE INTO item (id, bank, topic, kind, level, scoring_rev, text_rev,"
            " active, position, case_id, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                item.id,
                item.bank,
                item.topic,
                item.kind,
                item.level,
                item.rev.scoring,
                item.rev.text,
                int(item.is_served),
                position,
                item.case_id,
                item_to_json(item),
            ),
        )
        self._database.execute("DELETE FROM item_claim WHERE item = ?", (item.id,))
        self._database.execute_many(
            "INSERT OR IGNORE INTO item_claim (claim, item) VALUES (?, ?)",
            [(citation.claim, item.id) for citation in item.citations],
        )
        self._database.execute("DELETE FROM item_belief WHERE item = ?", (item.id,))
        self._database.execute_many(
            "INSERT OR IGNORE INTO item_belief (misconception, item) VALUES (?, ?)",
            [(belief, item.id) for belief in sorted(item.beliefs)],
        )
        LedgerStore(self._database).keep_revision(item)
