"""The app as it starts from the command line; says when Today was painted, and closes.

python app_window.py FOLDER [SECONDS]: with SECONDS it stays open so long before it is asked for
its memory, so that the work after the first paint is in the figure.
"""

from __future__ import annotations

import sys
import time

seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 0.0
sys.argv[1:] = ["--data-dir", sys.argv[1]]

from quizapp.__main__ import main  # noqa: E402 - what the start needs is imported by the start

HEAVY = {"sqlite_utils", "numpy", "yaml", "msgspec", "fsrs", "click", "platformdirs", "typst"}


def watch() -> None:
    """Let the window that `main` will open report."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from quizapp.ui import main_window
    from quizapp.ui.main_window import MainWindow

    class WatchedWindow(MainWindow):
        def __init__(self, *arguments: object, **named: object) -> None:
            super().__init__(*arguments, **named)
            self.first_painted.connect(self.report)

        def report(self) -> None:
            painted = time.monotonic()
            loaded = sorted(HEAVY.intersection(sys.modules))
            page = getattr(self.screen_shown, "page", None)
            print(f"painted {painted}\nheavy {','.join(loaded) or '-'}\npage {type(page).__name__}")
            QTimer.singleShot(round(seconds * 1000), self.finish)

        def finish(self) -> None:
            with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123
                kib = next(line for line in status if line.startswith("VmRSS:")).split()[1]
            print(f"rss {int(kib) / 1024:.1f}", flush=True)
            self.close()
            QApplication.quit()

    main_window.MainWindow = WatchedWindow


watch()
sys.exit(main())
