"""Folders and files outside the app: opening one, and writing an export to one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from quizapp.bootstrap import Application
    from quizapp.domain.errors import UserError
    from quizapp.ui.background import JobControl
    from quizapp.ui.components.buttons import Button
    from quizapp.ui.shell.page import Desk

ExportKind = Literal["json", "csv"]
_FILTERS: Final = {"json": "JSON (*.json)", "csv": "CSV (*.csv)"}


def open_folder(folder: Path) -> None:
    """Show a folder in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def export_data(
    parent: QWidget, desk: Desk, kind: ExportKind, then: Callable[[], None] | None = None
) -> None:
    """Ask for a file, write all data of the learner to it in the background, and say so.

    Args:
        parent: the widget that asks.
        desk: whose data.
        kind: everything as JSON, or the answers as a table.
        then: called when the file is written.
    """
    from quizapp.ui.dialogs import save_file

    learner = desk.application.profiles.get(desk.learner_id)
    proposed = f"quizapp-{_plain(learner.name)}.{kind}"
    path = save_file(parent, "Export all my data", proposed, _FILTERS[kind])
    if path is None:
        return
    path = path if path.suffix else path.with_suffix(f".{kind}")
    job = desk.jobs.start(partial(_write, desk.learner_id, path, kind), "Exporting your data")
    job.succeeded.connect(partial(_say_saved, parent, path, then))
    job.failed.connect(partial(_offer_other, parent, desk, kind, then))


def export_button(parent: QWidget, desk: Desk) -> Button:
    """Return a button with a menu of what can be exported."""
    from PySide6.QtWidgets import QMenu

    from quizapp.ui.components.buttons import Button
    from quizapp.ui.theme import theme

    button = Button("Export", icon="download")
    button.setObjectName("export")
    menu = QMenu(button)
    menu.setFont(theme.font("body"))
    menu.addAction("Everything (JSON)", partial(export_data, parent, desk, "json"))
    menu.addAction("Answers as a table (CSV)", partial(export_data, parent, desk, "csv"))
    button.setMenu(menu)
    return button


def save_reports(parent: QWidget, desk: Desk) -> None:
    """Ask for a file, write the learner's problem reports to it as a table, and say so."""
    from quizapp.domain.errors import UserError
    from quizapp.ui.dialogs import confirm, save_file

    title = "Save the problems you reported"
    path = save_file(parent, title, "quizapp-reports.csv", _FILTERS["csv"])
    if path is None:
        return
    path = path if path.suffix else path.with_suffix(".csv")
    try:
        desk.application.progress.save_reports(desk.learner_id, path)
    except UserError as error:
        if confirm(parent, "The reports were not saved", str(error), "Choose another folder"):
            save_reports(parent, desk)
        return
    _say_saved(parent, path, None, None)


def _write(
    learner_id: str, path: Path, kind: ExportKind, application: Application, _control: JobControl
) -> None:
    if kind == "json":
        application.transfer.export_json(learner_id, path)
    else:
        application.transfer.export_csv(learner_id, path)


def _say_saved(
    parent: QWidget, path: Path, then: Callable[[], None] | None, _result: object
) -> None:
    from quizapp.ui.components.toast import show_toast

    show_toast(
        parent,
        f"Saved as {path.name}",
        action="Open folder",
        on_action=partial(open_folder, path.parent),
    )
    if then is not None:
        then()


def _offer_other(
    parent: QWidget,
    desk: Desk,
    kind: ExportKind,
    then: Callable[[], None] | None,
    error: UserError,
) -> None:
    from quizapp.ui.dialogs import confirm

    if confirm(parent, "The export was not saved", str(error), "Choose another folder"):
        export_data(parent, desk, kind, then)


def _plain(name: str) -> str:
    """Return a name as part of a file name."""
    kept = "".join(letter if letter.isalnum() else "-" for letter in name.casefold())
    return "-".join(part for part in kept.split("-") if part) or "learner"
