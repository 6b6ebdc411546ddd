"""Back-ups: made by hand and every day, checked, put back when needed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from quizapp.bootstrap import Application, StartProblem, closed_backups
from quizapp.domain.errors import UserError
from quizapp.domain.items import SingleBest
from tests.conftest import Clock
from tests.unit.application.steps import begin, finish

Items = list[SingleBest]
Open = Callable[..., Application]


def damage(path: Path) -> None:
    """Overwrite a stretch in the middle of a file."""
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\xa5" * 8192)


def test_a_back_up_is_made_checked_and_listed(app: Application, clock: Clock) -> None:
    assert app.backups.list() == ()
    path = app.backups.make()
    (backup,) = app.backups.list()
    assert backup.path == path
    assert backup.is_ok
    assert (backup.made_at, backup.reason) == (clock.now, "manual")
    assert backup.size_bytes == path.stat().st_size
    assert path.parent == app.backups.folder == app.data_dir / "backups"


def test_back_ups_are_listed_the_newest_first_and_other_files_are_left_alone(
    app: Application, clock: Clock
) -> None:
    older = app.backups.make("daily")
    clock.advance(seconds=1)
    newer = app.backups.make()
    for name in ("quizapp-mine.db", "quizapp-.db", "notes.txt"):
        (app.backups.folder / name).write_text("mine")
    assert [backup.path for backup in app.backups.list()] == [newer, older]


def test_ten_back_ups_are_kept(app: Application, clock: Clock) -> None:
    made = []
    for _hour in range(12):
        clock.advance(hours=1)
        made.append(app.backups.make())
    assert [backup.path for backup in app.backups.list()] == made[:1:-1]


def test_one_back_up_is_made_each_day_of_study(app: Application, clock: Clock) -> None:
    assert app.backups.make_daily() is not None
    assert app.backups.make_daily() is None
    clock.now = app.clock.end_of_today()
    assert app.backups.make_daily() is None
    clock.now += timedelta(microseconds=1)
    assert app.backups.make_daily() is not None
    assert [backup.reason for backup in app.backups.list()] == ["daily", "daily"]


def test_a_back_up_brings_everything_back(
    app: Application, open_app: Open, learner_id: str, items: Items
) -> None:
    finish(begin(app, learner_id, items[:3]))
    before = app.progress.view(learner_id)
    backup = app.backups.make()
    finish(begin(app, learner_id, items[3:5]))
    app.profiles.create("Jonas")
    app.backups.restore(backup)
    again = open_app()
    assert again.progress.view(learner_id) == before
    assert len(again.profiles.learners()) == 1
    finish(begin(again, learner_id, items[3:4]))


def test_what_was_there_before_is_kept_beside_the_back_ups(
    app: Application, learner_id: str
) -> None:
    backup = app.backups.make()
    app.profiles.create("Jonas")
    app.backups.restore(backup)
    (kept,) = app.backups.folder.glob("replaced-*.db")
    with closing(sqlite3.connect(kept)) as connection:
        names = connection.execute("SELECT name FROM learner ORDER BY name").fetchall()
    assert names == [("Jonas",), ("Maya",)]


def test_a_damaged_back_up_is_named_as_such_and_refused(app: Application, learner_id: str) -> None:
    backup = app.backups.make()
    damage(backup)
    assert not app.backups.list()[0].is_ok
    with pytest.raises(UserError, match="is damaged or of a newer version"):
        app.backups.restore(backup)
    assert app.profiles.get(learner_id).name == "Maya"  # The database is still open.


@pytest.mark.parametrize("content", [b"", b"Something else", b"SQLite format 3\x00"])
def test_a_file_that_is_no_back_up_is_refused(
    app: Application, learner_id: str, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "quizapp-backup.db"
    path.write_bytes(content)
    for backup, reason in (
        (path, "is damaged or of a newer version"),
        (tmp_path / "gone.db", "There is no back-up called .*gone.db"),
    ):
        with pytest.raises(UserError, match=reason):
            app.backups.restore(backup)
    assert app.profiles.get(learner_id).name == "Maya"


def test_a_back_up_of_a_newer_version_is_refused(app: Application, learner_id: str) -> None:
    backup = app.backups.make()
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute("PRAGMA user_version = 999")
    with pytest.raises(UserError, match="newer version"):
        app.backups.restore(backup)


def test_a_damaged_database_can_be_replaced_without_opening_it(
    app: Application, open_app: Open, data_folder: Path, learner_id: str
) -> None:
    app.backups.make()
    app.close()
    (data_folder / "quizapp.db").write_bytes(b"")
    with pytest.raises(StartProblem):
        open_app()
    backups = closed_backups(data_folder)
    (backup,) = backups.list()
    backups.restore(backup.path)
    assert open_app().profiles.get(learner_id).name == "Maya"
    (kept,) = backups.folder.glob("replaced-*.db")
    assert kept.read_bytes() == b""


def test_a_lost_database_can_be_put_back(
    app: Application, open_app: Open, data_folder: Path, learner_id: str
) -> None:
    backup = app.backups.make()
    app.close()
    (data_folder / "quizapp.db").unlink()
    closed_backups(data_folder).restore(backup)
    assert open_app().profiles.get(learner_id).name == "Maya"


def test_a_log_left_by_a_crash_is_kept_apart_from_what_is_put_back(
    app: Application, open_app: Open, data_folder: Path, learner_id: str
) -> None:
    backup = app.backups.make()
    app.close()
    log = data_folder / "quizapp.db-wal"
    log.write_bytes(b"left over")
    closed_backups(data_folder).restore(backup)
    assert not log.exists()
    (kept,) = (data_folder / "backups").glob("replaced-*.db-wal")
    assert kept.read_bytes() == b"left over"


def test_a_back_up_can_be_named_as_seen_from_the_current_folder(
    app: Application, open_app: Open, learner_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = app.backups.make()
    monkeypatch.chdir(app.backups.folder)
    app.backups.restore(Path(backup.name))
    assert open_app().profiles.get(learner_id).name == "Maya"


def test_a_back_up_that_cannot_be_written_is_said_so(app: Application, learner_id: str) -> None:
    app.backups.folder.write_text("in the way")
    with pytest.raises(UserError, match="The back-up could not be written") as caught:
        app.backups.make()
    assert caught.value.hint.startswith("Your answers are saved.")


def test_a_restore_that_fails_leaves_the_database_as_it_was(
    app: Application, open_app: Open, data_folder: Path, learner_id: str, tmp_path: Path
) -> None:
    backup = app.backups.make().rename(tmp_path / "elsewhere.db")
    app.profiles.create("Jonas")
    app.backups.folder.rmdir()
    app.backups.folder.write_text("in the way")
    with pytest.raises(UserError, match="could not be put in place") as caught:
        app.backups.restore(backup)
    assert caught.value.hint == f"It is still at {backup}."
    assert len(open_app().profiles.learners()) == 2
    assert not list(data_folder.glob("*.restored"))


def test_where_files_have_one_name_only_a_copy_is_kept(
    app: Application, learner_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    backup = app.backups.make()
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    app.backups.restore(backup)
    (kept,) = app.backups.folder.glob("replaced-*.db")
    assert kept.stat().st_nlink == 1
    assert kept.stat().st_size > 0
