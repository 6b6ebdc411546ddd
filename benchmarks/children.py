"""Windows in processes of their own: when they were painted, and how much memory they take."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.data import cache

HERE = Path(__file__).parent
BARE_WINDOW = (str(HERE / "bare_window.py"),)
APP_WINDOW = str(HERE / "app_window.py")


@dataclass(frozen=True, slots=True)
class Window:
    """What a window said of itself.

    Attributes:
        painted_ms: from the start of its process to its first paint.
        busy_ms: processor time of the process until then.
        rss_mib: memory in use, own and shared, when it was asked; peak_mib: the most there was.
        said: the other lines, by their first word.
    """

    painted_ms: float
    busy_ms: float
    rss_mib: float
    peak_mib: float
    said: dict[str, str]


def open_window(*arguments: str) -> Window:
    """Run a script that opens a window, prints what it has to say and closes it again."""
    environment = {"QT_QPA_PLATFORM": "offscreen"} | dict(os.environ)
    # Compiled once and kept, as on any computer on which the app has run before.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(cache() / "compiled")
    with tempfile.TemporaryFile("w+") as warnings:
        started = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, *arguments],
            stdout=subprocess.PIPE,
            stderr=warnings,
            text=True,
            env=environment,
        )
        assert process.stdout is not None
        lines = process.stdout.read().splitlines()
        warnings.seek(0)
        if process.wait():
            raise RuntimeError(f"{arguments[0]} ended badly: {warnings.read()}")
    said = dict(entry.split(" ", 1) for entry in lines if " " in entry)
    return Window(
        painted_ms=(float(said["painted"]) - started) * 1000,
        busy_ms=float(said["busy"]) * 1000,
        rss_mib=float(said["rss"]),
        peak_mib=float(said["peak"]),
        said=said,
    )
