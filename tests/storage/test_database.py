"""Opening the database: what is refused, and that what is refused is not touched."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing, nullcontext
from pathlib import Path

import pytest

from quizapp.domain.errors import UserError
from quizapp.storage import database as database_module
from quizapp.storage.database import APPLICATION_ID, SCHEMA_VERSION, Database, open_database
from quizapp.storage.problems import DatabaseProblem, ProblemKind, as_problem
from tests.storage.conftest import pragma

ADD_LEARNER = "INSERT INTO learner VALUES (?, 'Maya', '2026-03-02', NULL, NULL, '{}')"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "quizapp.db"


@pytest.fixture
def whole(path: Path) -> Path:
    """A database of ours with a learner in it, closed."""
    database = open_database(path)
    database.execute(ADD_LEARNER, ("maya",))
    database.close()
    return path


def refused(path: Path) -> DatabaseProblem:
    """Return why a file is refused, after making sure that nothing was touched."""
    before, beside = path.read_bytes(), sorted(path.parent.iterdir())
    with pytest.raises(DatabaseProblem) as caught:
        open_database(path)
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == beside
    assert caught.value.path == path
    return caught.value


# A good one ----------------------------------------------------------------------------------


def test_a_new_database_is_ours_and_set_up_to_lose_nothing(path: Path) -> None:
    database = open_database(path)
    found = {
        name: database.row(f"PRAGMA {name}")
        for name in (
            "application_id",
            "user_version",
            "foreign_keys",
            "journal_mode",
            "synchronous",
        )
    }
    database.close()
    assert found == {
        "application_id": (APPLICATION_ID,),
        "user_version": (SCHEMA_VERSION,),
        "foreign_keys": (1,),
        "journal_mode": ("wal",),
        "synchronous": (2,),
    }


def test_what_was_written_is_there_when_it_is_opened_again(whole: Path) -> None:
    database = open_database(whole)
    assert database.rows("SELECT id, name FROM learner") == [("maya", "Maya")]
    assert list(database.each("SELECT id FROM learner")) == [("maya",)]
    assert database.row("SELECT id FROM learner WHERE id = 'x'") is None
    database.close()


def test_a_leftover_of_a_first_start_that_was_cut_short_is_no_hindrance(path: Path) -> None:
    leftover = path.with_suffix(f".{os.getpid()}.new")
    leftover.write_bytes(b"half of something")
    open_database(path).close()
    assert list(path.parent.iterdir()) == [path]


def test_of_two_first_starts_at_the_same_time_the_faster_one_counts(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate = database_module._migrate

    def be_overtaken(connection: sqlite3.Connection) -> None:
        monkeypatch.setattr(database_module, "_migrate", migrate)
        monkeypatch.setattr(os, "getpid", lambda: 1)
        other = open_database(path)
        other.execute(ADD_LEARNER, ("maya",))
        other.close()
        migrate(connection)

    monkeypatch.setattr(database_module, "_migrate", be_overtaken)
    database = open_database(path)
    assert database.rows("SELECT id FROM learner") == [("maya",)]
    database.close()
    assert list(path.parent.iterdir()) == [path]


def test_a_drive_that_knows_one_name_a_file_only_will_do(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    open_database(path).close()
    assert list(path.parent.iterdir()) == [path]


def refuse(*_arguments: object) -> None:
    raise PermissionError(1, "Operation not permitted")


# Files that are refused ----------------------------------------------------------------------


def test_a_database_of_a_newer_version_is_refused(whole: Path) -> None:
    pragma(whole, "user_version", SCHEMA_VERSION + 1)
    problem = refused(whole)
    assert problem.kind is ProblemKind.NEWER
    assert problem.message == "Your progress was saved by a newer version of Quizapp."
    assert str(SCHEMA_VERSION + 1) in problem.details


def test_a_database_of_another_program_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE learner (id TEXT)")
    assert refused(path).kind is ProblemKind.FOREIGN


@pytest.mark.parametrize(
    "content", [b"", b"SQLite", b"Dear diary, today was a good day.", b"\x00" * 5000]
)
def test_an_empty_file_and_one_that_is_no_database_are_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    problem = refused(path)
    assert problem.kind is ProblemKind.FOREIGN
    assert problem.safe == "Quizapp has not written to it."


def test_a_database_of_ours_with_tables_missing_is_damaged(whole: Path) -> None:
    with closing(sqlite3.connect(whole)) as connection:
        connection.execute("DROP TABLE memory")
    problem = refused(whole)
    assert problem.kind is ProblemKind.DAMAGED
    assert problem.details == "tables are missing: memory"


def test_a_database_with_its_first_page_overwritten_is_damaged(whole: Path) -> None:
    content = bytearray(whole.read_bytes())
    content[100:4096] = b"\xa5" * 3996
    whole.write_bytes(content)
    problem = refused(whole)
    assert problem.kind is ProblemKind.DAMAGED
    assert problem.hint == "Restore the newest back-up that is whole."


@pytest.mark.parametrize("kept", [5000, 80_000])
def test_a_truncated_database_is_damaged(whole: Path, kept: int) -> None:
    whole.write_bytes(whole.read_bytes()[:kept])
    assert refused(whole).kind is ProblemKind.DAMAGED


def test_damage_that_shows_only_later_is_said_when_it_is_met(whole: Path) -> None:
    with closing(sqlite3.connect(whole)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'response'"
        ).fetchone()
    with whole.open("r+b") as file:
        file.seek(4096 * (page - 1))
        file.write(b"\xa5" * 4096)
    database = open_database(whole)
    for read in (database.rows, database.row, lambda sql: list(database.each(sql))):
        with pytest.raises(DatabaseProblem) as caught:
            read("SELECT * FROM response")
        assert caught.value.kind is ProblemKind.DAMAGED
    database.close()


def test_a_folder_in_the_place_of_the_file_cannot_be_opened(path: Path) -> None:
    path.mkdir()
    with pytest.raises(DatabaseProblem) as caught:
        open_database(path)
    assert caught.value.kind is ProblemKind.UNREACHABLE


def test_a_data_folder_that_is_gone_is_unreachable(tmp_path: Path) -> None:
    with pytest.raises(DatabaseProblem) as caught:
        open_database(tmp_path / "unplugged" / "quizapp.db")
    assert caught.value.kind is ProblemKind.UNREACHABLE
    assert caught.value.message == "The data folder cannot be reached."


def test_something_in_the_way_of_the_first_database_is_said_so(path: Path) -> None:
    path.with_suffix(f".{os.getpid()}.new").mkdir()
    with pytest.raises(DatabaseProblem) as caught:
        open_database(path)
    assert caught.value.kind is ProblemKind.UNREACHABLE
    assert not path.exists()


# Locked, read-only, full ---------------------------------------------------------------------


def test_a_database_that_another_program_holds_is_locked(
    whole: Path, impatient: None, hold_lock: Callable[[Path], None]
) -> None:
    hold_lock(whole)
    before = whole.read_bytes()
    with pytest.raises(DatabaseProblem) as caught:
        open_database(whole)
    assert caught.value.kind is ProblemKind.LOCKED
    assert caught.value.hint == "Close the other program and try again."
    assert whole.read_bytes() == before


def test_a_database_that_gets_locked_later_takes_nothing_in(
    whole: Path, impatient: None, hold_lock: Callable[[Path], None]
) -> None:
    database = open_database(whole)
    hold_lock(whole)
    with pytest.raises(DatabaseProblem) as caught, database.transaction():
        database.execute(ADD_LEARNER, ("jonas",))
    assert caught.value.kind is ProblemKind.LOCKED
    assert database.rows("SELECT id FROM learner") == [("maya",)]
    database.close()


OPEN_AS_A_USER = """
import os, sys
from pathlib import Path
from quizapp.storage import migrations
from quizapp.storage.database import open_database
from quizapp.storage.problems import DatabaseProblem
if os.geteuid() == 0:  # To root every file can be written to.
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    open_database(Path(sys.argv[1]))
except DatabaseProblem as problem:
    print(problem.kind)
