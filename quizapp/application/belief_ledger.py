"""The ledger of misconceptions: how each one stands with a learner, and which answers say so."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from quizapp.application.belief_views import (
    BeliefAnswer,
    BeliefDetails,
    BeliefRow,
    LedgerView,
    Sign,
)
from quizapp.application.explaining import Explainer, answer_words
from quizapp.domain.errors import UserError
from quizapp.domain.ledger import FOLLOW_UP_DAYS, BeliefState, Encounter, Standing

if TYPE_CHECKING:
    from quizapp.application.studying import StudyClock
    from quizapp.storage.bank_store import BankStore
    from quizapp.storage.ledger_store import LedgerStore
    from quizapp.storage.progress_store import ProgressStore
    from quizapp.storage.scenario_store import ScenarioStore

_ORDER = {state: place for place, state in enumerate(BeliefState)}


class LedgerStores(NamedTuple):
    """The stores that the ledger reads."""

    banks: BankStore
    ledger: LedgerStore
    progress: ProgressStore
    scenarios: ScenarioStore


class BeliefLedger:
    """Tells how misconceptions stand with learners."""

    def __init__(self, stores: LedgerStores, explainer: Explainer, clock: StudyClock) -> None:
        self._stores = stores
        self._explainer = explainer
        self._clock = clock

    def takes_long(self, learner_id: str) -> bool:
        """Return whether `view` would first make the ledger anew, from very many answers."""
        return self._stores.ledger.takes_long(learner_id)

    def view(self, learner_id: str) -> LedgerView:
        """Return how every misconception stands with a learner, those that want work first."""
        standings = self._stores.ledger.standings(learner_id)
        asked_about = self._stores.banks.beliefs_asked_about()
        follow_ups = {
            belief: self._day(started_at) + timedelta(days=FOLLOW_UP_DAYS)
            for belief, _name, state, started_at in self._stores.ledger.worked_on(learner_id)
            if state != BeliefState.CLEARED
        }
        rows = []
        for misconception in self._stores.banks.misconceptions():
            standing = standings.get(misconception.id, Standing())
            since = standing.since
            rows.append(
                BeliefRow(
                    misconception=misconception,
                    state=standing.state,
                    since=None if since is None else date.fromisoformat(since.day),
                    met=standing.met,
                    chosen=standing.chosen,
                    need=standing.need,
                    can_work=misconception.id in asked_about,
                    follow_up=follow_ups.get(misconception.id),
                )
            )
        rows.sort(key=lambda row: (_ORDER[row.state], -row.chosen, row.misconception.id))
        return LedgerView(tuple(rows), self._clock.today())

    def details(self, learner_id: str, misconception_id: str) -> BeliefDetails:
        """Return the answers that say how a misconception stands, and what refutes it.

        Raises:
            UserError: there is no such misconception.
        """
        misconception = self._stores.banks.misconception(misconception_id)
        if misconception is None:
            raise UserError(
                f"The misconception {misconception_id} is not in the question banks any more.",
                "Open Progress again.",
            )
        standings = self._stores.ledger.standings(learner_id)
        standing = standings.get(misconception_id, Standing())
        return BeliefDetails(
            tuple(self._answer(encounter) for encounter in standing.evidence),
            self._explainer.citations(misconception),
            self._explainer.references(misconception),
        )

    def _day(self, moment: str) -> date:
        return self._clock.calendar.day_of(datetime.fromisoformat(moment))

    def _answer(self, encounter: Encounter) -> BeliefAnswer:
        tell = self._in_scenario if encounter.in_scenario else self._in_question
        asked, chosen = tell(encounter)
        return BeliefAnswer(
            day=date.fromisoformat(encounter.day),
            asked=asked,
            chosen=chosen,
            confidence=encounter.confidence,
            sign=_sign(encounter),
            in_scenario=encounter.in_scenario,
        )

    def _in_question(self, encounter: Encounter) -> tuple[str, str]:
        response = self._stores.progress.response(encounter.run_id, encounter.place)
        item = self._stores.banks.item(encounter.item_id)
        assert response is not None
        if item is None:
            return "", ""
        # What its options say now may not be what was chosen then.
        same = item.rev.scoring == response.rev.scoring
        return item.stem, answer_words(item, response.answer) if same else ""

    def _in_scenario(self, encounter: Encounter) -> tuple[str, str]:
        run = self._stores.scenarios.run(encounter.run_id)
        assert run is not None
        scenario = self._stores.scenarios.played(run)
        step = run.steps[encounter.place]
        return scenario.title, scenario.scenes[step.scene].action(step.action).text


def _sign(encounter: Encounter) -> Sign:
    if encounter.chosen:
        return Sign.GAVE_AWAY
    if encounter.is_sound:
        return Sign.SAW_THROUGH
    return Sign.GUESSED if encounter.right else Sign.MISSED
