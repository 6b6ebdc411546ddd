"""Cohorts in the window: made, filled by hand and from lists, merged, archived, taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import Application
from quizapp.ui.components.choices import CheckBox
from quizapp.ui.components.tables import SIGN_ROLE
from quizapp.ui.components.toast import Toast
from quizapp.ui.shell.page import Desk, Place
from quizapp.ui.trainer import cohorts_page, roster_actions
from quizapp.ui.trainer.cohorts_page import CohortsPage
from quizapp.ui.trainer.roster_dialogs import (
    AddLearnerDialog,
    EnrolmentsDialog,
    InviteDialog,
    MergeDialog,
)
from quizapp.ui.trainer.roster_import_dialog import RosterImportDialog
from quizapp.ui.trainer.roster_pane import RosterPane
from quizapp.ui.trainer.roster_table import ENROLLED, HANDED_IN, NAME, REFERENCE, SENT, RosterTable
from tests.delivery.world import ROOT, World, give_key, put_learner

PEOPLE = [("Ada Lind", "1"), ("Bo", ""), ("Lind, Ada", "")]


@pytest.fixture
def group(app: Application) -> str:
    made = app.cohorts.new("Group A")
    app.rosters.add(made.id, PEOPLE)
    return made.id


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> CohortsPage:
    made = CohortsPage(desk)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.refresh()
    return made


@pytest.fixture
def pane(page: CohortsPage, group: str) -> RosterPane:
    page.open_at(Place(page="trainer", part="cohorts", subject=group))
    return page.findChild(RosterPane)


def click(page: object, name: str) -> None:
    button = page.findChild(QPushButton, name)  # type: ignore[attr-defined]
    assert button is not None
    assert button.isEnabled()
    button.click()


def shown(pane: RosterPane, column: int = 0) -> list[str]:
    model = pane.findChild(RosterTable).model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def choose(pane: RosterPane, *rows: int) -> None:
    table = pane.findChild(RosterTable)
    table.choose([table._roster.line(row).entry.id for row in rows])


def menu(pane: RosterPane) -> dict[str, QAction]:
    return {action.text(): action for action in pane._menu.actions() if action.text()}


# All cohorts ----------------------------------------------------------------------------------


def test_the_first_cohort_is_made_after_a_second_try_at_its_name(
    page: CohortsPage, app: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    names, said = iter(["  ", "Group A", None]), []
    monkeypatch.setattr(cohorts_page, "ask_text", lambda *_args, **_kw: next(names))
    monkeypatch.setattr(cohorts_page, "show_error", lambda _p, text, _hint: said.append(text))
    click(page, "first-cohort")
    assert said == ["The name of a cohort has 1 to 120 characters."]
    assert page.findChild(RosterPane).isVisible()
    click(page, "all-cohorts")
    click(page, "new-cohort")
    assert [one.cohort.name for one in app.cohorts.overview()] == ["Group A"]


def test_a_cohort_is_shown_with_its_counts_and_opens(
    qtbot: QtBot, page: CohortsPage, group: str
) -> None:
    page.refresh()
    card = page.findChild(QPushButton, f"cohort-{group}")
    assert card.accessibleDescription() == "3 learners · 0 sets sent · 0 learners handed in"
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert shown(page.findChild(RosterPane)) == ["Ada Lind", "Bo", "Lind, Ada"]


def test_an_archived_cohort_is_out_of_the_way_until_it_is_asked_for(
    qtbot: QtBot, page: CohortsPage, pane: RosterPane, group: str
) -> None:
    menu(pane)["Archive the cohort"].trigger()
    click(page, "all-cohorts")
    assert page.findChild(QPushButton, f"cohort-{group}") is None
    click(page, "show-archive")
    click(page, f"cohort-{group}")
    assert pane._title.text() == "Group A (archived)"
    menu(pane)["Bring the cohort back"].trigger()
    click(page, "all-cohorts")
    assert not page.findChild(QPushButton, "show-archive").isVisible()
    qtbot.waitUntil(
        lambda: any(card.isVisible() for card in page.findChildren(QPushButton, f"cohort-{group}"))
    )


def test_a_cohort_that_is_gone_leads_back_to_the_others(
    page: CohortsPage, pane: RosterPane, app: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(cohorts_page, "show_error", lambda _p, text, _hint: said.append(text))
    app.database.execute("DELETE FROM cohort_member")
    app.database.execute("DELETE FROM cohort")
    page.refresh()
    assert not pane.isVisible()
    page.open_cohort("gone")
    assert said == ["This cohort is not there any more."]


def test_a_cohort_is_renamed(pane: RosterPane, monkeypatch: pytest.MonkeyPatch) -> None:
    names, said = iter(["", "Group B"]), []
    monkeypatch.setattr(roster_actions, "ask_text", lambda *_args, **_kw: next(names))
    monkeypatch.setattr(roster_actions, "show_error", lambda _p, text, _hint: said.append(text))
    menu(pane)["Rename the cohort…"].trigger()
    assert (len(said), pane._title.text()) == (1, "Group B")


# By hand --------------------------------------------------------------------------------------


def test_names_are_typed_in_the_table_and_taken_back_with_keys(
    qtbot: QtBot, pane: RosterPane
) -> None:
    table = pane.findChild(RosterTable)
    table.setFocus()
    table.setCurrentIndex(table.model().index(1, 0))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit)
    assert editor.accessibleName() == "Name"
    editor.setText("Bo Holm")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(pane)[1] == "Bo Holm")
    qtbot.keyClick(pane, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown(pane)[1] == "Bo"
    qtbot.keyClick(
        pane,
        Qt.Key.Key_Z,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert shown(pane)[1] == "Bo Holm"
    assert pane.findChild(QPushButton, "undo").toolTip() == "Undo: Bo changed"


def test_a_name_is_typed_where_it_stood_in_a_mirrored_window(
    qtbot: QtBot, pane: RosterPane
) -> None:
    table = pane.findChild(RosterTable)
    table.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    table.setCurrentIndex(table.model().index(1, 0))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit)
    editor.deselect()
    editor.grab()
    caret = editor.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    assert caret.x() > editor.width() / 2


def test_what_cannot_be_is_said_and_nothing_is_changed(qtbot: QtBot, pane: RosterPane) -> None:
    model = pane.findChild(RosterTable).model()
    assert model.setData(model.index(1, 1), "1")
    qtbot.waitUntil(pane._problem_row.isVisible)
    assert "has the reference 1" in pane._problem.text()
    assert shown(pane, 1) == ["1", "", ""]
    assert not model.setData(model.index(1, 0), "Bo")


def test_several_learners_are_added_one_after_the_other(
    pane: RosterPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(dialog: AddLearnerDialog) -> bool:
        for name, reference in (("Cy", "7"), ("Cy", "7"), ("Dee", "")):
            dialog._name.setText(name)
            dialog._reference.setText(reference)
            click(dialog, "add")
            if dialog._name.text():
                assert "has the reference 7" in dialog._name.accessibleDescription()
        assert dialog._added.text().startswith("Dee added.")
        return False

    monkeypatch.setattr(AddLearnerDialog, "ask", ask)
    click(pane, "add-learner")
    assert shown(pane)[3:] == ["Cy", "Dee"]
    for _ in range(2):
        click(pane, "undo")
    assert len(shown(pane)) == 3
    assert pane.history.to_redo == "Cy added"


def test_learners_are_removed_and_brought_back_by_the_message(
    qtbot: QtBot, pane: RosterPane
) -> None:
    choose(pane, 0, 1)
    table = pane.findChild(RosterTable)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert shown(pane) == ["Lind, Ada"]
    toast = pane.window().findChildren(Toast)[-1]
    assert toast.accessibleName() == "2 learners removed."
    toast.action_button.click()
    assert len(shown(pane)) == 3


def test_the_keyboard_stays_with_the_roster_when_its_buttons_have_nothing_left_to_do(
    page: CohortsPage, pane: RosterPane
) -> None:
    choose(pane, 0, 1)
    click(pane, "remove")
    assert page.focusWidget() is pane.findChild(RosterTable)
    choose(pane, 0)
    click(pane, "remove")
    assert page.focusWidget().objectName() == "add-learner"


def test_the_keyboard_comes_back_to_the_cohort_that_was_left(
    page: CohortsPage, pane: RosterPane, group: str
) -> None:
    click(page, "all-cohorts")
    assert page.focusWidget().objectName() == f"cohort-{group}"


def test_what_was_changed_elsewhere_is_not_taken_back(
    pane: RosterPane, app: Application, group: str
) -> None:
    choose(pane, 1)
    click(pane, "remove")
    app.rosters.add(group, [("Bo", "")])
    click(pane, "undo")
    assert "changed meanwhile" in pane._problem.text()
    assert not pane.findChild(QPushButton, "undo").isEnabled()


def test_who_is_chosen_is_told_with_what_was_sent(pane: RosterPane) -> None:
    choose(pane, 1)
    assert pane._record.text() == "Bo was sent: nothing yet."
    choose(pane, 0, 1)
    assert not pane._record.isVisible()


def test_a_search_shows_whose_name_or_reference_holds_it(qtbot: QtBot, pane: RosterPane) -> None:
    qtbot.keyClicks(pane._search, "lind")
    assert shown(pane) == ["Ada Lind", "Lind, Ada"]
    assert pane._count.text() == "2 found of 3 learners"
    pane._search.setText("1")
    assert shown(pane) == ["Ada Lind"]


def test_who_has_enrolled_is_told_in_words_and_by_a_sign(
    app: Application, pane: RosterPane
) -> None:
    with app.rosters.opened() as rosters:
        rosters.enrol(pane._view.cohort.id, "her-computer", "Bo", b"key")
    pane.refresh()
    assert shown(pane, ENROLLED) == ["Not yet", "Enrolled", "Not yet"]
    model = pane.findChild(RosterTable).model()
    signs = [model.index(row, ENROLLED).data(SIGN_ROLE) for row in range(3)]
    assert signs == ["minus", "check", "minus"]
    menu(pane)["Show only who has not enrolled"].trigger()
    assert shown(pane) == ["Ada Lind", "Lind, Ada"]
    assert pane._count.text() == "2 found of 3 learners"
    menu(pane)["Show only who has not enrolled"].trigger()
    assert len(shown(pane)) == 3


def test_heads_sort_and_whoever_is_chosen_stays_chosen(
    qtbot: QtBot, app: Application, pane: RosterPane
) -> None:
    with app.rosters.opened() as rosters:
        rosters.enrol(pane._view.cohort.id, "her-computer", "Ada Lind", b"key")
    pane.refresh()
    table = pane.findChild(RosterTable)
    choose(pane, 1)
    head = table.horizontalHeader()
    order = {}
    for column in range(5):
        place = QPoint(head.sectionViewportPosition(column) + 8, 8)
        click_at = partial(qtbot.mouseClick, head.viewport(), Qt.MouseButton.LeftButton)
        click_at(pos=place)
        rising = shown(pane)
        click_at(pos=place)
        order[column] = (rising, shown(pane))
        assert [table._roster.line(table._roster.row_of(table.chosen()[0])).entry.name] == ["Bo"]
        click_at(pos=place)
        assert shown(pane) == ["Ada Lind", "Bo", "Lind, Ada"]
    assert order[NAME] == (["Ada Lind", "Bo", "Lind, Ada"], ["Lind, Ada", "Bo", "Ada Lind"])
    assert order[REFERENCE][1] == ["Ada Lind", "Bo", "Lind, Ada"]
    assert order[ENROLLED] == (["Bo", "Lind, Ada", "Ada Lind"], ["Ada Lind", "Bo", "Lind, Ada"])
    assert order[SENT] == order[HANDED_IN] == (shown(pane), shown(pane))


# What the offscreen platform says of every menu.
@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_the_roster_is_sorted_by_the_keyboard_and_says_how(qtbot: QtBot, pane: RosterPane) -> None:
    table = pane.findChild(RosterTable)
    choose(pane, 1)
    sorting = table.findChild(QMenu, "sort-menu")

    def take(text: str) -> None:
        qtbot.keyClick(table, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
        assert sorting.isVisible()
        (action,) = [one for one in sorting.actions() if one.text() == text]
        sorting.setActiveAction(action)
        qtbot.keyClick(sorting, Qt.Key.Key_Return)
        assert not sorting.isVisible()

    assert table.accessibleDescription() == "Order of the roster. Alt+S sorts it otherwise."
    take("Name")
    assert table.accessibleDescription().startswith("Sorted by Name, rising.")
    take("The other way round")
    assert table.accessibleDescription().startswith("Sorted by Name, falling.")
    assert shown(pane) == ["Lind, Ada", "Bo", "Ada Lind"]
    assert table._roster.line(table._roster.row_of(table.chosen()[0])).entry.name == "Bo"
    take("Order of the roster")
    assert shown(pane) == ["Ada Lind", "Bo", "Lind, Ada"]
    qtbot.keyClick(table, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert "The other way round" not in [action.text() for action in sorting.actions()]
    assert sorting.activeAction().text() == "Order of the roster"
    sorting.close()


# One person twice -----------------------------------------------------------------------------


def test_likely_doubles_are_offered_merged_and_separated(
    pane: RosterPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pane._doubles.text() == "Perhaps one person: Ada Lind; Lind, Ada."

    def ask(dialog: MergeDialog) -> bool:
        dialog.findChild(QComboBox, "keep").setCurrentIndex(1)
        return True

    monkeypatch.setattr(MergeDialog, "ask", ask)
    click(pane, "look-at-doubles")
    assert shown(pane) == ["Bo", "Lind, Ada (also Ada Lind)"]
    assert not pane._doubles.isVisible()
    # Whom they were merged into is chosen, and so the keyboard has a place.
    assert [line.entry.name for line in pane._chosen_rows()] == ["Lind, Ada"]
    click(pane, "separate")
    assert shown(pane) == ["Ada Lind", "Bo", "Lind, Ada"]
    for _ in range(2):
        click(pane, "undo")
    assert len(shown(pane)) == 3


def test_a_merge_that_is_called_off_changes_nothing(
    pane: RosterPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MergeDialog, "ask", lambda _dialog: False)
    assert not pane.findChild(QPushButton, "merge").isEnabled()
    choose(pane, 0, 1, 2)
    click(pane, "merge")
    assert len(shown(pane)) == 3


def test_the_name_with_more_handed_in_is_proposed(
    qtbot: QtBot, open_app: Callable[..., Application], environment: object, tmp_path: Path
) -> None:
    world = World.make(tmp_path, open_app, environment)  # type: ignore[arg-type]
    world.assign()
    world.hand_in(world.sets()[1])
    world.collect()
    view = world.trainer.rosters.view(world.trainer.cohorts.find("class").id)
    dialog = MergeDialog(None, view.lines)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    assert dialog.keep == view.lines[1].entry.id


def test_what_one_learner_was_sent_and_handed_in_is_told(
    qtbot: QtBot, desk: Desk, open_app: Callable[..., Application], tmp_path: Path
) -> None:
    world = World.make(tmp_path, lambda *_args: desk.application, desk.application.environment)
    world.assign()
    (result,) = (world.forged(path) for path in world.sets()[:1])
    world.put(result)
    world.collect()
    pane = RosterPane(desk)
    qtbot.addWidget(pane)
    pane.open(world.trainer.cohorts.find("class").id)
    pane.show()
    for row, said in ((0, "Maya was sent: Week 3 (handed in)."), (1, "(not handed in).")):
        choose(pane, row)
        assert pane._record.text().endswith(said)


# A list ---------------------------------------------------------------------------------------


@pytest.fixture
def bring(pane: RosterPane, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Imports a list, with something done in the window that shows it first."""

    def import_it(text: str, act: Callable[[RosterImportDialog], None]) -> None:
        path = tmp_path / "list.csv"
        path.write_text(text, encoding="utf-8")

        def ask(dialog: RosterImportDialog) -> bool:
            act(dialog)
            return bool(dialog.result())

        monkeypatch.setattr(roster_actions, "choose_file", lambda *_args: path)
        monkeypatch.setattr(RosterImportDialog, "ask", ask)
        click(pane, "import-list")

    return import_it


