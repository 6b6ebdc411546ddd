"""Writes what a rehearsal on several computers leaves, to be looked at: `make rehearsal OUT=folder`.

Into OUT come the files of the rehearsal itself and reports on classes of 0, 1 and 30 who handed in,
in every form. Where Chromium is installed, it opens each page and prints it; where pdftoppm is, each
PDF becomes pictures beside it. Both stand outside the tests, for the pictures are for eyes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from quizapp.application.reports.writing import PAGE_FORMS, LearnerPages, ReportForm
from quizapp.bootstrap import open_application
from quizapp.storage.bank_store import BankCompiler
from tests.delivery.world import ROOT, give_key
from tests.e2e.rehearsal_steps import Rehearsal, rehearse
from tests.report_class import PLAN, class_of, keep, of_every_kind

_SIZES = (0, 1, 30)
_ABSENT = 2
_QUESTIONS = 18
_DRAWN = ("-r", "70", "-l", "20", "-png")
_CHROMIUM = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--no-pdf-header-footer",
)


def main(words: list[str]) -> int:
    """Do all of it; the one word is OUT=folder."""
    out = Path(dict(word.split("=", 1) for word in words).get("OUT", "rehearsal")).resolve()
    instance = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        compiled = Path(folder, "compiled")
        app = open_application(compiled)
        app.banks.sync()
        app.close()
        _rehearsal(compiled, out / "rehearsal")
        for size in _SIZES:
            _class(compiled, Path(folder, f"class-{size}"), out / f"class-{size}", size)
    _look(out)
    del instance
    return 0


def _rehearsal(compiled: Path, out: Path) -> None:
    """Keep what went to and fro, the reports, and what people were told."""
    with tempfile.TemporaryDirectory() as folder:
        story = rehearse(Rehearsal(Path(folder), compiled))
        shutil.copytree(story.stage.post, out / "post", dirs_exist_ok=True)
        shutil.copytree(story.reports, out, dirs_exist_ok=True)
        said = "\n\n".join(value for value in vars(story).values() if isinstance(value, str))
        (out / "said.txt").write_text(said.replace(folder, ""), encoding="utf-8")
    print(f"Wrote the rehearsal into {out}.")


def _class(compiled: Path, data: Path, out: Path, size: int) -> None:
    """Write the reports on a class of which so many have handed in."""
    shutil.copytree(compiled, data)
    app = open_application(data)
    give_key(app, ROOT)
    items = of_every_kind(BankCompiler(app.database).active_items(), _QUESTIONS)
    keep(app, class_of(size + _ABSENT, items, absent=_ABSENT))
    reporting = app.score_reporting
    report = reporting.report(PLAN.id)
    for form in ReportForm:
        reporting.write(report, form, out)
        if form in PAGE_FORMS and size:
            for place, has_answers in ((out, True), (out / "without-answers", False)):
                pages = LearnerPages(with_answers=has_answers, in_one_file=True)
                reporting.write_learners(report, form, place, pages)
    app.close()
    print(f"Wrote reports on {size} learners into {out}.")


def _look(out: Path) -> None:
    """Open every page and every PDF with another program, as far as there is one."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    for page in sorted(out.rglob("*.html")) if browser else ():
        _browse(browser or "", page, f"--print-to-pdf={page.with_suffix('.browser.pdf')}")
        shot = f"--screenshot={page.with_suffix('.browser.png')}"
        _browse(browser or "", page, "--window-size=1100,3600", shot)
    drawer = shutil.which("pdftoppm")
    for path in sorted(out.rglob("*.pdf")) if drawer else ():
        subprocess.run([str(drawer), *_DRAWN, str(path), str(path.with_suffix(""))], check=True)
    for name, found in (("Chromium", browser), ("pdftoppm", drawer)):
        print(f"{name}: {'used' if found else 'not installed, so nothing was drawn with it'}.")


def _browse(browser: str, page: Path, *wishes: str) -> None:
    with tempfile.TemporaryDirectory() as profile:
        words = [browser, *_CHROMIUM, f"--user-data-dir={profile}", *wishes, page.as_uri()]
        subprocess.run(words, check=True, capture_output=True, timeout=120)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
