"""The yardstick: the least that PySide6 can show, a window with one label."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget


class Word(QLabel):
    """A label that says when it was painted first."""

    is_painted = False

    def paintEvent(self, event: object) -> None:
        super().paintEvent(event)
        if not self.is_painted:
            self.is_painted = True
            QTimer.singleShot(0, finish)


def finish() -> None:
    painted = time.monotonic()
    with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 - no imports more
        kib = next(line for line in status if line.startswith("VmRSS:")).split()[1]
    print(f"painted {painted}\nrss {int(kib) / 1024:.1f}", flush=True)
    application.quit()


application = QApplication([])
window = QWidget()
QVBoxLayout(window).addWidget(Word("Quizapp"))
window.resize(800, 600)
window.show()
application.exec()
