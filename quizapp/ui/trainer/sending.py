"""Sending sets from the window: where to, how far it is, and the message that goes with them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication

from quizapp.application.local_times import moment_words
from quizapp.application.phrases import plural
from quizapp.application.set_messages import set_message, terms_message
from quizapp.application.terms_words import WHAT_LEARNERS_DO, given_sentences
from quizapp.domain.errors import UserError
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.inputs import Field, TextArea
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import box, column, row
from quizapp.ui.components.toast import announce, show_toast
from quizapp.ui.dialogs import Dialog, choose_folder, show_error
from quizapp.ui.shell.files import open_folder
from quizapp.ui.trainer.set_fields import ValueSelect

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from quizapp.application.changing_terms import TermsGiven, TermsWish
    from quizapp.application.set_review import SetReview
    from quizapp.application.set_writing import Assigned
    from quizapp.bootstrap import Application
    from quizapp.domain.set_drafts import SetDraft
    from quizapp.ui.background import BackgroundJob, JobControl, Work
    from quizapp.ui.shell.page import Desk

_EVERYBODY = -1


class Sender:
    """Sends sets for a page: asks for a folder, works in the background, and hands a message out.

    Args:
        page: the widget that asks.
        desk: what it works with.
        done: called when sets were written.
    """

    def __init__(self, page: QWidget, desk: Desk, done: Callable[[], None]) -> None:
        self._page = page
        self._desk = desk
        self._done = done

    def assign(
        self, draft: SetDraft, review: SetReview, cohort: str, members: int
    ) -> BackgroundJob | None:
        """Ask whether to assign a draft, and begin to; `None` where it is not wanted."""
        if not self.question(draft, review, cohort, members).ask():
            return None
        return self._write(partial(_assign, draft), "Writing the sets")

    def send_again(self, assignment_id: str) -> None:
        """Write the sets of an assignment again."""
        self._write(partial(_send_again, assignment_id), "Writing the sets again")

    def change_terms(self, assignment_id: str) -> None:
        """Ask for new terms of an assignment, and write the files that tell of them."""
        # A dialog that is opened now and then need not be read with the page.
        from quizapp.ui.trainer.terms_dialog import ask_terms

        application = self._desk.application
        try:
            standing = application.changing_terms.standing(assignment_id)
        except UserError as error:
            self._on_failed(error)
            return
        wish = ask_terms(self._page, application, standing)
        folder = wish and choose_folder(self._page, "Where to write the new files")
        if wish is not None and folder is not None:
            work = partial(_change_terms, assignment_id, wish, folder)
            self._start(work, "Writing the new files", partial(self._on_terms, folder))

    def question(self, draft: SetDraft, review: SetReview, cohort: str, members: int) -> Dialog:
        """Return the question whether to assign a draft, with who gets what."""
        dialog = Dialog(self._page, f"Assign “{draft.plan.title.strip()}”?")
        due = draft.plan.due_at
        zone = self._desk.application.environment.zone
        until = f", due {moment_words(due, zone)}" if due else ""
        dialog.add_text(
            f"{plural(len(draft.items), 'question')} for {plural(members, 'learner')} of"
            f" {cohort}{until}. {_files_words(draft)} goes into a folder that you choose next. After"
            " that the questions stay as they are now."
        )
        for sentence in self._recipients(draft):
            dialog.add_text(sentence)
        for sentence in review.remarks:
            sign = box(column(IconView("triangle-alert", "warn", 16), None))
            dialog.body.addLayout(row(sign, (Label(sentence, "body", "text2", wrap=True), 1)))
        dialog.add_action("Not yet", accept=False)
        go = dialog.add_action("Choose a folder", "primary", accept=True)
        go.setDefault(True)
        go.setFocus()
        return dialog

    def _recipients(self, draft: SetDraft) -> tuple[str, ...]:
        """Return who gets which file, where there is one for the cohort."""
        if not draft.plan.shares_file:
            return ()
        assigning = self._desk.application.assigning
        return assigning.recipients(draft.plan, draft.cohort_id).sentences

    def _write(self, work: Callable[..., tuple[Assigned, str]], label: str) -> BackgroundJob | None:
        folder = choose_folder(self._page, "Where to write the sets")
        if folder is None:
            return None
        return self._start(partial(work, folder), label, partial(self._on_written, folder))

    def _start(self, work: Work, label: str, done: Callable[[Any], None]) -> BackgroundJob:
        job = self._desk.jobs.start(work, label)
        job.succeeded.connect(done)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        return job

    def _on_written(self, folder: Path, result: tuple[Assigned, str]) -> None:
        done, key_words = result
        self._done()
        zone = self._desk.application.environment.zone
        made = partial(set_message, key_words=key_words, zone=zone)
        SentDialog(self._page, done, folder, made).ask()

    def _on_terms(self, folder: Path, result: tuple[TermsGiven, str]) -> None:
        given, key_words = result
        self._done()
        zone = self._desk.application.environment.zone
        made = partial(terms_message, key_words=key_words, zone=zone)
        remarks = (*given_sentences(given), WHAT_LEARNERS_DO)
        SentDialog(self._page, given.sent, folder, made, remarks).ask()

    def _on_failed(self, error: UserError) -> None:
        show_error(self._page, error.message, error.hint)

    def _on_cancelled(self) -> None:
        show_toast(self._page, "Stopped: nothing was written")


class SentDialog(Dialog):
    """Says where the sets are, and has the message to paste.

    Args:
        parent: the widget that asked for them.
        done: what was written.
        folder: where to.
        message: makes the message of a plan, as `set_message` does.
        remarks: what else there is to say.
    """

    def __init__(
        self,
        parent: QWidget,
        done: Assigned,
        folder: Path,
        message: Callable[..., str],
        remarks: Sequence[str] = (),
    ) -> None:
        super().__init__(parent, f"{plural(done.written, 'set')} written")
        self._sent, self._folder, self._message = done, folder, message
        self.add_text(_where_words(done, folder))
        for remark in remarks:
            self.add_text(remark)
        people = list(range(len(done.members)))
        if done.send_list:
            people = [_EVERYBODY, *people]
        self._whom = ValueSelect(people, self._name, name="Message for")
        self._whom.value_chosen.connect(self._on_whom)
        self.text = TextArea(name="Message to paste", lines=7)
        self.text.setReadOnly(True)
        copy = Button("Copy message", "primary", icon="copy")
        copy.clicked.connect(self._on_copy)
        show = Button("Open folder", icon="folder")
        show.clicked.connect(self._on_open)
        self.body.addWidget(Field("Message for", self._whom))
        self.body.addWidget(self.text)
        self.body.addLayout(row(copy, show, None))
        self.add_action("Close", accept=True)
        self._on_whom()
        copy.setFocus()

    def _name(self, number: int) -> str:
        if number != _EVERYBODY:
            return self._sent.members[number].name
        return "Everybody who has enrolled" if self._sent.shared else "Everybody"

    @Slot()
    def _on_whom(self) -> None:
        number, sent = self._whom.value(), self._sent
        if number == _EVERYBODY:
            self.text.setPlainText(self._message(sent.plan, file=sent.shared))
            return
        name, file = sent.members[number].name, sent.files[number]
        self.text.setPlainText(self._message(sent.plan_for(number), name=name, file=file))

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        announce(self, "Message copied")

    @Slot()
    def _on_open(self) -> None:
        open_folder(self._folder)


def _files_words(draft: SetDraft) -> str:
    return "One file for the cohort" if draft.plan.shares_file else "A file for each of them"


def _where_words(done: Assigned, folder: Path) -> str:
    """Return where the sets are, and whose they are."""
    if not done.send_list:
        return f"{done.files[0]} is in {folder}."
    parts = (
        f"They are in {folder}.",
        _sent_words(done),
        f"The list {done.send_list} says whose is which; it holds names, so keep it to yourself.",
    )
    return " ".join(part for part in parts if part)


def _sent_words(done: Assigned) -> str:
    """Return what was written, beyond where it is."""
    if done.shared:
        own = f"; {plural(len(done.apart), 'learner')} with a file of their own" * bool(done.apart)
        return f"{done.shared} is for all who have enrolled, {done.together} so far{own}."
    again = len(done.files) - done.new
    return f"{again} of them are the same as before." if again and done.new else ""


def _assign(
    draft: SetDraft, folder: Path, application: Application, control: JobControl
) -> tuple[Assigned, str]:
    key = application.trainer.key()
    done = application.set_sending.assign(draft, folder, key, control.report)
    return done, key.fingerprint


def _change_terms(
    assignment_id: str, wish: TermsWish, folder: Path, application: Application, control: JobControl
) -> tuple[TermsGiven, str]:
    from quizapp.application.assigning import Outgoing

    key = application.trainer.key()
    going = Outgoing(folder, key, control.report)
    return application.changing_terms.change(assignment_id, wish, going), key.fingerprint


def _send_again(
    assignment_id: str, folder: Path, application: Application, control: JobControl
) -> tuple[Assigned, str]:
    key = application.trainer.key()
    done = application.set_sending.send_again(assignment_id, folder, key, control.report)
    return done, key.fingerprint
