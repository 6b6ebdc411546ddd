"""What all tests share: a world of their own, a clock that stands still, and a compiled database."""

from __future__ import annotations

import gc
import itertools
import os
import pickle
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from nacl import pwhash

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.pyside.libpyside.warning=true")

from quizapp.application import profiles
from quizapp.bootstrap import Application, Environment, open_application
from quizapp.delivery import trainer_keys
from quizapp.exchange import yaml_subset
from quizapp.exchange.yaml_subset import YamlMap
from quizapp.resources import questions_dir
from quizapp.storage import database

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday morning, well away from any change of the clocks."""


STRENGTH = trainer_keys._ROUNDS, trainer_keys._MEMORY, profiles._SCRYPT_COST
"""What it takes outside the tests to open a trainer's back-up, and to check a PIN."""
CARE = {"_SYNCHRONOUS": database._SYNCHRONOUS, "_migrate": database._migrate}
"""How databases are made and written outside the tests."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection() -> None:
    """Leave garbage alone while syntax trees of all the tests come and go."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Look for garbage again, but never among what lasts until the end of the tests."""
    gc.collect()
    gc.freeze()
    gc.enable()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--measure-ui",
        action="store_true",
        help="measure coverage in the tests of the user interface as well, at half as much time again",
    )


@contextmanager
def _measured_like(item: pytest.Item) -> Iterator[None]:
    """Leave unmeasured what goes on around a test that is not measured itself."""
    measuring = item.config.pluginmanager.getplugin("_cov")
    controller = getattr(measuring, "cov_controller", None)
    if controller is None or item.get_closest_marker("no_cover") is None:
        yield
        return
    controller.pause()
    try:
        yield
    finally:
        controller.resume()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    with _measured_like(item):
        return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    with _measured_like(item):
        return (yield)


class Clock:
    """A clock that moves only when told to."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now
        self.steady_ms = 0

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **delta: float) -> None:
        self.set_by(**delta)
        self.steady_ms += timedelta(**delta) // timedelta(milliseconds=1)

    def set_by(self, **delta: float) -> None:
        """Set the clock, as somebody may; no time passes."""
        self.now += timedelta(**delta)


@pytest.fixture(scope="session")
def _worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names a folder for each test; most never make it."""
    folder = tmp_path_factory.mktemp("worlds")
    return (folder / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def _own_world(_worlds: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test out of the real data folder and away from the computer's settings."""
    folder = next(_worlds)
    monkeypatch.setenv("QUIZAPP_DATA_DIR", str(folder / "usual-data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data-home"))


@pytest.fixture(scope="session", autouse=True)
def _shipped_files_parsed_once() -> Iterator[None]:
    """Parse each file of the shipped questions once; every reader gets fields of its own."""
    shipped = {path.read_bytes() for path in questions_dir().rglob("*.yaml")}
    parsed: dict[bytes, bytes] = {}
    parse = yaml_subset.parse

    def parse_once(raw: bytes) -> YamlMap:
        if raw not in shipped:
            return parse(raw)
        if raw not in parsed:
            parsed[raw] = pickle.dumps(parse(raw))
        fields: YamlMap = pickle.loads(parsed[raw])
        return fields

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_subset, "parse", parse_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_waiting_for_the_disk() -> Iterator[None]:
    """Leave it to the system when files reach the disk: the power stays on in tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_SYNCHRONOUS", "OFF")
        patch.setattr(os, "fsync", lambda _file: None)
        yield


@pytest.fixture(scope="session", autouse=True)
def _first_tables_made_once() -> Iterator[None]:
    """Make the tables of a new database once; what is made later is a copy of them."""
    first = sqlite3.connect(":memory:", check_same_thread=False)

    def migrate_once(connection: sqlite3.Connection) -> None:
        if connection.execute("SELECT 1 FROM sqlite_schema").fetchone():
            migrate(connection)
        elif first.execute("SELECT 1 FROM sqlite_schema").fetchone():
            first.backup(connection)
        else:
            migrate(connection)
            connection.backup(first)

    migrate = database._migrate
    with pytest.MonkeyPatch.context() as patch, closing(first):
        patch.setattr(database, "_migrate", migrate_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def _quick_secrets() -> Iterator[None]:
    """Open back-ups and check PINs in milliseconds, not in a second each."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(trainer_keys, "_ROUNDS", pwhash.argon2id.OPSLIMIT_MIN)
        patch.setattr(trainer_keys, "_MEMORY", pwhash.argon2id.MEMLIMIT_MIN)
        patch.setattr(profiles, "_SCRYPT_COST", 2**4)
        yield


@pytest.fixture
def unmeasured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start processes that do not measure coverage: those that are killed, and those that are timed."""
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)


@pytest.fixture
def full_strength(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open back-ups and check PINs as slowly as outside the tests."""
    rounds, memory, cost = STRENGTH
    monkeypatch.setattr(trainer_keys, "_ROUNDS", rounds)
    monkeypatch.setattr(trainer_keys, "_MEMORY", memory)
    monkeypatch.setattr(profiles, "_SCRYPT_COST", cost)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def environment(clock: Clock) -> Environment:
    ids = itertools.count(1)
    seeds = itertools.count(1)
    return Environment(
        now=clock,
        zone=ZoneInfo("Europe/Berlin"),
        new_id=lambda: f"id{next(ids):04d}",
        new_seed=lambda: next(seeds),
        steady_ms=lambda: clock.steady_ms,
    )


@pytest.fixture(scope="session")
def compiled_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the bundled banks compiled, made once and copied by each test."""
    folder = tmp_path_factory.mktemp("compiled")
    app = open_application(folder)
    app.banks.sync()
    app.close()
    return folder


def open_template(compiled: Path, folder: Path) -> Application:
    """Open a copy of a data folder, to be filled once and copied by each test.

    The ids in it are none of those that the tests give.
    """
    ids, seeds = itertools.count(1), itertools.count(1)
    environment = Environment(
        now=Clock(),
        zone=ZoneInfo("Europe/Berlin"),
        new_id=lambda: f"template{next(ids)}",
        new_seed=lambda: next(seeds),
    )
    shutil.copytree(compiled, folder)
    return open_application(folder, environment=environment)


@pytest.fixture
def data_folder(compiled_folder: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(compiled_folder, folder)
    return folder


@pytest.fixture
def open_app(data_folder: Path, environment: Environment) -> Iterator[Callable[..., Application]]:
    """Opens applications on the test's data folder and closes them afterwards."""
    opened: list[Application] = []

    def open_one(folder: Path | None = None, env: Environment | None = None) -> Application:
        app = open_application(folder or data_folder, environment=env or environment)
        opened.append(app)
        return app

    yield open_one
    for app in opened:
        app.close()


@pytest.fixture
def app(open_app: Callable[..., Application]) -> Application:
    return open_app()


@pytest.fixture
def learner_id(app: Application) -> str:
    return app.profiles.create("Maya").id