def test_a_list_is_mapped_looked_at_and_taken_in(
    pane: RosterPane, bring: Callable[..., None]
) -> None:
    def act(dialog: RosterImportDialog) -> None:
        assert dialog._sentence.text() == "Say first which column holds the names."
        assert not dialog._go.isEnabled()
        dialog.findChild(QComboBox, "name-column").setCurrentIndex(1)
        dialog.findChild(QComboBox, "reference-column").setCurrentIndex(1)
        assert dialog._sentence.text() == "1 learner would be added, 1 is there already."
        dialog._go.click()

    bring("Nr;Wer\n1;Ada Lind\n9;Cy\n", act)
    assert shown(pane)[3:] == ["Cy"]
    click(pane, "undo")
    assert len(shown(pane)) == 3


def test_surnames_that_stand_apart_are_found_and_can_be_left_out(
    pane: RosterPane, bring: Callable[..., None]
) -> None:
    def act(dialog: RosterImportDialog) -> None:
        surnames = dialog.findChild(QComboBox, "surname-column")
        assert (surnames.currentText(), dialog._model.index(0, 1).data()) == ("Surname", "Cy Falk")
        surnames.setCurrentIndex(0)
        assert dialog._model.index(0, 1).data() == "Cy"
        surnames.setCurrentIndex(1)
        dialog._go.click()

    bring("Surname;First name\nFalk;Cy\n", act)
    assert shown(pane)[3:] == ["Cy Falk"]


