"""The trainer's screens, for the pictures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget

from quizapp.application.regrading import Choices
from quizapp.bootstrap import Application
from quizapp.domain.regrading import Treatment
from quizapp.storage.bank_store import BankCompiler
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.choices import Segmented
from quizapp.ui.dialogs import Dialog
from quizapp.ui.pages.settings.enrol_dialog import EnrolDialog
from quizapp.ui.shell.browse import BrowseShell
from quizapp.ui.trainer.key_dialogs import KeyDialog, PassphraseDialog, become_dialog
from quizapp.ui.trainer.marks_page import MarksPage
from quizapp.ui.trainer.results_page import ResultsPage
from quizapp.ui.trainer.roster_dialogs import (
    AddLearnerDialog,
    EnrolmentsDialog,
    InviteDialog,
    MergeDialog,
)
from quizapp.ui.trainer.roster_import_dialog import RosterImportDialog
from quizapp.ui.trainer.roster_pane import RosterPane
from tests.delivery.world import ROOT, give_key
from tests.marks_class import AFTER, fill
from tests.picture_stage import SETTLE_MS, Stage
from tests.report_class import class_of, keep, of_every_kind

Prepare = Callable[[Stage], None]


def _tab(part: str) -> Prepare:
    """Return what makes the learner a trainer and opens a tab of the page."""

    def prepare(stage: Stage) -> None:
        give_key(stage.enter(), ROOT)
        stage.show("trainer", part=part)

    return prepare


def _open(dialog: Dialog) -> None:
    """Show a window without waiting for its answer."""
    dialog.open()
    QTest.qWait(SETTLE_MS)


def _become(stage: Stage) -> None:
    stage.show("settings", part="trainer")
    dialog = become_dialog(stage.window)
    dialog._first.setText("amber birch cedar")
    _open(dialog)


def _passphrase(stage: Stage) -> None:
    stage.show("settings", part="trainer")
    dialog = PassphraseDialog(stage.window, "quizapp-trainer-backup.txt")
    dialog.say_wrong("The passphrase does not open this back-up. Type it again.")
    _open(dialog)


def _words(stage: Stage) -> None:
    key = give_key(stage.enter(), ROOT)
    stage.show("trainer", part="key")
    text = (
        "The back-up quizapp-trainer-backup.txt was opened again with your passphrase: it works."
        " Keep a copy of it away from this computer."
    )
    _open(KeyDialog(stage.window, "You are a trainer", text, key.fingerprint))


def _enrol(stage: Stage) -> None:
    application = stage.enter()
    key = give_key(application, ROOT)
    stage.show("settings", part="trainer")
    shell = stage.window.screen_shown
    assert isinstance(shell, BrowseShell)
    dialog = EnrolDialog(stage.window, shell.desk)
    dialog._text.setPlainText(application.enrolling.invite("cohort", key))
    _open(dialog)


FIRST = [
    "Ada",
    "Bo",
    "Cyra",
    "Dov",
    "Elif",
    "Finn",
    "Greta",
    "Hana",
    "Ivo",
    "June",
    "Kofi",
    "Lena",
    "Mika",
    "Nour",
    "Ole",
    "Pia",
]
LAST = [
    "Lind",
    "Okafor",
    "Meyer",
    "Sato",
    "Novak",
    "Reyes",
    "Haas",
    "Ito",
    "Brandt",
    "Costa",
    "Dahl",
    "Eze",
    "Falk",
    "Grant",
]


def made_up_people(count: int) -> list[tuple[str, str]]:
    """Return names and references of people who do not exist."""
    return [
        (
            f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]}",
            f"{20000 + number}",
        )
        for number in range(count)
    ]


def _cohorts(stage: Stage) -> None:
    application = stage.enter()
    give_key(application, ROOT)
    for name, count in (("Evening course", 30), ("Peer workers, north", 1), ("Year 2", 1000)):
        made = application.cohorts.new(name)
        application.rosters.add(made.id, made_up_people(count))
    application.cohorts.archive(application.cohorts.new("Last year").id)
    stage.show("trainer", part="cohorts")


def _roster(count: int) -> Prepare:
    """Return what opens a roster with so many learners; from 30 on some look like doubles."""

    def prepare(stage: Stage) -> None:
        application = stage.enter()
        give_key(application, ROOT)
        made = application.cohorts.new("Evening course")
        people = made_up_people(count)
        if count == 30:
            people[7] = ("Lind, Ada", "")
        application.rosters.add(made.id, people)
        stage.show("trainer", part="cohorts", subject=made.id)
        if count == 30:
            pane = stage.window.findChild(RosterPane)
            ids = [line.entry.id for line in application.rosters.view(made.id).lines]
            pane._table.choose([ids[0], ids[7]])
            QTest.qWait(SETTLE_MS)

    return prepare


def _results(learners: int, tab: int | None = None, questions: int = 18) -> Prepare:
    """Return what opens the report on a class; `tab` is that of its tables."""

    def prepare(stage: Stage) -> None:
        app = stage.enter()
        give_key(app, ROOT)
        items = of_every_kind(BankCompiler(app.database).active_items(), questions)
        keep(app, class_of(learners, items, absent=min(learners, 2)))
        stage.show("trainer", part="results", subject="week-3")
        page = stage.window.findChild(ResultsPage)
        assert isinstance(page, ResultsPage)
        while page.report is None:
            QTest.qWait(20)
        QTest.qWait(100)
        tables = stage.window.findChild(Segmented, "report-tables")
        if tab is not None and isinstance(tables, Segmented):
            tables.button(tab).click()
            QTest.qWait(100)
            _scroll_to(tables)

    return prepare


def _pane(stage: Stage) -> RosterPane:
    _roster(30)(stage)
    found = stage.window.findChild(RosterPane)
    assert isinstance(found, RosterPane)
    return found


def _merge(stage: Stage) -> None:
    pane = _pane(stage)
    _open(MergeDialog(stage.window, pane._chosen_rows()))


def _import(stage: Stage) -> None:
    pane = _pane(stage)
    path = stage.window.workplace.shell.desk.application.data_dir / "autumn.csv"
    path.write_text("Learner;Number\nAda Lind;20000\nTove Berg;311\n;312\nRui Paz;311\n")
    table = pane._desk.application.roster_imports.read(path)
    cohort = pane._view.cohort
    _open(RosterImportDialog(stage.window, pane._desk, cohort.id, cohort.name, table))


def _add(stage: Stage) -> None:
    pane = _pane(stage)
    _open(AddLearnerDialog(stage.window, pane._desk, pane._view.cohort.id, pane._view.cohort.name))


def _invite(stage: Stage) -> None:
    pane = _pane(stage)
    application = pane._desk.application
    key = application.trainer.key()
    code = application.enrolling.invite(pane._view.cohort.id, key)
    _open(InviteDialog(stage.window, pane._desk, "Evening course", code, key.fingerprint))


def _let_in(stage: Stage) -> None:
    pane = _pane(stage)
    application = pane._desk.application
    invited = application.enrolling.open(
        application.enrolling.invite(pane._view.cohort.id, application.trainer.key())
    )
    dialog = EnrolmentsDialog(stage.window, pane._desk)
    _open(dialog)
    codes = [application.enrolling.enrol(invited, name, name) for name in ("Tove Berg", "Ada Lind")]
    dialog._take([("mail", f"{codes[0]} {codes[1]} {codes[0]}"), ("note.txt", "Hello")])
    QTest.qWait(SETTLE_MS)


def _marks(part: int, *, learners: int = 30) -> Prepare:
    """Return what opens a part of the marks of a class that has handed in, at its outcome."""

    def prepare(stage: Stage) -> None:
        application = stage.enter()
        folder = application.data_dir / "files"
        fill(application, folder, learners)
        stage.show("trainer", part="marks", subject=AFTER)
        page = stage.window.findChild(MarksPage)
        page._names.button(part).click()
        if part == 0:
            _regrade_twice(page, application)
        page._parts[part].findChildren(Button)[1 if part == 0 else 0].setFocus()
        for name in ("look", "compare", "compare-answers"):
            button = page.findChild(Button, name)
            if button.isVisible() and button.isEnabled():
                button.click()
        page._parts[3]._code.setText("0123-4567-89AB-CDEF")
        while page.desk.jobs.is_busy:
            QTest.qWait(SETTLE_MS)
        QTest.qWait(SETTLE_MS)

    return prepare


def _regrade_twice(page: MarksPage, application: Application) -> None:
    """Have a question left out, and be about to give full marks for another one."""
    regrading = application.regrading
    (third, fifth) = [regrading.questions(AFTER)[at].item_id for at in (2, 4)]
    mendings = regrading.mendings(AFTER, (), Choices(leave_out=[third]))
    regrading.commit(AFTER, mendings, "Two answers could be right.")
    page.refresh()
    page._parts[0]._chosen[fifth] = Treatment.FULL_MARKS
    page._parts[0]._show_choices()


def _scroll_to(widget: QWidget) -> None:
    """Scroll the page until a widget stands near its top."""
    area = widget.parentWidget()
    while not isinstance(area, QScrollArea):
        area = area.parentWidget()
    top = widget.mapTo(area.widget(), widget.rect().topLeft()).y()
    area.verticalScrollBar().setValue(top - 60)
    QTest.qWait(50)


def _list(stage: Stage) -> None:
    app = stage.enter()
    give_key(app, ROOT)
    items = of_every_kind(BankCompiler(app.database).active_items(), 9)
    keep(app, class_of(12, items))
    stage.show("trainer", part="results")


TRAINER_PLACES: dict[str, Prepare] = {
    "marks-none": _tab("marks"),
    "marks-regrade": _marks(0),
    "marks-compare": _marks(1),
    "marks-compare-1": _marks(1, learners=1),
    "marks-similar": _marks(2),
    "marks-similar-1": _marks(2, learners=1),
    "marks-certificates": _marks(3),
    "cohorts-none": _tab("cohorts"),
    "cohorts": _cohorts,
    "roster-0": _roster(0),
    "roster-1": _roster(1),
    "roster-30": _roster(30),
    "roster-1000": _roster(1000),
    "merge": _merge,
    "import": _import,
    "add": _add,
    "invite": _invite,
    "let-in": _let_in,
    "key": _tab("key"),
    "become": _become,
    "passphrase": _passphrase,
    "words": _words,
    "enrol": _enrol,
    "results-none": _tab("results"),
    "results-list": _list,
    "results-0": _results(2),
    "results-1": _results(3),
    "results-30": _results(30),
    "results-questions": _results(30, 0),
    "results-students": _results(30, 1),
    "results-beliefs": _results(30, 2),
    "results-matrix": _results(30, 3),
    "results-1000": _results(1000, 1),
}
