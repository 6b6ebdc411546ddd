"""What a report is exported as and where to: asked for, remembered, written in the background."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QStandardPaths, Slot

from quizapp.application.reports.writing import PAGE_FORMS, LearnerPages, ReportForm
from quizapp.domain.errors import UserError
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.choices import CheckBox, Segmented, Select
from quizapp.ui.components.inputs import Field, TextField
from quizapp.ui.components.layouts import box, column
from quizapp.ui.dialogs import Dialog, choose_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from quizapp.application.comparing import EffectReport
    from quizapp.application.reports.values import SetReport
    from quizapp.application.reports.writing import Written
    from quizapp.bootstrap import Application
    from quizapp.ui.background import JobControl, Work
    from quizapp.ui.shell.page import Desk

FORMS: Final = {
    ReportForm.PDF: "PDF, to print and hand on",
    ReportForm.HTML: "HTML, a page for the browser",
    ReportForm.XLSX: "XLSX, a sheet for each table",
    ReportForm.CSV: "CSV, a file for each table",
    ReportForm.JSON: "JSON, for other programs",
}
_KEYS: Final = tuple(FORMS)


class ExportWish(NamedTuple):
    """What is to be written.

    Attributes:
        learners: how pages for learners are to be; `None` for the report on the whole set.
    """

    form: ReportForm
    folder: Path
    learners: LearnerPages | None = None


class ExportDialog(Dialog):
    """Asks what to export; `wish` holds the answer, as `desk` remembers it for the next time.

    Args:
        parent: the widget that asks.
        desk: what the page works with.
        has_learners: whether there can be pages for learners.
        error: why the last try failed, shown beside the folder.
    """

    def __init__(
        self, parent: QWidget, desk: Desk, *, has_learners: bool = True, error: str = ""
    ) -> None:
        super().__init__(parent, "Export the report?")
        self._desk = desk
        self._has_learners = has_learners
        kept = desk.look.preferences
        self._form = Select(tuple(FORMS.values()), name="Format")
        self._form.setObjectName("export-form")
        if kept.report_form in _KEYS:
            self._form.setCurrentIndex(_KEYS.index(ReportForm(kept.report_form)))
        self._for = Segmented(
            ("The whole set", "Each learner"), int(kept.report_for_learners), name="About"
        )
        self._answers = CheckBox("With answers and the right ones", checked=kept.report_answers)
        self._one_file = CheckBox("All in one file to print", checked=kept.report_one_file)
        self._pages = box(column(self._for, self._answers, self._one_file, spacing=4))
        self._folder = TextField(kept.report_folder or _documents(), name="Folder")
        self._folder.setObjectName("export-folder")
        choose = Button("Choose…", name="Choose a folder")
        choose.clicked.connect(self._on_choose)
        self._place = Field("Folder", self._folder, beside=choose)
        self._place.set_error(error)
        self.body.addWidget(Field("Format", self._form))
        self.body.addWidget(self._pages)
        self.body.addWidget(self._place)
        self.add_action("Cancel", accept=False)
        export = self.add_action("Export", "primary", accept=True)
        export.setObjectName("export-now")
        export.setDefault(True)
        self._form.currentIndexChanged.connect(self._on_changed)
        self._for.chosen.connect(self._on_changed)
        self._on_changed()
        if error:
            self._folder.setFocus()

    @property
    def wish(self) -> ExportWish:
        """What was asked for."""
        form = _KEYS[self._form.currentIndex()]
        folder = Path(self._folder.text()).expanduser()
        if not self._has_learners or form not in PAGE_FORMS or self._for.current() == 0:
            return ExportWish(form, folder)
        how = LearnerPages(
            with_answers=self._answers.isChecked(), in_one_file=self._one_file.isChecked()
        )
        return ExportWish(form, folder, how)

    def remember(self) -> None:
        """Keep the choices; that they cannot be kept is no reason not to export."""
        try:
            self._desk.look.change(
                report_form=_KEYS[self._form.currentIndex()].value,
                report_for_learners=self._for.current() == 1,
                report_answers=self._answers.isChecked(),
                report_one_file=self._one_file.isChecked(),
                report_folder=self._folder.text(),
            )
        except UserError:
            return

    @Slot()
    def _on_changed(self) -> None:
        is_pages = _KEYS[self._form.currentIndex()] in PAGE_FORMS
        self._pages.setVisible(is_pages and self._has_learners)
        for_learners = self._for.current() == 1
        self._answers.setVisible(for_learners)
        self._one_file.setVisible(for_learners)

    @Slot()
    def _on_choose(self) -> None:
        folder = choose_folder(self, "Where to save the report")
        if folder is not None:
            self._folder.setText(str(folder))


def export_report(parent: QWidget, desk: Desk, report: SetReport) -> None:
    """Ask what to export of a report, write it in the background, and say where it was saved."""
    _export(parent, desk, partial(partial, _written, report))


def export_effect(parent: QWidget, desk: Desk, report: EffectReport) -> None:
    """Do the same with a comparison of two assignments, which has no pages for learners."""
    _export(parent, desk, partial(partial, _effect_written, report), has_learners=False)


def _export(
    parent: QWidget,
    desk: Desk,
    work_on: Callable[[ExportWish], Work],
    *,
    has_learners: bool = True,
    error: str = "",
) -> None:
    """Ask, and ask again where it cannot be written; `work_on` gives the work of a wish."""
    dialog = ExportDialog(parent, desk, has_learners=has_learners, error=error)
    if not dialog.ask():
        return
    dialog.remember()

    def ask_again(failure: UserError) -> None:
        _export(parent, desk, work_on, has_learners=has_learners, error=str(failure))

    job = desk.jobs.start(work_on(dialog.wish), "Writing the report")
    job.succeeded.connect(partial(_say_saved, parent))
    job.failed.connect(ask_again)


def _written(
    report: SetReport, wish: ExportWish, application: Application, control: JobControl
) -> Written:
    reporting, tell = application.score_reporting, control.report
    if wish.learners is None:
        return reporting.write(report, wish.form, wish.folder, tell)
    return reporting.write_learners(report, wish.form, wish.folder, wish.learners, tell)


def _effect_written(
    report: EffectReport, wish: ExportWish, application: Application, control: JobControl
) -> Written:
    return application.comparing.write(report, wish.form, wish.folder, control.report)


def _say_saved(parent: QWidget, written: Written) -> None:
    from quizapp.ui.components.toast import show_toast
    from quizapp.ui.shell.files import open_folder

    paths = written.paths
    folder = paths[0].parent
    said = f"Saved as {paths[0].name}"
    if len(paths) > 1:
        said = f"{len(paths)} files saved in {folder.name}"
    show_toast(parent, said, action="Open folder", on_action=partial(open_folder, folder))
    say_lacking(parent, written.lacking)


def say_lacking(parent: QWidget, lacking: str) -> None:
    """Say which signs could not be printed, if any; nobody may find out on paper."""
    if lacking:
        from quizapp.application.reports.lacking import lacking_words
        from quizapp.ui.dialogs import show_message

        show_message(parent, "Some signs could not be printed", lacking_words(lacking))


def _documents() -> str:
    places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DocumentsLocation)
    return places[0] if places else str(Path.home())
