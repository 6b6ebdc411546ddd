"""The trainer's screens, for the pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtTest import QTest

from quizapp.application.intake import IntakeRow, Outcome
from quizapp.domain.assignments import MarkedResult, Member
from quizapp.domain.grading import Grade
from quizapp.ui.dialogs import Dialog
from quizapp.ui.pages.settings.enrol_dialog import EnrolDialog
from quizapp.ui.shell.browse import BrowseShell
from quizapp.ui.trainer.intake_page import IntakePage
from quizapp.ui.trainer.key_dialogs import KeyDialog, PassphraseDialog, become_dialog
from quizapp.ui.trainer.roster_dialogs import (
    AddLearnerDialog,
    EnrolmentsDialog,
    InviteDialog,
    MergeDialog,
)
from quizapp.ui.trainer.roster_import_dialog import RosterImportDialog
from quizapp.ui.trainer.roster_pane import RosterPane
from tests.delivery.world import ROOT, give_key, put_learner
from tests.picture_stage import NOW, SETTLE_MS, Stage

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
    dialog.say_wrong("The passphrase does not open quizapp-trainer-backup.txt. Type it again.")
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
        rows = application.rosters.view(made.id).lines[1::2]
        application.database.execute_many(
            "UPDATE cohort_member SET enrolled_as = id, enrolled_key = x'00' WHERE id = ?",
            [(one.entry.id,) for one in rows],
        )
        stage.show("trainer", part="cohorts", subject=made.id)
        if count == 30:
            pane = stage.window.findChild(RosterPane)
            ids = [line.entry.id for line in application.rosters.view(made.id).lines]
            pane._table.choose([ids[0], ids[7]])
            QTest.qWait(SETTLE_MS)

    return prepare


def _pane(stage: Stage) -> RosterPane:
    _roster(30)(stage)
    found = stage.window.findChild(RosterPane)
    assert isinstance(found, RosterPane)
    return found


def _row(number: int, name: str) -> IntakeRow:
    outcome = (Outcome.TAKEN_IN,) * 8 + (Outcome.LATE, Outcome.ALREADY_THERE)
    kind = outcome[number % 10]
    result = MarkedResult(
        member_id="m",
        number=1,
        revision=1,
        claimed_at=NOW,
        received_at=NOW,
        is_late=kind is Outcome.LATE,
        grades=tuple(
            Grade(float((place + number) % 5 > 0), critical_error=False, misconceptions=())
            for place in range(20)
        ),
    )
    messages = {
        Outcome.LATE: "Received after the due date; kept, and shown as late.",
        Outcome.ALREADY_THERE: "This result was taken in before.",
    }
    return IntakeRow(
        file=f"week-3-{number:04x}f2c9a1-1-1.quizresult",
        outcome=kind,
        learner=Member("m", name),
        assignment_id="week-3",
        message=messages.get(kind, ""),
        result=None if kind is Outcome.ALREADY_THERE else result,
    )


def _intake(count: int) -> Prepare:
    """Return what shows the rows of so many files, and two that were refused."""

    def prepare(stage: Stage) -> None:
        _tab("intake")(stage)
        page = stage.window.findChild(IntakePage)
        assert isinstance(page, IntakePage)
        bad = [
            IntakeRow(
                file=f"{name}.quizresult",
                outcome=Outcome.REFUSED,
                reason="damaged",
                message="This file was damaged on its way. Ask for the same file again.",
                set_aside=Path("/home/maya/Inbox/set-aside"),
            )
            for name in ("week-3-77ab", "Unknown")
        ]
        people = made_up_people(count)
        files = page.files
        files.add([_row(number, name) for number, (name, _) in enumerate(people)] + bad)
        files._table.setCurrentIndex(files._model.index(min(8, count), 0))
        QTest.qWait(SETTLE_MS)

    return prepare


def _typing(stage: Stage) -> None:
    pane = _pane(stage)
    pane._table.setCurrentIndex(pane._model.index(3, 0))
    pane._table.edit(pane._model.index(3, 0))
    QTest.qWait(SETTLE_MS)


def _merge(stage: Stage) -> None:
    pane = _pane(stage)
    _open(MergeDialog(stage.window, pane._chosen_rows()))


def _import(stage: Stage) -> None:
    pane = _pane(stage)
    path = stage.window.workplace.shell.desk.application.data_dir / "autumn.csv"
    text = "First name;Last name;ID number\nJörg;Müller;20000\nTove;Berg;311\n;;312\nRui;Paz;311\n"
    path.write_bytes(text.encode("cp1252"))
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
    codes = [
        application.enrolling.enrol(invited, put_learner(application, name), name)
        for name in ("Tove Berg", "Ada Lind")
    ]
    dialog._take([("mail", f"{codes[0]} {codes[1]} {codes[0]}"), ("note.txt", "Hello")])
    QTest.qWait(SETTLE_MS)


TRAINER_PLACES: dict[str, Prepare] = {
    "cohorts-none": _tab("cohorts"),
    "cohorts": _cohorts,
    "roster-0": _roster(0),
    "roster-1": _roster(1),
    "roster-30": _roster(30),
    "roster-1000": _roster(1000),
    "roster-typing": _typing,
    "intake-none": _tab("intake"),
    "intake-1": _intake(1),
    "intake-30": _intake(30),
    "intake-1000": _intake(1000),
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
}
