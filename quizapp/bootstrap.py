"""The one place where everything is put together; no Qt."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quizapp.application.practice import Practice, PracticeStores
from quizapp.application.preferences import FILE_NAME as PREFERENCES_NAME
from quizapp.application.preferences import PreferencesFile
from quizapp.application.profiles import Profiles
from quizapp.application.studying import StudyClock
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
    from quizapp.application.assigning import Assigning
    from quizapp.application.authoring import Authoring
    from quizapp.application.backing_up import Backups, ClosedBackups
    from quizapp.application.bank_library import BankLibrary
    from quizapp.application.belief_ledger import BeliefLedger
    from quizapp.application.certificates import Certificates
    from quizapp.application.cohorts import Cohorts
    from quizapp.application.comparing import Comparing
    from quizapp.application.demo_data import DemoMaker
    from quizapp.application.diagram_library import DiagramLibrary
    from quizapp.application.enrolling import Enrolling
    from quizapp.application.explaining import Explainer
    from quizapp.application.handing_in import HandingIn
    from quizapp.application.intake import Intake
    from quizapp.application.progress_review import ProgressReview
    from quizapp.application.question_pool import QuestionPool
    from quizapp.application.quiz_session import QuizSessions
    from quizapp.application.ready_sets import ReadySets
    from quizapp.application.rebuilding import Rebuilding
    from quizapp.application.regrading import Regrading
    from quizapp.application.roster_import import RosterImports
    from quizapp.application.rosters import Rosters
    from quizapp.application.scenario_runs import ScenarioRuns
    from quizapp.application.score_reporting import ScoreReporting
    from quizapp.application.set_drafts import SetDrafts
    from quizapp.application.set_preview import SetPreview
    from quizapp.application.set_sending import SetSending
    from quizapp.application.source_library import SourceLibrary
    from quizapp.application.trainer_setup import TrainerSetup
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


OWN_QUESTIONS_NAME = "banks"
"""The folder with the trainer's own questions, in the data folder."""

TRAINER_KEY_NAME = "trainer.key"
"""The file with the trainer's key, in the data folder."""


