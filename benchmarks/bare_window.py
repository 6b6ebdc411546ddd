"""The yardstick: the least that PySide6 can show, a window with one label."""

from __future__ import annotations

import time
from pathlib import Path

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
    painted, busy = time.monotonic(), time.process_time()
    status = Path("/proc/self/status").read_text("ascii")
    mib = {
        line.split()[0]: int(line.split()[1]) / 1024
        for line in status.splitlines()
        if " kB" in line
    }
    print(
        f"painted {painted}\nbusy {busy}\nrss {mib['VmRSS:']:.1f}\npeak {mib['VmHWM:']:.1f}",
        flush=True,
    )
    application.quit()


application = QApplication([])
window = QWidget()
QVBoxLayout(window).addWidget(Word("Quizapp"))
window.resize(800, 600)
window.show()
application.exec()
