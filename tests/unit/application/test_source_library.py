"""Documents: which passages are cited, and the texts that users add."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.application import source_library
from quizapp.application.views import DocumentView
from quizapp.bootstrap import Application
from quizapp.domain.errors import UserError
from quizapp.domain.source_texts import passage_hash, text_hash
from quizapp.storage.bank_store import BankStore
from tests.unit.application.steps import Questions

Resync = Callable[[], Application]
TEXT = "Ein Satz über Ketamin. " * 30


@pytest.fixture
def made_up(
    questions: Questions, resynced: Resync, app: Application, tmp_path: Path
) -> tuple[Application, Path]:
    """Questions of which the first document is a text of our own, and that text in a file."""
    first = app.sources.documents()[0].document
    questions.edit("sources.yaml", first.sha256, text_hash(TEXT))
    path = tmp_path / "article.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace(" ", "\u00a0", 1).encode())
    return resynced(), path


def first_document(app: Application) -> DocumentView:
    return app.sources.documents()[0]


def test_documents_are_there_with_titles_headings_and_paraphrases(app: Application) -> None:
    documents = app.sources.documents()
    assert len(documents) >= 2
    for view in documents:
        assert view.text is None
        assert view.document.title
        assert [passage.start for passage in view.passages] == sorted(
            passage.start for passage in view.passages
        )
    passage = next(p for p in documents[0].passages if p.item_ids)
    assert passage.says
    assert passage.heading == documents[0].document.heading_at(passage.start)
    items = app.sources.items(passage.item_ids)
    assert all(passage.claim_id in {c.claim for c in item.citations} for item in items)


def test_an_item_that_is_not_known_is_left_out(app: Application) -> None:
    assert app.sources.items(["gone"]) == ()
    assert app.sources.topic_title("gone") == "gone"


def test_a_document_is_known_by_its_text_whatever_its_name_and_spaces(
    made_up: tuple[Application, Path],
) -> None:
    app, path = made_up
    added = app.sources.add(path)
    assert added.text == TEXT
    assert first_document(app) == added


def test_a_text_can_be_taken_away_and_put_back(made_up: tuple[Application, Path]) -> None:
    app, path = made_up
    added = app.sources.add(path)
    app.sources.remove(added.document.id)
    without = first_document(app)
    assert without.text is None
    app.sources.restore(without)
    assert first_document(app).text is None
    app.sources.restore(added)
    assert first_document(app) == added


def test_a_text_of_an_older_version_of_the_document_is_not_shown(
    made_up: tuple[Application, Path], questions: Questions, resynced: Resync
) -> None:
    app, path = made_up
    app.sources.add(path)
    questions.edit("sources.yaml", text_hash(TEXT), text_hash("A new version."))
    assert first_document(resynced()).text is None


@pytest.mark.parametrize(
    ("content", "message", "hint"),
    [
        (
            b"Something else.",
            (
                "article.txt is not one of the documents that the questions cite, or its text has"
                " been changed."
            ),
            "Add the text file just as it was published.",
        ),
        (
            b"\xff\xfe\x00",
            "article.txt is not a plain text file in UTF-8.",
            "Save the article as text first.",
        ),
        (
            b"x" * 300,
            "article.txt is larger than 20 MB, which no cited document is.",
            "Add the text file of the article.",
        ),
    ],
)
def test_a_file_that_is_no_cited_document_is_refused(
    app: Application,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    content: bytes,
    message: str,
    hint: str,
) -> None:
    monkeypatch.setattr(source_library, "LARGEST_BYTES", 200)
    path = tmp_path / "article.txt"
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        app.sources.add(path)
    assert (caught.value.message, caught.value.hint) == (message, hint)
    assert all(view.text is None for view in app.sources.documents())


def test_a_file_that_cannot_be_read_is_said_so(app: Application, tmp_path: Path) -> None:
    for path in (tmp_path / "gone.txt", tmp_path):
        with pytest.raises(UserError, match=f"{path.name} could not be read"):
            app.sources.add(path)


@pytest.mark.skipif("QUIZAPP_SOURCES" not in os.environ, reason="QUIZAPP_SOURCES is not set")
def test_the_real_documents_hold_the_passages_that_are_cited(app: Application) -> None:
    for path in Path(os.environ["QUIZAPP_SOURCES"]).rglob("*.txt"):
        try:
            view = app.sources.add(path)
        except UserError:
            continue
        assert view.text is not None
        assert len(view.text) == view.document.length
        for passage in view.passages:
            claim = BankStore(app.database).claim(passage.claim_id)
            assert claim is not None
            assert passage_hash(view.text[passage.start : passage.end]) == claim.sha256
    assert any(view.text for view in app.sources.documents())
