"""One cohort: its roster, and everything that is done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from quizapp.application.phrases import plural
from quizapp.domain.errors import UserError
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import EmptyState
from quizapp.ui.components.inputs import TextField
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import box, column, row
from quizapp.ui.components.toast import show_toast
from quizapp.ui.theme import theme
from quizapp.ui.trainer.doubles_card import DoublesCard
from quizapp.ui.trainer.roster_actions import RosterActions
from quizapp.ui.trainer.roster_history import RosterHistory
from quizapp.ui.trainer.roster_table import RosterModel, RosterTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.application.rosters import RosterLine, RosterView
    from quizapp.domain.rosters import RosterChange
    from quizapp.ui.shell.page import Desk


class RosterPane(QWidget):
    """The roster of a cohort."""

    left = Signal()
    """All cohorts are wanted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._view: RosterView | None = None
        self._model = RosterModel()
        self._model.edit_requested.connect(self._on_edit, Qt.ConnectionType.QueuedConnection)
        self.history = RosterHistory(desk, self)
        self.history.changed.connect(self._on_changed)
        self.history.refused.connect(self._on_refused)
        self._actions = RosterActions(self, desk, self.history)
        self._actions.refused.connect(self._on_refused)
        self._actions.cohort_changed.connect(self.refresh)
        self._title = Label("", "title", elide=True)
        self._table = RosterTable(self._model)
        self._search = TextField(placeholder="Search by name or reference", icon="search")
        self._search.setObjectName("search")
        self._search.textChanged.connect(self._on_search)
        # With nobody to search for, the buttons beside it stay where they are.
        policy = self._search.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._search.setSizePolicy(policy)
        self._count = Label("", "label", "text2", weight=400, tabular=True)
        self._problem = Label("", "label", "bad", wrap=True)
        self._problem_row = box(row(IconView("triangle-alert", "bad", 16), (self._problem, 1)))
        self._doubles = DoublesCard()
        self._doubles.look_requested.connect(self._on_look)
        self._record = Label("", "label", "text2", weight=400, wrap=True)
        self._gone = Label("", "caption", "text3", weight=400, elide=True)
        self._build()
        self._table.selectionModel().selectionChanged.connect(self._on_chosen)
        self._model.modelReset.connect(self._on_chosen)
        self._bind(("Ctrl+Z",), self, self.history.undo)
        self._bind(("Ctrl+Shift+Z", "Ctrl+Y"), self, self.history.redo)
        self._bind(("Del",), self._table, self._on_remove)

    @staticmethod
    def _bind(keys: Sequence[str], where: QWidget, act: object) -> None:
        shortcut = QShortcut(where)
        shortcut.setKeys([QKeySequence(key) for key in keys])
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def _build(self) -> None:
        back = Button(kind="ghost", icon="arrow-left", name="All cohorts", tip="All cohorts")
        back.setObjectName("all-cohorts")
        back.clicked.connect(self.left)
        self._add = Button("Add learner…", "primary", icon="user-plus")
        self._add.setObjectName("add-learner")
        self._add.clicked.connect(self._actions.add)
        importer = Button("Import…", icon="upload", name="Import a list of learners")
        importer.setObjectName("import-list")
        importer.clicked.connect(self._actions.import_list)
        more = Button("More")
        more.setObjectName("more")
        self._menu = QMenu(more)
        self._menu.setFont(theme.font("body"))
        more.setMenu(self._menu)
        self._only_missing = QAction("Show only who has not enrolled", self, checkable=True)
        self._only_missing.toggled.connect(self._on_only_missing)
        self._undo = self._button("Undo", "undo", self.history.undo)
        self._redo = self._button("Redo", "redo", self.history.redo)
        self._merge = self._button("Merge…", "merge", self._on_merge)
        self._separate = self._button("Separate", "separate", self._on_separate)
        self._remove = self._button("Remove", "remove", self._on_remove)
        self._empty = EmptyState(
            "users",
            "Nobody yet",
            "Add learners by hand, import a list, or send an invitation with which they enrol"
            " themselves.",
        )
        self._tools = row(
            self._undo,
            self._redo,
            self._merge,
            self._separate,
            self._remove,
            (self._search, 1),
            8,
            self._count,
            spacing=2,
        )
        self.setLayout(
            column(
                row(back, (self._title, 1), importer, more, self._add, spacing=8),
                self._tools,
                self._problem_row,
                self._doubles,
                (self._table, 1),
                (self._empty, 1),
                self._record,
                self._gone,
                spacing=8,
            )
        )

    @staticmethod
    def _button(text: str, name: str, act: object) -> Button:
        button = Button(text, "ghost")
        button.setObjectName(name)
        button.clicked.connect(act)
        return button

    def open(self, cohort_id: str) -> None:
        """Show the roster of a cohort.

        Raises:
            UserError: it is not there any more.
        """
        view = self._desk.application.rosters.view(cohort_id)
        self.history.clear()
        self._search.clear()
        self._only_missing.setChecked(False)
        self._say("")
        self._fill(view)
        first = self._table if view.lines else self._add
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def refresh(self) -> None:
        """Show the roster as it is now.

        Raises:
            UserError: the cohort is not there any more.
        """
        assert self._view is not None
        self._fill(self._desk.application.rosters.view(self._view.cohort.id))

    def _fill(self, view: RosterView) -> None:
        chosen = self._table.chosen()
        self._view = view
        self._actions.show(view, self._menu)
        self._menu.addSeparator()
        self._menu.addAction(self._only_missing)
        archived = " (archived)" if view.cohort.archived_at else ""
        self._title.setText(view.cohort.name + archived)
        self._model.set_lines(view.lines)
        self._table.choose(chosen)
        has_any = bool(view.lines)
        self._table.setVisible(has_any)
        self._search.setVisible(has_any)
        self._empty.setVisible(not has_any)
        self._doubles.show_groups(view.likely_doubles)
        names = ", ".join(one.name for one in view.left)
        self._gone.setText(f"Taken out, and still on record with what they were sent: {names}")
        self._gone.setVisible(bool(view.left))
        self._on_chosen()

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem_row.setVisible(bool(problem))

    @Slot(object)
    def _on_changed(self, change: RosterChange) -> None:
        self._say("")
        self.refresh()
        self._table.choose([entry.id for entry in change.after])

    @Slot(object)
    def _on_refused(self, error: UserError) -> None:
        self.refresh()
        self._say(str(error))

    @Slot(str)
    def _on_search(self, text: str) -> None:
        self._model.search(text)

    @Slot(bool)
    def _on_only_missing(self, checked: bool) -> None:
        self._model.show_missing(is_alone=checked)

    @Slot()
    def _on_chosen(self) -> None:
        chosen = self._chosen_rows()
        self._merge.setEnabled(len(chosen) > 1)
        self._remove.setEnabled(bool(chosen))
        self._separate.setVisible(any(line.doubles for line in chosen))
        for button, says, verb in (
            (self._undo, self.history.to_undo, "Undo"),
            (self._redo, self.history.to_redo, "Redo"),
        ):
            button.setEnabled(bool(says))
            button.setToolTip(f"{verb}: {says}" if says else "")
        self._show_record(chosen)
        shown, total = self._model.rowCount(), len(self._view.lines) if self._view else 0
        count = plural(total, "learner")
        picked = f"{len(chosen)} of {count}" if chosen else count
        self._count.setText(picked if shown == total else f"{shown} found of {count}")

    def _show_record(self, chosen: Sequence[RosterLine]) -> None:
        """Say below the table what the one who is chosen was sent and handed in."""
        self._record.setVisible(len(chosen) == 1)
        if len(chosen) == 1:
            entry = chosen[0].entry
            records = self._desk.application.rosters.records(entry.id)
            told = ", ".join(
                f"{one.title} ({'handed in' if one.results else 'not handed in'})"
                for one in records
            )
            self._record.setText(f"{entry.name} was sent: {told or 'nothing yet'}.")

    def _chosen_rows(self) -> list[RosterLine]:
        return [self._model.line(self._model.row_of(one)) for one in self._table.chosen()]

    @Slot(str, str, str)
    def _on_edit(self, member_id: str, name: str, reference: str) -> None:
        self._actions.edit(member_id, name, reference)

    @Slot()
    def _on_merge(self) -> None:
        self._actions.merge(self._chosen_rows())
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_look(self, member_ids: Sequence[str]) -> None:
        self._search.clear()
        self._only_missing.setChecked(False)
        self._table.choose(member_ids)
        self._actions.merge(self._chosen_rows())

    @Slot()
    def _on_separate(self) -> None:
        for line in self._chosen_rows():
            for double in line.doubles:
                self._actions.separate(double.id)

    @Slot()
    def _on_remove(self) -> None:
        chosen = self._table.chosen()
        if chosen and self._actions.remove(chosen):
            # The button has nothing to remove now, and with the last row the table is gone as well.
            left = self._add if self._table.isHidden() else self._table
            left.setFocus(Qt.FocusReason.OtherFocusReason)
            show_toast(self, f"{self.history.to_undo}.", action="Undo", on_action=self.history.undo)