def _steady_ms() -> int:
    """Return milliseconds since the computer started, sleep included where the system tells."""
    known = [name for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC") if hasattr(time, name)]
    if known:
        return time.clock_gettime_ns(getattr(time, known[0])) // 1_000_000
    return time.monotonic_ns() // 1_000_000


class Environment(NamedTuple):
    """What tests settle and the world otherwise gives: time, zone, ids and seeds."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    zone: tzinfo | None = None
    new_id: Callable[[], str] = lambda: os.urandom(16).hex()
    new_seed: Callable[[], int] = lambda: random.SystemRandom().getrandbits(32)
    questions: Path | None = None
    steady_ms: Callable[[], int] = _steady_ms


class Application(NamedTuple):
    """All use cases on one open database, for the thread that opened it.

    Those that the first screen needs are fields; the others are made, and imported, when they are
    asked for. They hold nothing but stores, so that it does not matter how often.
    """

    data_dir: Path
    environment: Environment
    database: Database
    preferences: PreferencesFile
    clock: StudyClock
    profiles: Profiles
    practice: Practice

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
    def question_folder(self) -> Path:
        """Where the trainer's own questions are kept: the chosen folder, or the usual one."""
        chosen = self.preferences.read().question_folder
        return Path(chosen) if chosen else self.data_dir / OWN_QUESTIONS_NAME

    @property
    def authoring(self) -> Authoring:
        """The trainer's own questions."""
        from quizapp.application.authoring import AuthoringStores, open_authoring
        from quizapp.storage.authoring_store import AuthoringStore
        from quizapp.storage.document_store import DocumentStore

        stores = AuthoringStores(AuthoringStore(self.database), DocumentStore(self.database))
        return open_authoring(
            self.question_folder, stores, self.environment.new_id, self.clock.today
        )

    @property
    def backups(self) -> Backups:
        """The back-ups of this database."""
        return _backups(self.database, self.clock)

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
    def trainer(self) -> TrainerSetup:
        """The trainer's key."""
        from quizapp.application.trainer_setup import TrainerSetup
        from quizapp.storage.cohort_store import CohortStore

        path = self.data_dir / TRAINER_KEY_NAME
        return TrainerSetup(CohortStore(self.database), path, self.environment.now)

    @property
    def is_trainer(self) -> bool:
        """Whether a trainer's key lies here; the first screen asks, so it is not read."""
        return (self.data_dir / TRAINER_KEY_NAME).exists()

    @property
    def cohorts(self) -> Cohorts:
        """The groups of learners that a trainer looks after."""
        from quizapp.application.cohorts import Cohorts
        from quizapp.storage.cohort_store import CohortStore

        environment = self.environment
        return Cohorts(CohortStore(self.database), environment.now, environment.new_id)

    @property
    def rosters(self) -> Rosters:
        """Changes who is in a cohort."""
        from quizapp.application.rosters import Rosters
        from quizapp.storage.cohort_store import CohortStore

        environment = self.environment
        return Rosters(CohortStore(self.database), environment.now, environment.new_id)

    @property
    def roster_imports(self) -> RosterImports:
        """Takes tables of learners in."""
        from quizapp.application.roster_import import RosterImports
        from quizapp.storage.cohort_store import CohortStore

        return RosterImports(CohortStore(self.database), self.cohorts, self.rosters)

    @property
    def enrolling(self) -> Enrolling:
        """Invites to cohorts, and lets learners in who enrol."""
        from quizapp.application.enrolling import Enrolling
        from quizapp.storage.cohort_store import CohortStore

        return Enrolling(CohortStore(self.database), self.rosters)

    @property
    def assigning(self) -> Assigning:
        """Makes sets for cohorts."""
        from quizapp.application.assigning import Assigning, AssigningStores
        from quizapp.storage.assignment_store import AssignmentStore
        from quizapp.storage.set_store import SetStore

        stores = AssigningStores(
            AssignmentStore(self.database),
            BankStore(self.database),
            CandidateStore(self.database),
            SetStore(self.database),
            self.question_pool,
        )
        # A seed could be searched for, and would tell in which order the author wrote the options.
        return Assigning(stores, self.cohorts, self.environment.now, random.SystemRandom())

    @property
    def question_pool(self) -> QuestionPool:
        """The questions that a trainer can put into a set."""
        from quizapp.application.question_pool import QuestionPool
        from quizapp.storage.pool_store import PoolStore

        return QuestionPool(PoolStore(self.database), BankStore(self.database))

    @property
    def set_drafts(self) -> SetDrafts:
        """The sets that a trainer is putting together."""
        from quizapp.application.set_drafts import SetDrafts
        from quizapp.storage.set_draft_store import SetDraftStore

        environment = self.environment
        return SetDrafts(SetDraftStore(self.database), environment.now, environment.new_id)

    @property
    def set_preview(self) -> SetPreview:
        """Sets as learners will see them."""
        from quizapp.application.set_preview import SetPreview

        return SetPreview(BankStore(self.database), self._explainer)

    @property
    def set_sending(self) -> SetSending:
        """Assigns the sets that a trainer put together."""
        from quizapp.application.set_sending import SetSending

        return SetSending(self.set_drafts, self.assigning)

    @property
    def handing_in(self) -> HandingIn:
        """Hands in answers to sets."""
        from quizapp.application.handing_in import HandingIn
        from quizapp.storage.hand_in_store import HandInStore

        environment = self.environment
        return HandingIn(HandInStore(self.database), environment.now, environment.new_id)

    @property
    def assigned_sets(self) -> AssignedSets:
        """The sets that learners of this computer were sent."""
        from quizapp.application.assigned_sets import AssignedSets
        from quizapp.application.sitting_watch import SittingTools
        from quizapp.storage.hand_in_store import HandInStore
        from quizapp.storage.sitting_store import SittingStore

        environment = self.environment
        tools = SittingTools(
            SittingStore(self.database),
            HandInStore(self.database),
            BankStore(self.database),
            self._explainer,
            environment.now,
            environment.steady_ms,
            environment.zone,
        )
        return AssignedSets(tools, environment.new_id)

    @property
    def intake(self) -> Intake:
        """Takes in results that came back."""
        from quizapp.application.intake import Intake
        from quizapp.storage.assignment_store import AssignmentStore

        return Intake(AssignmentStore(self.database), self.environment.now)

    @property
    def score_reporting(self) -> ScoreReporting:
        """Reports on the results of assignments."""
        from quizapp.application.score_reporting import ScoreReporting
        from quizapp.storage.assignment_store import AssignmentStore

        return ScoreReporting(
            AssignmentStore(self.database), BankStore(self.database), self.environment.now
        )

    @property
    def regrading(self) -> Regrading:
        """Marks the results of assignments anew."""
        from quizapp.application.regrading import Regrading
        from quizapp.storage.assignment_store import AssignmentStore
        from quizapp.storage.regrade_store import RegradeStore

        return Regrading(
            AssignmentStore(self.database), RegradeStore(self.database), self.environment.now
        )

    @property
    def comparing(self) -> Comparing:
        """Compares learners with each other, and assignments with each other."""
        from quizapp.application.comparing import Comparing
        from quizapp.storage.assignment_store import AssignmentStore

        return Comparing(AssignmentStore(self.database), BankStore(self.database))

    @property
    def certificates(self) -> Certificates:
        """Issues certificates and checks their codes."""
        from quizapp.application.certificates import Certificates
        from quizapp.storage.assignment_store import AssignmentStore
        from quizapp.storage.certificate_store import CertificateStore

        return Certificates(
            AssignmentStore(self.database), CertificateStore(self.database), self.environment.now
        )

    @property
    def _explainer(self) -> Explainer:
        from quizapp.application.explaining import Explainer
        from quizapp.storage.document_store import DocumentStore

        return Explainer(BankStore(self.database), DocumentStore(self.database))

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
        _backups(database, clock).make("migration")

    return _assemble(open_database(path, before_migration=back_up), folder, clock, environment)


def closed_backups(folder: Path | None = None) -> ClosedBackups:
    """Return the back-ups of a data folder whose database cannot be opened."""
    from quizapp.application.backing_up import FOLDER_NAME, ClosedBackups

    folder = data_dir(folder)
    return ClosedBackups(folder / DATABASE_NAME, folder / FOLDER_NAME, Environment().now)


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


def _backups(database: Database, clock: StudyClock) -> Backups:
    from quizapp.application.backing_up import FOLDER_NAME, Backups

    return Backups(database, database.path.parent / FOLDER_NAME, clock)
