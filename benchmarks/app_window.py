"""The app as it starts from the command line; says when Today was painted, and closes.

python app_window.py FOLDER [SECONDS]: with SECONDS it stays open so long before it is asked for
its memory, so that the work after the first paint is in the figure.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from quizapp.ui.main_window import MainWindow

seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 0.0
sys.argv[1:] = ["--data-dir", sys.argv[1]]

from quizapp import gui  # noqa: E402
from quizapp.__main__ import main  # noqa: E402

HEAVY = {"sqlite_utils", "numpy", "yaml", "msgspec", "fsrs", "click", "platformdirs", "typst"}
make_application = gui._application


def make_watched_application() -> QApplication:
    """Let the window report, once all is imported that the start itself imports."""
    from quizapp.ui.main_window import MainWindow

    go_on = MainWindow._on_first_painted

    def report_and_go_on(window: MainWindow) -> None:
        report(window)
        go_on(window)

    MainWindow._on_first_painted = report_and_go_on
    return make_application()


def report(window: MainWindow) -> None:
    painted, busy = time.monotonic(), time.process_time()
    loaded = sorted(HEAVY.intersection(sys.modules))
    page = getattr(window.screen_shown, "page", None)
    print(
        f"painted {painted}\nbusy {busy}\nheavy {','.join(loaded) or '-'}\npage {type(page).__name__}"
    )
    from PySide6.QtCore import QTimer

    QTimer.singleShot(round(seconds * 1000), lambda: finish(window))


def finish(window: MainWindow) -> None:
    status = Path("/proc/self/status").read_text("ascii")
    mib = {
        line.split()[0]: int(line.split()[1]) / 1024
        for line in status.splitlines()
        if " kB" in line
    }
    print(f"rss {mib['VmRSS:']:.1f}\npeak {mib['VmHWM:']:.1f}", flush=True)
    window.close()


gui._application = make_watched_application
sys.exit(main())
