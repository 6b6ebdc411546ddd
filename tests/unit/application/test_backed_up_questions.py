"""A back-up holds the trainer's own questions, and a restore never loses those of now."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from quizapp.application.backing_up import QuestionsLeftOut
from quizapp.bootstrap import Application, closed_backups
from quizapp.domain.errors import UserError
from tests.unit.application.authors import bank_of, published, ready

Open = Callable[..., Application]


def contents(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def test_banks_drafts_registers_and_the_lock_come_back_after_they_were_lost(
    app: Application, open_app: Open
) -> None:
    authoring = app.authoring
    item = published(authoring)
    draft = ready(authoring, bank_of(authoring))
    before = contents(app.question_folder)
    backup = app.backups.make()
    (listed,) = app.backups.list()
    assert (listed.is_ok, listed.file_count) == (True, len(before))
    for path in app.question_folder.rglob("*.*"):
        path.unlink()
    assert app.backups.restore(backup) is None  # Nothing had to make room.
    again = open_app()
    again.banks.sync()
    assert contents(again.question_folder) == before
    assert again.authoring.drafts.open(draft.id) == draft
    row = again.database.row("SELECT active FROM item WHERE id = ?", (item.id,))
    assert row == (1,)


def test_questions_written_since_are_kept_in_a_folder_that_is_named(
    app: Application, open_app: Open
) -> None:
    authoring = app.authoring
    ready(authoring)
    then = contents(app.question_folder)
    backup = app.backups.make()
    later = ready(authoring, bank_of(authoring))
    now = contents(app.question_folder)
    kept = app.backups.restore(backup)
    assert kept is not None
    assert kept.parent == app.data_dir
    assert contents(kept) == now
    again = open_app()
    folder = contents(again.question_folder)
    # The ids given away since are never given again.
    assert later.id.encode() in folder.pop("ids.lock")
    assert folder == {name: text for name, text in then.items() if name != "ids.lock"}


def test_restoring_twice_keeps_the_questions_of_now_once(app: Application, open_app: Open) -> None:
    ready(app.authoring)
    backup = app.backups.make()
    ready(app.authoring)
    assert app.backups.restore(backup) is not None
    assert open_app().backups.restore(backup) is None
    assert len(list(app.data_dir.glob("banks-replaced-*"))) == 1


def test_an_older_back_up_without_questions_leaves_those_of_now_alone(
    app: Application, open_app: Open
) -> None:
    backup = app.backups.make()
    ready(app.authoring)
    now = contents(app.question_folder)
    assert app.backups.restore(backup) is None
    assert contents(open_app().question_folder) == now


def test_what_else_lies_in_a_chosen_folder_is_neither_copied_nor_touched(
    app: Application, data_folder: Path, tmp_path: Path
) -> None:
    chosen = tmp_path / "documents"
    app.preferences.write(type(app.preferences.read())(question_folder=str(chosen)))
    ready(app.authoring)
    (chosen / "thesis.pdf").write_bytes(b"%PDF")
    (chosen / "holiday.yaml").write_bytes(b"days: 3")
    backup = app.backups.make()
    app.authoring.drafts.keep(ready(app.authoring))
    app.close()
    kept = closed_backups(data_folder).restore(backup)
    assert kept is not None
    assert kept.parent == tmp_path
    assert not {"thesis.pdf", "holiday.yaml"} & set(contents(kept))
    assert (chosen / "thesis.pdf").read_bytes() == b"%PDF"
    assert (chosen / "holiday.yaml").read_bytes() == b"days: 3"


def test_a_damaged_lock_of_ids_is_healed_from_the_back_up_and_kept_as_it_was(
    app: Application, open_app: Open
) -> None:
    draft = ready(app.authoring)
    backup = app.backups.make()
    lock = app.question_folder / "ids.lock"
    lock.write_bytes(b"\xff\xfe damaged\n")
    kept = app.backups.restore(backup)
    assert kept is not None
    assert (kept / "ids.lock").read_bytes() == b"\xff\xfe damaged\n"
    assert draft.id in open_app().authoring.drafts.open(draft.id).id
    assert lock.read_text().startswith(("case", "claim", "draft", "item"))


def test_a_file_changed_inside_a_back_up_makes_it_a_damaged_one(app: Application) -> None:
    ready(app.authoring)
    backup = app.backups.make()
    with closing(sqlite3.connect(backup)) as connection, connection:
        connection.execute("UPDATE backup_file SET content = x'00' WHERE path = 'ids.lock'")
    assert not app.backups.list()[0].is_ok
    with pytest.raises(UserError, match="is damaged or of a newer version"):
        app.backups.restore(backup)


@pytest.mark.parametrize(
    "name", ["../escaped.yaml", "banks/../../escaped.yaml", "/etc/escaped", "banks/x.sh"]
)
def test_a_back_up_that_names_files_elsewhere_is_refused(app: Application, name: str) -> None:
    ready(app.authoring)
    now = contents(app.question_folder)
    backup = app.backups.make()
    with closing(sqlite3.connect(backup)) as connection, connection:
        connection.execute("UPDATE backup_file SET path = ? WHERE path = 'ids.lock'", (name,))
    with pytest.raises(UserError, match="which no back-up of Quizapp does"):
        app.backups.restore(backup)
    assert contents(app.question_folder) == now


def test_a_table_of_files_that_holds_no_files_makes_a_back_up_a_damaged_one(
    app: Application,
) -> None:
    backup = app.backups.make()
    with closing(sqlite3.connect(backup)) as connection, connection:
        connection.execute("CREATE TABLE backup_file (path, sha256, content)")
        connection.execute("INSERT INTO backup_file VALUES (NULL, 7, 'text')")
    assert not app.backups.list()[0].is_ok


def test_a_question_file_that_cannot_be_read_is_named_and_the_back_up_made_without_it(
    app: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(app.authoring)
    (bank,) = (app.question_folder / "banks").glob("*.yaml")
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path == bank:
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(QuestionsLeftOut) as caught:
        app.backups.make()
    (made,) = app.backups.list()
    assert (made.is_ok, made.file_count) == (True, 2)
    assert caught.value.message.startswith(f"The back-up {made.path.name} is made, but without")
    assert f"{bank} cannot be read: Permission denied." in caught.value.message
    with pytest.raises(UserError, match="cannot be read") as refused:
        app.backups.restore(made.path)
    assert refused.value.hint.startswith("Nothing has been changed.")


def test_where_questions_cannot_be_written_the_database_is_left_as_it_was(
    app: Application, open_app: Open, learner_id: str
) -> None:
    ready(app.authoring)
    backup = app.backups.make()
    app.profiles.create("Added later")
    for path in app.question_folder.rglob("*.*"):
        path.unlink()
    for folder in app.question_folder.iterdir():
        folder.rmdir()
    app.question_folder.rmdir()
    app.question_folder.write_text("in the way")
    with pytest.raises(UserError, match="could not be put back") as caught:
        app.backups.restore(backup)
    assert "restore the back-up again" in caught.value.hint
    assert len(open_app().profiles.learners()) == 2


def test_what_a_cut_back_up_left_behind_is_cleared_away_days_later(
    app: Application, tmp_path: Path
) -> None:
    app.backups.folder.mkdir()
    stale = app.backups.folder / "quizapp-20260101T000000000000Z-daily.part"
    fresh = app.backups.folder / "quizapp-20260302T000000000000Z-daily.part"
    for path, age_days in ((stale, 3), (fresh, 0)):
        path.write_bytes(b"cut short")
        touched = app.clock.now().timestamp() - age_days * 86_400
        os.utime(path, (touched, touched))
    app.backups.make()
    assert not stale.exists()
    assert fresh.exists()
