"""The one place where everything is put together; no Qt."""

from __future__ import annotations

import os
import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.application.backing_up import FOLDER_NAME, Backups, ClosedBackups
from quizapp.application.bank_library import BankLibrary
from quizapp.application.explaining import Explainer
from quizapp.application.practice import Practice, PracticeStores
from quizapp.application.preferences import FILE_NAME as PREFERENCES_NAME
from quizapp.application.preferences import PreferencesFile
from quizapp.application.profiles import Profiles
from quizapp.application.progress_review import ProgressReview, ReviewStores
from quizapp.application.quiz_session import QuizSessions, SessionStores
from quizapp.application.source_library import SourceLibrary
from quizapp.application.studying import StudyClock
from quizapp.domain.days import StudyCalendar
from quizapp.resources import questions_dir
from quizapp.storage.attempt_store import AttemptStore
from quizapp.storage.bank_store import BankCompiler, BankStore
from quizapp.storage.candidate_store import CandidateStore
from quizapp.storage.database import FILE_NAME as DATABASE_NAME
from quizapp.storage.database import Database, open_database
from quizapp.storage.document_store import DocumentStore
from quizapp.storage.learner_store import LearnerStore
from quizapp.storage.mark_store import MarkStore
from quizapp.storage.problems import DatabaseProblem as StartProblem
from quizapp.storage.problems import ProblemKind
from quizapp.storage.progress_store import ProgressStore

if TYPE_CHECKING:
    from quizapp.application.rebuilding import Rebuilding
    from quizapp.application.transfer import DataTransfer

__all__ = [
    "Application",
    "Environment",
    "StartProblem",
    "closed_backups",
    "data_dir",
    "open_application",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """What tests settle and the world otherwise gives: time, zone, ids and seeds."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    zone: tzinfo | None = None
    new_id: Callable[[], str] = lambda: uuid.uuid4().hex
    new_seed: Callable[[], int] = lambda: random.SystemRandom().getrandbits(32)
    questions: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """All use cases on one open database, for the thread that opened it."""

    data_dir: Path
    environment: Environment
    database: Database
    preferences: PreferencesFile
    clock: StudyClock
    profiles: Profiles
    practice: Practice
    sessions: QuizSessions
    progress: ProgressReview
    sources: SourceLibrary
    banks: BankLibrary
    backups: Backups

    @property
    def transfer(self) -> DataTransfer:
        """Export and import; made when asked for, since few starts need it."""
        from quizapp.application.transfer import DataTransfer
        from quizapp.storage.transfer_store import TransferStore

        return DataTransfer(
            LearnerStore(self.database),
            TransferStore(self.database),
            self.rebuilding,
            self.clock.now,
        )

    @property
    def rebuilding(self) -> Rebuilding:
        """Rebuilds what is derived from the log; made when asked for."""
        from quizapp.application.rebuilding import Rebuilding

        return Rebuilding(
            LearnerStore(self.database), ProgressStore(self.database), self.clock.calendar
        )

    def reopened(self) -> Application:
        """Return a second application on the same data, for another thread."""
        return open_application(self.data_dir, environment=self.environment)

    def close(self) -> None:
        """Close the database."""
        self.database.close()


def data_dir(chosen: Path | None = None) -> Path:
    """Return the data folder: the chosen one, QUIZAPP_DATA_DIR, or the system's usual place."""
    if chosen is not None:
        return chosen.expanduser().absolute()
    named = os.environ.get("QUIZAPP_DATA_DIR")
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("quizapp", appauthor=False)


def open_application(
    folder: Path | None = None, *, environment: Environment | None = None
) -> Application:
    """Open the data folder, made if need be, and build all use cases.

    Raises:
        StartProblem: the database cannot be used; it has not been changed.
    """
    environment = environment or Environment()
    folder = data_dir(folder)
    path = folder / DATABASE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StartProblem(ProblemKind.UNREACHABLE, path, str(error)) from error
    clock = StudyClock(environment.now, StudyCalendar(environment.zone))

    def back_up(database: Database) -> None:
        Backups(database, folder / FOLDER_NAME, clock).make("migration")

    return _assemble(open_database(path, before_migration=back_up), folder, clock, environment)


def closed_backups(folder: Path | None = None) -> ClosedBackups:
    """Return the back-ups of a data folder whose database cannot be opened."""
    folder = data_dir(folder)
    return ClosedBackups(folder / DATABASE_NAME, folder / FOLDER_NAME, Environment().now)


def _assemble(
    database: Database, folder: Path, clock: StudyClock, environment: Environment
) -> Application:
    banks = BankStore(database)
    learners = LearnerStore(database)
    attempts = AttemptStore(database)
    progress = ProgressStore(database)
    marks = MarkStore(database)
    documents = DocumentStore(database)
    explainer = Explainer(banks, documents)
    practice_stores = PracticeStores(banks, learners, attempts, CandidateStore(database), progress)
    session_stores = SessionStores(banks, learners, attempts, progress, marks)
    questions = environment.questions or questions_dir()
    return Application(
        data_dir=folder,
        environment=environment,
        database=database,
        preferences=PreferencesFile(folder / PREFERENCES_NAME),
        clock=clock,
        profiles=Profiles(learners, environment.now, environment.new_id),
        practice=Practice(practice_stores, clock, environment.new_id, environment.new_seed),
        sessions=QuizSessions(session_stores, clock, explainer, environment.new_id),
        progress=ProgressReview(ReviewStores(banks, learners, progress, marks), clock),
        sources=SourceLibrary(banks, documents, environment.now),
        banks=BankLibrary(BankCompiler(database), questions, environment.now),
        backups=Backups(database, folder / FOLDER_NAME, clock),
    )
