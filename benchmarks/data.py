"""The data folders that are measured on: a small one, and a large one that is made once."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.figures import timed
from quizapp.application import demo_data
from quizapp.bootstrap import Application, Environment, open_application
from quizapp.storage import migrations

SMALL = (0, 600)
LARGE = (100_000, 1_000_000)
_MADE_AT = "made-at.txt"


def cache() -> Path:
    """Return the folder that outlives a run; it may be deleted at any time."""
    return Path(tempfile.gettempdir()) / f"quizapp-benchmarks-{os.getuid()}"


def folder_of(size: tuple[int, int]) -> Path:
    """Return a data folder with so many items and responses, making it if it is not there."""
    items, responses = size
    key = hashlib.sha256()
    for module in (demo_data, migrations):
        key.update(Path(module.__file__).read_bytes())
    folder = cache() / f"{items}-{responses}-{key.hexdigest()[:12]}"
    if not (folder / _MADE_AT).exists():
        _make(folder, items, responses)
    with opened(folder) as app:
        # Else the app would compile changed banks in the background while it is measured.
        if app.banks.needs_sync():
            app.banks.sync()
    return folder


def _make(folder: Path, items: int, responses: int) -> None:
    for old in cache().glob(f"{items}-{responses}-*"):
        shutil.rmtree(old)
    now = datetime.now(UTC)

    def fill() -> None:
        with closing(open_application(folder, environment=Environment(now=lambda: now))) as app:
            app.demo.make(items=items or None, responses=responses)

    if responses > SMALL[1]:
        print(f"  Making {items:,} items and {responses:,} responses, once …", flush=True)
    took_s = timed(fill) / 1000
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    if responses > SMALL[1]:
        print(f"  … took {took_s:.0f} s, {size:.0f} MB", flush=True)
    (folder / _MADE_AT).write_text(now.isoformat(), "ascii")


@contextmanager
def copy_of(size: tuple[int, int]) -> Iterator[Path]:
    """Give a copy of such a folder that may be written to, and delete it afterwards."""
    original = folder_of(size)
    with tempfile.TemporaryDirectory(dir=cache()) as scratch:
        folder = Path(scratch) / "data"
        shutil.copytree(original, folder)
        yield folder


def environment_of(folder: Path) -> Environment:
    """Return an environment whose clock goes on from when the folder was made.

    What is due, and how much was answered today, stays the same however old the folder is.
    """
    made_at = datetime.fromisoformat((folder / _MADE_AT).read_text("ascii"))
    began = time.monotonic()
    return Environment(now=lambda: made_at + timedelta(seconds=time.monotonic() - began))


@contextmanager
def opened(folder: Path) -> Iterator[Application]:
    """Give the application on a folder."""
    with closing(open_application(folder, environment=environment_of(folder))) as app:
        yield app