"""


@pytest.mark.parametrize(
    ("file_mode", "folder_mode"), [(0o444, 0o755), (0o644, 0o555), (0, 0o755), (0o644, 0)]
)
def test_a_file_or_folder_without_permission_is_read_only(file_mode: int, folder_mode: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, path = Path(name), Path(name) / "quizapp.db"
        open_database(path).close()
        before = path.read_bytes()
        for target, mode in ((path, file_mode), (folder, folder_mode)):
            target.chmod(mode)
            if os.geteuid() == 0:
                os.chown(target, 65534, 65534)
        command = [sys.executable, "-c", OPEN_AS_A_USER, str(path)]
        # The other user may not write what measures coverage.
        variables = {name: value for name, value in os.environ.items() if name[:3] != "COV"}
        done = subprocess.run(
            command, env=variables, capture_output=True, text=True, check=False, timeout=60
        )
        folder.chmod(0o755)
        path.chmod(0o644)
        assert (done.stdout, done.stderr) == ("read_only\n", "")
        assert path.read_bytes() == before


@pytest.mark.parametrize("methods", [["open"], ["hardlink_to", "replace"]])
def test_a_first_start_without_permission_is_told_as_such(
    path: Path, monkeypatch: pytest.MonkeyPatch, methods: list[str]
) -> None:
    for method in methods:
        monkeypatch.setattr(Path, method, refuse)
    with pytest.raises(DatabaseProblem) as caught:
        open_database(path)
    assert caught.value.kind is ProblemKind.READ_ONLY


def test_a_drive_that_only_lets_itself_be_read_is_not_out_of_reach(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = sqlite3.OperationalError("unable to open database file")
    error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
    monkeypatch.setattr(
        os, "access", lambda folder, mode: (folder, mode) != (whole.parent, os.W_OK)
    )
    problem = as_problem(error, whole)
    assert problem is not None
    assert problem.kind is ProblemKind.READ_ONLY


def test_a_disk_without_room_for_the_files_beside_a_database_is_called_full(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR
    kinds = []
    for free in (30_000, 1_000_000):
        usage = shutil.disk_usage(whole.parent)._replace(free=free)
        monkeypatch.setattr(shutil, "disk_usage", lambda _folder, usage=usage: usage)
        problem = as_problem(error, whole)
        assert problem is not None
        kinds.append(problem.kind)
    assert kinds == [ProblemKind.FULL, ProblemKind.UNREACHABLE]


def test_a_full_disk_at_the_first_start_leaves_nothing_half_made(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect(at: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(at, isolation_level=None)
        connection.execute("PRAGMA max_page_count = 5")
        return connection

    monkeypatch.setattr(database_module, "_connect", connect)
    with pytest.raises(DatabaseProblem) as caught:
        open_database(path)
    assert caught.value.kind is ProblemKind.FULL
    assert list(path.parent.iterdir()) == []
    monkeypatch.undo()
    open_database(path).close()


# Transactions --------------------------------------------------------------------------------


def stumble_after_writing(database: Database, *, nested: bool) -> None:
    with database.transaction():
        with database.transaction() if nested else nullcontext():
            database.execute(ADD_LEARNER, ("jonas",))
        1 / 0  # noqa: B018


def test_a_transaction_keeps_all_or_nothing(whole: Path) -> None:
    database = open_database(whole)
    with pytest.raises(ZeroDivisionError):
        stumble_after_writing(database, nested=False)
    assert database.rows("SELECT id FROM learner") == [("maya",)]
    with database.transaction():
        database.execute(ADD_LEARNER, ("jonas",))
    assert len(database.rows("SELECT id FROM learner")) == 2
    database.close()


def test_a_transaction_within_another_is_part_of_it(whole: Path) -> None:
    database = open_database(whole)
    with pytest.raises(ZeroDivisionError):
        stumble_after_writing(database, nested=True)
    assert database.rows("SELECT id FROM learner") == [("maya",)]
    database.close()


def test_a_full_disk_in_a_transaction_keeps_nothing_of_it(whole: Path) -> None:
    database = open_database(whole)
    rows = [(f"id{number}", "x" * 4000) for number in range(50)]
    (pages,) = database.row("PRAGMA page_count") or (0,)
    database.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(DatabaseProblem) as caught, database.transaction():
        database.execute_many("INSERT INTO document VALUES (?, '', ?, '')", rows)
    assert caught.value.kind is ProblemKind.FULL
    assert str(caught.value) == "Could not save: the disk is full. Free some space and try again."
    assert database.row("SELECT count(*) FROM document") == (0,)
    database.execute("PRAGMA max_page_count = 100000")
    with database.transaction():
        database.execute_many("INSERT INTO document VALUES (?, '', ?, '')", rows)
    assert database.row("SELECT count(*) FROM document") == (50,)
    database.close()


# Problems and bugs ---------------------------------------------------------------------------


def test_a_mistake_in_our_own_sql_is_a_bug_and_not_a_problem_of_the_user(whole: Path) -> None:
    database = open_database(whole)
    with pytest.raises(sqlite3.OperationalError, match="syntax error"):
        database.execute("SELEKT 1")
    database.close()
    assert as_problem(sqlite3.Error("without a code"), whole) is None


@pytest.mark.parametrize("step", ["_migrate", "_set_up"])
def test_a_bug_while_opening_flies_on(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def stumble(_database: Database) -> None:
        raise sqlite3.ProgrammingError("a bug")

    monkeypatch.setattr(database_module, step, stumble)
    with pytest.raises(sqlite3.ProgrammingError, match="a bug"):
        open_database(path)


@pytest.mark.parametrize("kind", list(ProblemKind))
def test_every_problem_says_what_happened_what_is_safe_and_what_to_do(
    kind: ProblemKind, path: Path
) -> None:
    problem = DatabaseProblem(kind, path, "details")
    assert isinstance(problem, UserError)
    for sentence in (problem.message, problem.safe, problem.hint):
        assert sentence.endswith(".")
    assert (problem.kind, problem.path, problem.details) == (kind, path, "details")
