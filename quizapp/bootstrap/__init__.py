"""The one place where everything is put together; no Qt."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.application.practice import Practice, PracticeStores
from quizapp.application.preferences import FILE_NAME as PREFERENCES_NAME
from quizapp.application.preferences import PreferencesFile
from quizapp.application.profiles import Profiles
from quizapp.application.studying import StudyClock
from quizapp.bootstrap.opened import Environment
from quizapp.bootstrap.training import Training, question_folder
from quizapp.domain.days import StudyCalendar
from quizapp.resources import questions_dir
from quizapp.storage.attempt_store import AttemptStore
from quizapp.storage.bank_store import BankCompiler, BankStore
from quizapp.storage.candidate_store import CandidateStore
from quizapp.storage.database import FILE_NAME as DATABASE_NAME
from quizapp.storage.database import Database, open_database
from quizapp.storage.learner_store import LearnerStore
from quizapp.storage.ledger_store import LedgerStore
from quizapp.storage.problems import DatabaseProblem as StartProblem
from quizapp.storage.problems import ProblemKind
from quizapp.storage.progress_store import ProgressStore

if TYPE_CHECKING:
    from quizapp.application.assigned_sets import AssignedSets
    from quizapp.application.backing_up import Backups, ClosedBackups
    from quizapp.application.bank_library import BankLibrary
    from quizapp.application.belief_ledger import BeliefLedger
    from quizapp.application.demo_data import DemoMaker
    from quizapp.application.diagram_library import DiagramLibrary
    from quizapp.application.handing_in import HandingIn
    from quizapp.application.ledger_renewal import LedgerRenewal
    from quizapp.application.progress_review import ProgressReview
    from quizapp.application.quiz_session import QuizSessions
    from quizapp.application.ready_sets import ReadySets
    from quizapp.application.rebuilding import Rebuilding
    from quizapp.application.scenario_runs import ScenarioRuns
    from quizapp.application.set_reading import SetReader
    from quizapp.application.source_library import SourceLibrary
    from quizapp.application.transfer import DataTransfer
    from quizapp.storage.scenario_store import ScenarioCompiler

__all__ = [
    "Application",
    "Environment",
    "StartProblem",
    "closed_backups",
    "data_dir",
    "open_application",
]


class Application(Training):
    """All use cases on one open database, for the thread that opened it.

    Those that the first screen needs are fields; the others are made, and imported, when they are
    asked for. They hold nothing but stores, so that it does not matter how often.
    """

    __slots__ = ()

    @property
    def sessions(self) -> QuizSessions:
        """Opens runs, to be gone through question by question."""
        from quizapp.application.quiz_session import QuizSessions, SessionStores
        from quizapp.storage.mark_store import MarkStore

        stores = SessionStores(
            BankStore(self.database),
            LearnerStore(self.database),
            AttemptStore(self.database),
            ProgressStore(self.database),
            MarkStore(self.database),
            LedgerStore(self.database),
        )
        return QuizSessions(stores, self.clock, self._explainer, self.environment.new_id)

    @property
    def ready_sets(self) -> ReadySets:
        """The ready-made sets of questions."""
        from quizapp.application.ready_sets import ReadySets
        from quizapp.storage.set_store import SetStore

        return ReadySets(SetStore(self.database), self.practice, self.clock)

    @property
    def scenarios(self) -> ScenarioRuns:
        """Scenarios, and the runs that learners make of them."""
        from quizapp.application.scenario_runs import ScenarioRuns
        from quizapp.application.scenario_session import ScenarioTools
        from quizapp.storage.scenario_store import ScenarioStore

        environment = self.environment
        return ScenarioRuns(
            ScenarioTools(
                ScenarioStore(self.database),
                self._explainer,
                self.clock,
                environment.new_id,
                environment.new_seed,
            )
        )

    @property
    def progress(self) -> ProgressReview:
        """Looks back on all answers of a learner."""
        from quizapp.application.progress_review import ProgressReview, ReviewStores
        from quizapp.storage.mark_store import MarkStore

        stores = ReviewStores(
            BankStore(self.database),
            CandidateStore(self.database),
            LearnerStore(self.database),
            ProgressStore(self.database),
            MarkStore(self.database),
        )
        return ProgressReview(
            stores, self.clock, lambda learner: self.scenarios.critical_record(learner).open_harms
        )

    @property
    def ledger(self) -> BeliefLedger:
        """Tells how misconceptions stand with learners."""
        from quizapp.application.belief_ledger import BeliefLedger, LedgerStores
        from quizapp.storage.scenario_store import ScenarioStore

        stores = LedgerStores(
            BankStore(self.database),
            LedgerStore(self.database),
            ProgressStore(self.database),
            ScenarioStore(self.database),
        )
        return BeliefLedger(stores, self._explainer, self.clock)

    @property
    def ledger_renewal(self) -> LedgerRenewal:
        """Makes ledgers of misconceptions anew."""
        from quizapp.application.ledger_renewal import LedgerRenewal

        return LedgerRenewal(LedgerStore(self.database))

    @property
    def sources(self) -> SourceLibrary:
        """The documents that the banks cite."""
        from quizapp.application.source_library import SourceLibrary
        from quizapp.storage.document_store import DocumentStore

        return SourceLibrary(
            BankStore(self.database), DocumentStore(self.database), self.environment.now
        )

    @property
    def diagrams(self) -> DiagramLibrary:
        """The diagrams of the banks, to be explored."""
        from quizapp.application.diagram_library import DiagramLibrary

        return DiagramLibrary(BankStore(self.database))

    @property
    def banks(self) -> BankLibrary:
        """The banks of the collection, as they serve learners."""
        from quizapp.application.bank_library import BankFolders, BankLibrary

        def scenarios() -> ScenarioCompiler:
            from quizapp.storage.scenario_store import ScenarioCompiler

            return ScenarioCompiler(self.database)

        questions = self.environment.questions or questions_dir()
        folders = BankFolders(questions, self.question_folder)
        return BankLibrary(BankCompiler(self.database), scenarios, folders, self.environment.now)

    @property
    def backups(self) -> Backups:
        """The back-ups of this database."""
        return _backups(self.database, self.question_folder, self.clock)

    @property
    def transfer(self) -> DataTransfer:
        """Export and import."""
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
        """Rebuilds what is derived from the log."""
        from quizapp.application.rebuilding import Rebuilding

        return Rebuilding(
            LearnerStore(self.database), ProgressStore(self.database), self.clock.calendar
        )

    @property
    def demo(self) -> DemoMaker:
        """Fills an empty data folder with a made-up learner."""
        from quizapp.application.demo_data import DemoMaker

        return DemoMaker(self.database, self.clock, self.banks, self.profiles)

    @property
    def handing_in(self) -> HandingIn:
        """Hands in answers to sets."""
        from quizapp.application.handing_in import HandingIn
        from quizapp.storage.hand_in_store import HandInStore

        store, environment = HandInStore(self.database), self.environment
        return HandingIn(store, self._set_reader, environment.now, environment.new_id)

    @property
    def _set_reader(self) -> SetReader:
        from quizapp.application.seats import Seats
        from quizapp.application.set_reading import SetReader
        from quizapp.storage.enrolment_store import EnrolmentStore
        from quizapp.storage.set_terms_store import SetTermsStore

        return SetReader(Seats(EnrolmentStore(self.database)), SetTermsStore(self.database))

    @property
    def assigned_sets(self) -> AssignedSets:
        """The sets that learners of this computer were sent."""
        from quizapp.application.assigned_sets import AssignedSets
        from quizapp.application.own_progress import OwnProgress, OwnStores
        from quizapp.application.sitting_watch import SittingTools
        from quizapp.storage.hand_in_store import HandInStore
        from quizapp.storage.scenario_store import ScenarioStore
        from quizapp.storage.sitting_store import SittingStore

        environment = self.environment
        own = OwnStores(
            AttemptStore(self.database),
            BankStore(self.database),
            LearnerStore(self.database),
            ProgressStore(self.database),
            ScenarioStore(self.database),
        )
        tools = SittingTools(
            SittingStore(self.database),
            HandInStore(self.database),
            BankStore(self.database),
            self._explainer,
            environment.now,
            environment.steady_ms,
            OwnProgress(own, self.clock),
            environment.zone,
        )
        return AssignedSets(tools, self._set_reader, environment.new_id)

    def reopened(self) -> Application:
        """Return a second application on the same data, for another thread."""
        return open_application(self.data_dir, environment=self.environment)

    def rest(self) -> None:
        """Free memory that is not wanted while nobody does anything."""
        self.database.let_go()

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
        from quizapp.application.backing_up import QuestionsLeftOut

        # The step changes the database, which the back-up holds; questions are not touched by it.
        with suppress(QuestionsLeftOut):
            _backups(database, _question_folder(folder), clock).make("migration")

    return _assemble(open_database(path, before_migration=back_up), folder, clock, environment)


def closed_backups(folder: Path | None = None) -> ClosedBackups:
    """Return the back-ups of a data folder whose database cannot be opened."""
    from quizapp.application.backing_up import FOLDER_NAME, ClosedBackups

    folder = data_dir(folder)
    return ClosedBackups(
        folder / DATABASE_NAME, folder / FOLDER_NAME, _question_folder(folder), Environment().now
    )


def _assemble(
    database: Database, folder: Path, clock: StudyClock, environment: Environment
) -> Application:
    banks = BankStore(database)
    learners = LearnerStore(database)
    attempts = AttemptStore(database)
    progress = ProgressStore(database)
    practice_stores = PracticeStores(
        banks, learners, attempts, CandidateStore(database), progress, LedgerStore(database)
    )
    return Application(
        data_dir=folder,
        environment=environment,
        database=database,
        preferences=PreferencesFile(folder / PREFERENCES_NAME),
        clock=clock,
        profiles=Profiles(learners, environment.now, environment.new_id),
        practice=Practice(practice_stores, clock, environment.new_id, environment.new_seed),
    )


def _question_folder(folder: Path) -> Path:
    return question_folder(folder, PreferencesFile(folder / PREFERENCES_NAME).read())


def _backups(database: Database, questions: Path, clock: StudyClock) -> Backups:
    from quizapp.application.backing_up import FOLDER_NAME, Backups

    return Backups(database, database.path.parent / FOLDER_NAME, questions, clock)