def test_a_list_without_headings_loses_nobody(pane: RosterPane, bring: Callable[..., None]) -> None:
    def act(dialog: RosterImportDialog) -> None:
        dialog.findChild(CheckBox).click()
        names = dialog.findChild(QComboBox, "name-column")
        assert [names.itemText(at) for at in range(names.count())] == ["Column 1", "Column 2"]
        names.setCurrentIndex(0)
        assert dialog._sentence.text() == "2 learners would be added, 0 are there already."
        dialog._go.click()

    bring("Cy,20\nDee,21\n", act)
    assert shown(pane)[3:] == ["Cy", "Dee"]


def test_bad_rows_stand_first_with_their_reason_and_nobody_is_added(
    pane: RosterPane, bring: Callable[..., None]
) -> None:
    def act(dialog: RosterImportDialog) -> None:
        model = dialog._model
        assert [model.index(0, column).data() for column in range(4)] == [
            "3",
            "",
            "9",
            "This row has no name.",
        ]
        assert dialog._sentence.text().startswith("1 row is not right.")
        assert not dialog._go.isEnabled()

    bring("name;id\nCy;8\n;9\n", act)
    assert len(shown(pane)) == 3


def test_a_roster_that_changed_while_one_looked_is_said(
    pane: RosterPane, bring: Callable[..., None], app: Application, group: str
) -> None:
    def act(dialog: RosterImportDialog) -> None:
        app.rosters.add(group, [("Cy", "")])
        dialog._go.click()
        assert "in this cohort already" in dialog._sentence.text()

    bring("name\nCy\n", act)


