"""All that the question editor works with, on one folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizapp.application.own_drafts import OwnDrafts
from quizapp.application.own_registers import OwnRegisters
from quizapp.application.own_shelf import OwnShelf
from quizapp.application.previewing import Previewer
from quizapp.application.publishing import Publishing
from quizapp.exchange.own_folder import OwnFolder

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from quizapp.storage.authoring_store import AuthoringStore
    from quizapp.storage.document_store import DocumentStore


class Authoring(NamedTuple):
    """The trainer's own questions: what there is, what is being written, and publishing it."""

    shelf: OwnShelf
    drafts: OwnDrafts
    registers: OwnRegisters
    publishing: Publishing
    previewer: Previewer


class AuthoringStores(NamedTuple):
    """What is read from the database."""

    compiled: AuthoringStore
    documents: DocumentStore


def open_authoring(
    root: Path, stores: AuthoringStores, new_id: Callable[[], str], today: Callable[[], date]
) -> Authoring:
    """Return what works with the questions of a folder, which need not be there yet."""
    folder = OwnFolder(root)

    def topic_title(topic: str) -> str:
        known = dict(stores.compiled.topics())
        titles = (
            loaded.bank.title
            for loaded in folder.banks()
            if loaded.bank is not None and loaded.bank.topic == topic
        )
        return known.get(topic) or next(titles, topic)

    return Authoring(
        OwnShelf(folder, stores.compiled, new_id),
        OwnDrafts(folder, stores.compiled),
        OwnRegisters(folder, stores.compiled),
        Publishing(folder, stores.compiled, today),
        Previewer(stores.documents, topic_title, today),
    )
