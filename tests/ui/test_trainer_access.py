"""The windows of the trainer's work: names and roles, the keyboard, large text, mirrored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from quizapp.ui.dialogs import Dialog
from quizapp.ui.pages.settings.enrol_dialog import EnrolDialog
from quizapp.ui.shell.page import Desk
from quizapp.ui.trainer.key_dialogs import (
    KeyDialog,
    PassphraseDialog,
    become_dialog,
    new_backup_dialog,
)
from quizapp.ui.trainer.roster_dialogs import (
    AddLearnerDialog,
    EnrolmentsDialog,
    InviteDialog,
    MergeDialog,
)
from quizapp.ui.trainer.roster_import_dialog import RosterImportDialog
from tests.delivery.world import ROOT, give_key
from tests.ui.looking import LOOKS, beyond, cut, walk

# What is shown here is shown, and measured, in the tests of what it is part of as well.
pytestmark = pytest.mark.no_cover

SILENT = {QAccessible.Role.NoRole, QAccessible.Role.Client}
DIALOGS = (
    "become",
    "back-up",
    "passphrase",
    "words",
    "enrol",
    "add",
    "merge",
    "import",
    "invite",
    "let-in",
)
Show = Callable[[str], Dialog]


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, tmp_path: Path) -> Show:
    """Shows one of the windows, with something in it."""
    app = desk.application
    key = give_key(app, ROOT)
    cohort = app.cohorts.new("A")
    app.rosters.add(cohort.id, [("Ada Lind", "7"), ("Lind, Ada", "")])
    code = app.enrolling.invite(cohort.id, key)
    (tmp_path / "list.csv").write_text("name;id\n;8\nBo;\n")
    parent = QWidget()
    qtbot.addWidget(parent)

    def build(name: str) -> Dialog:
        lines = app.rosters.view(cohort.id).lines
        table = app.roster_imports.read(tmp_path / "list.csv")
        made = {
            "become": lambda: become_dialog(parent),
            "back-up": lambda: new_backup_dialog(parent),
            "passphrase": lambda: PassphraseDialog(parent, "backup.txt"),
            "words": lambda: KeyDialog(parent, "In place", "It opens.", key.fingerprint),
            "enrol": lambda: EnrolDialog(parent, desk),
            "add": lambda: AddLearnerDialog(parent, desk, cohort.id, "A"),
            "merge": lambda: MergeDialog(parent, lines),
            "import": lambda: RosterImportDialog(parent, desk, cohort.id, "A", table),
            "invite": lambda: InviteDialog(parent, desk, "A", code, key.fingerprint),
            "let-in": lambda: EnrolmentsDialog(parent, desk),
        }[name]()
        if isinstance(made, EnrolDialog):
            made._text.setPlainText(code)
        if isinstance(made, EnrolmentsDialog):
            made._take([("pasted", "Hello")])
        return made

    def show_one(name: str) -> Dialog:
        dialog = build(name)
        dialog.show()
        qtbot.wait(10)
        return dialog

    return show_one


@pytest.mark.parametrize("name", DIALOGS)
def test_everything_that_takes_the_focus_has_a_name_and_a_role(show: Show, name: str) -> None:
    dialog = show(name)
    found = [
        (one.text(QAccessible.Text.Name), one.role())
        for one in walk(QAccessible.queryAccessibleInterface(dialog))
        if one.state().focusable
    ]
    assert len(found) >= 2
    assert [one for one in found if not one[0].strip() or one[1] in SILENT] == []


@pytest.mark.parametrize("name", DIALOGS)
def test_tab_reaches_every_button_and_escape_closes(qtbot: QtBot, show: Show, name: str) -> None:
    dialog = show(name)
    dialog.activateWindow()
    reached = set()
    for _press in range(40):
        dialog.focusNextChild()
        reached.add(dialog.focusWidget())
    buttons = [one for one in dialog.findChildren(QPushButton) if one.isVisible()]
    assert [one.text() for one in buttons if one.isEnabled() and one not in reached] == []
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("look_name", [*LOOKS, "mirrored"])
@pytest.mark.parametrize("name", DIALOGS)
def test_nothing_is_cut_in_any_look(
    qapp: object, look: Callable[..., None], show: Show, name: str, look_name: str
) -> None:
    if look_name == "mirrored":
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # type: ignore[attr-defined]
    else:
        look(**LOOKS[look_name])
    dialog = show(name)
    assert cut(dialog) == []
    assert beyond(dialog) == []
    assert dialog.height() <= 700