def test_a_file_that_is_no_table_is_refused(
    pane: RosterPane, bring: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(roster_actions, "show_error", lambda _p, text, _hint: said.append(text))
    bring("", lambda _dialog: None)
    assert said == ["list.csv is empty."]


# Enrolling ------------------------------------------------------------------------------------


def test_learners_are_invited_and_let_in(
    pane: RosterPane, app: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_key(app, ROOT)
    monkeypatch.setattr(InviteDialog, "ask", lambda dialog: click(dialog, "copy-invitation"))
    menu(pane)["Invite learners…"].trigger()
    invitation = app.enrolling.open(QGuiApplication.clipboard().text())
    (tmp_path / "cy.quizenrol").write_text(
        app.enrolling.enrol(invitation, put_learner(app, "l1"), "Cy")
    )
    module = "quizapp.ui.trainer.roster_dialogs"
    monkeypatch.setattr(f"{module}.choose_files", lambda *_args: [tmp_path / "cy.quizenrol"])

    def ask(dialog: EnrolmentsDialog) -> bool:
        click(dialog, "let-in")
        assert dialog._text.accessibleDescription() == "Paste a code first."
        click(dialog, "choose-enrolments")
        dialog._text.setPlainText(app.enrolling.enrol(invitation, put_learner(app, "l2"), "bo"))
        click(dialog, "let-in")
        assert dialog._model.index(0, 2).data().startswith("Recognised.")
        return False

    monkeypatch.setattr(EnrolmentsDialog, "ask", ask)
    menu(pane)["Let in who enrolled…"].trigger()
    assert shown(pane)[3:] == ["Cy"]
    assert pane.history.to_undo == "Bo enrolled"


def test_an_invitation_is_saved_as_a_file(
    pane: RosterPane, app: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_key(app, ROOT)
    module = "quizapp.ui.trainer.roster_dialogs"
    monkeypatch.setattr(f"{module}.save_file", lambda *_args: tmp_path / "a")
    monkeypatch.setattr(InviteDialog, "ask", lambda dialog: click(dialog, "save-invitation"))
    menu(pane)["Invite learners…"].trigger()
    assert app.enrolling.open((tmp_path / "a.quizinvite").read_text())


def test_without_a_key_nobody_is_invited_or_let_in(
    pane: RosterPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(roster_actions, "show_error", lambda _p, text, _hint: said.append(text))
    menu(pane)["Invite learners…"].trigger()

    def ask(dialog: EnrolmentsDialog) -> bool:
        dialog._text.setPlainText("Hello")
        click(dialog, "let-in")
        said.append(dialog._text.accessibleDescription())
        return False

    monkeypatch.setattr(EnrolmentsDialog, "ask", ask)
    menu(pane)["Let in who enrolled…"].trigger()
    assert ["no trainer's key" in text for text in said] == [True, True]
