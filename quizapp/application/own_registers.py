"""What questions may name: the registers that ship with Quizapp and the trainer's own entries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from quizapp.domain.errors import UserError
from quizapp.domain.item_rules.register_rules import check_registers
from quizapp.domain.registers import (
    Claim,
    Contradiction,
    Document,
    Judgement,
    Misconception,
    Reference,
    Registers,
    SafetyWording,
    Teach,
    Term,
)
from quizapp.domain.source_texts import passage_hash
from quizapp.exchange.ids_lock import LockLine
from quizapp.exchange.source_passages import LOCATING_WORDS, LONG_PASSAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from quizapp.exchange.own_folder import OwnFolder
    from quizapp.storage.authoring_store import AuthoringStore

Entry = TypeVar("Entry")

TEACHING = {
    Judgement.SUPPORTED: Teach.AS_IS,
    Judgement.CONTESTED: Teach.WITH_QUALIFICATION,
    Judgement.WRONG: Teach.NEVER_AS_KEY,
    Judgement.PROMOTIONAL: Teach.NEVER_AS_KEY,
    Judgement.OUTDATED: Teach.NEVER_AS_KEY,
}
"""How a claim may be taught, by what is thought of it."""


class RegisterEntries:
    """Looks entries up in registers that are at hand."""

    def __init__(self, registers: Registers) -> None:
        self._registers = registers

    def claim(self, claim_id: str, /) -> Claim | None:
        """Return a claim."""
        return self._registers.claims.get(claim_id)

    def document(self, document_id: str, /) -> Document | None:
        """Return a document."""
        return self._registers.documents.get(document_id)

    def reference(self, reference_id: str, /) -> Reference | None:
        """Return an outside authority."""
        return self._registers.references.get(reference_id)

    def misconception(self, misconception_id: str, /) -> Misconception | None:
        """Return a misconception."""
        return self._registers.misconceptions.get(misconception_id)

    def wording(self, wording_id: str, /) -> SafetyWording | None:
        """Return a safety wording."""
        return self._registers.wordings.get(wording_id)

    def contradiction(self, contradiction_id: str, /) -> Contradiction | None:
        """Return a disagreement."""
        return self._registers.contradictions.get(contradiction_id)

    def terms(self) -> tuple[Term, ...]:
        """Return the glossary."""
        return tuple(self._registers.terms.values())


def joined_registers(shipped: Registers, own: Registers) -> Registers:
    """Return shipped registers with the trainer's claims, references and misconceptions.

    An id that is shipped already keeps its shipped entry.
    """
    return replace(
        shipped,
        claims={**own.claims, **shipped.claims},
        references={**own.references, **shipped.references},
        misconceptions={**own.misconceptions, **shipped.misconceptions},
    )


@dataclass(frozen=True, slots=True)
class NewClaim:
    """What a trainer says about a passage: in own words, and whether it is so."""

    says: str
    topic: str
    judgement: Judgement = Judgement.SUPPORTED
    references: tuple[str, ...] = ()
    note: str = ""


class OwnRegisters:
    """The entries that a question may name, and new ones of the trainer.

    Args:
        folder: where the trainer's entries are kept.
        store: all that is compiled.
    """

    def __init__(self, folder: OwnFolder, store: AuthoringStore) -> None:
        self._folder, self._store = folder, store
        self._all = self._read()

    @property
    def all(self) -> Registers:
        """All entries, as they were when last read or added to."""
        return self._all

    def refresh(self) -> None:
        """Read all entries anew."""
        self._all = self._read()

    def _read(self) -> Registers:
        return joined_registers(self._store.registers(), self._folder.registers().registers)

    def add_claim(
        self, document: Document, at: tuple[int, int], text: str, claim: NewClaim
    ) -> Claim:
        """Keep a passage of a document, located and put in the trainer's own words.

        Args:
            document: the document.
            at: start and end of what was marked, in code points of the text, end excluded.
            text: the whole normalised text of the document.
            claim: what is said about the passage.

        Raises:
            UserError: nothing is marked or said, or the file cannot be written.
        """
        start, end = whole_words(text, at)
        words = text[start:end].split()
        if not words:
            raise UserError("No words are marked.", "Mark the passage that the question rests on.")
        made = Claim(
            id=self._fresh_id("own-claim"),
            document=document.id,
            at=(start, end),
            starts=" ".join(words[:LOCATING_WORDS]),
            ends=" ".join(words[-LOCATING_WORDS:]) if len(words) >= LONG_PASSAGE else None,
            sha256=passage_hash(text[start:end]),
            says=_said(claim.says, "what the passage says, in your own words"),
            topic=claim.topic,
            judgement=claim.judgement,
            teach=TEACHING[claim.judgement],
            references=claim.references,
            note=claim.note.strip() or None,
        )
        own = {**self._folder.registers().registers.claims, made.id: made}
        self._check(made.id, replace(self._all, claims={**self._all.claims, made.id: made}))
        self._keep("claim", made.id, own, self._folder.write_claims)
        return made

    def add_reference(self, reference: Reference) -> Reference:
        """Keep an outside authority; its id is made here.

        Raises:
            UserError: a field is empty or no address, or the file cannot be written.
        """
        for value, what in ((reference.org, "who published it"), (reference.title, "its title")):
            _said(value, what)
        made = replace(reference, id=self._fresh_id("own-reference"))
        own = {**self._folder.registers().registers.references, made.id: made}
        self._keep("reference", made.id, own, self._folder.write_references)
        return made

    def add_misconception(self, belief: Misconception) -> Misconception:
        """Keep a wrong belief; its id is made here.

        Raises:
            UserError: a field is empty, or the file cannot be written.
        """
        for value, what in (
            (belief.name, "a short name"),
            (belief.statement, "what people believe"),
            (belief.why, "why people believe it"),
            (belief.refutation, "what is so instead"),
        ):
            _said(value, what)
        made = replace(belief, id=self._fresh_id("own-belief"))
        own = {**self._folder.registers().registers.misconceptions, made.id: made}
        beliefs = {**self._all.misconceptions, made.id: made}
        self._check(made.id, replace(self._all, misconceptions=beliefs))
        self._keep("misconception", made.id, own, self._folder.write_misconceptions)
        return made

    def _keep(
        self,
        kind: str,
        entry_id: str,
        entries: Mapping[str, Entry],
        write: Callable[[list[Entry]], None],
    ) -> None:
        """Write a register with its new entry; the id is locked first, so it is never used twice."""
        self._folder.lock_ids([LockLine(kind, entry_id)])
        write(list(entries.values()))
        self.refresh()

    @staticmethod
    def _check(entry_id: str, registers: Registers) -> None:
        found = [message for own_id, message in check_registers(registers) if own_id == entry_id]
        if found:
            raise UserError(found[0])

    def _fresh_id(self, prefix: str) -> str:
        return fresh_id(prefix, {*self._folder.lock(), *self._store.ids()})


def fresh_id(prefix: str, taken: set[str]) -> str:
    """Return the prefix with the number after the highest that is taken."""
    numbers = [
        int(own_id.removeprefix(f"{prefix}-"))
        for own_id in taken
        if own_id.startswith(f"{prefix}-") and own_id.removeprefix(f"{prefix}-").isdecimal()
    ]
    return f"{prefix}-{max(numbers, default=0) + 1:03}"


def _said(text: str, what: str) -> str:
    if not text.strip():
        raise UserError(f"Something is missing: {what}.")
    return text.strip()


def whole_words(text: str, at: tuple[int, int]) -> tuple[int, int]:
    """Return the ends of a passage of whole words, without white space around it."""
    start, end = at
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while start and end > start and not text[start - 1].isspace():
        start -= 1
    while start < end < len(text) and not text[end].isspace():
        end += 1
    return start, end
