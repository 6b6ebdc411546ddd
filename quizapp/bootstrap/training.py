"""The use cases of trainers, each made and imported when it is asked for."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.bootstrap.opened import Opened
from quizapp.storage.bank_store import BankStore
from quizapp.storage.candidate_store import CandidateStore

if TYPE_CHECKING:
    from quizapp.application.assigning import Assigning
    from quizapp.application.authoring import Authoring
    from quizapp.application.certificates import Certificates
    from quizapp.application.changing_terms import ChangingTerms
    from quizapp.application.cohorts import Cohorts
    from quizapp.application.comparing import Comparing
    from quizapp.application.enrolling import Enrolling
    from quizapp.application.intake import Intake
    from quizapp.application.preferences import Preferences
    from quizapp.application.question_pool import QuestionPool
    from quizapp.application.regrading import Regrading
    from quizapp.application.roster_import import RosterImports
    from quizapp.application.rosters import Rosters
    from quizapp.application.score_reporting import ScoreReporting
    from quizapp.application.set_drafts import SetDrafts
    from quizapp.application.set_preview import SetPreview
    from quizapp.application.set_sending import SetSending
    from quizapp.application.trainer_setup import TrainerSetup

OWN_QUESTIONS_NAME = "banks"
"""The folder with the trainer's own questions, in the data folder."""

TRAINER_KEY_NAME = "trainer.key"
"""The file with the trainer's key, in the data folder."""


def question_folder(data_dir: Path, preferences: Preferences) -> Path:
    """Return where the trainer's own questions are kept: the chosen folder, or the usual one."""
    chosen = preferences.question_folder
    return Path(chosen) if chosen else data_dir / OWN_QUESTIONS_NAME


class Training(Opened):
    """What trainers do: questions of their own, cohorts, sets, results and reports."""

    __slots__ = ()

    @property
    def question_folder(self) -> Path:
        """Where the trainer's own questions are kept: the chosen folder, or the usual one."""
        return question_folder(self.data_dir, self.preferences.read())

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
        from quizapp.storage.enrolment_store import EnrolmentStore

        return Enrolling(
            CohortStore(self.database),
            self.rosters,
            EnrolmentStore(self.database),
            self.environment.now,
        )

    @property
    def assigning(self) -> Assigning:
        """Makes sets for cohorts."""
        from quizapp.application.assigning import Assigning, AssigningStores
        from quizapp.storage.assignment_store import AssignmentStore
        from quizapp.storage.set_store import SetStore
        from quizapp.storage.shared_sheet_store import SharedSheetStore
        from quizapp.storage.terms_store import TermsStore

        stores = AssigningStores(
            AssignmentStore(self.database),
            BankStore(self.database),
            CandidateStore(self.database),
            SetStore(self.database),
            self.question_pool,
            SharedSheetStore(self.database),
            TermsStore(self.database),
        )
        # A seed could be searched for, and would tell in which order the author wrote the options.
        return Assigning(stores, self.cohorts, self.environment.now, random.SystemRandom())

    @property
    def question_pool(self) -> QuestionPool:
        """The questions that a trainer can put into a set."""
        from quizapp.application.question_pool import QuestionPool
        from quizapp.storage.pool_store import PoolStore
        from quizapp.storage.scenario_store import ScenarioStore

        return QuestionPool(
            PoolStore(self.database), BankStore(self.database), ScenarioStore(self.database)
        )

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
    def changing_terms(self) -> ChangingTerms:
        """Gives learners new terms for sets that went out."""
        from quizapp.application.changing_terms import ChangingTerms
        from quizapp.application.terms_notices import TermsStores
        from quizapp.storage.assignment_store import AssignmentStore
        from quizapp.storage.shared_sheet_store import SharedSheetStore
        from quizapp.storage.terms_store import TermsStore

        stores = TermsStores(
            AssignmentStore(self.database),
            TermsStore(self.database),
            SharedSheetStore(self.database),
        )
        return ChangingTerms(stores, self.environment.now, self.environment.zone)

    @property
    def intake(self) -> Intake:
        """Takes in results that came back."""
        from quizapp.application.intake import Intake
        from quizapp.storage.assignment_store import AssignmentStore
        from quizapp.storage.shared_sheet_store import SharedSheetStore

        store = AssignmentStore(self.database)
        return Intake(store, SharedSheetStore(self.database), self.environment.now)

    @property
    def score_reporting(self) -> ScoreReporting:
        """Reports on the results of assignments."""
        from quizapp.application.score_reporting import ScoreReporting
        from quizapp.storage.assignment_store import AssignmentStore

        environment = self.environment
        return ScoreReporting(
            AssignmentStore(self.database),
            BankStore(self.database),
            environment.now,
            environment.zone,
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

        return Comparing(
            AssignmentStore(self.database),
            BankStore(self.database),
            self.environment.now,
            self.environment.zone,
        )

    @property
    def certificates(self) -> Certificates:
        """Issues certificates and checks their codes."""
        from quizapp.application.certificates import Certificates, CertificateStores
        from quizapp.storage.assignment_store import AssignmentStore
        from quizapp.storage.certificate_store import CertificateStore

        return Certificates(
            CertificateStores(
                AssignmentStore(self.database),
                CertificateStore(self.database),
                BankStore(self.database),
            ),
            self.environment.now,
            self.environment.zone,
        )
