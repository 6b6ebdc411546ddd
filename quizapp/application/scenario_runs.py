"""Scenarios: what there is to play, the runs of a learner, and what these say about the learner."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from quizapp.application.scenario_session import ScenarioSession, ScenarioTools, stored_run
from quizapp.application.scenario_views import (
    CardState,
    CriticalRecord,
    HarmRecord,
    HistoryRow,
    ScenarioCard,
    StepRecord,
)
from quizapp.application.scenario_words import step_name
from quizapp.domain.errors import UserError
from quizapp.domain.scenario_runs import RunState, ScenarioRun
from quizapp.domain.scenarios import Effect, ScenarioGrade, grade_run, steps_done

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizapp.domain.scenarios import Scenario


class ScenarioRuns:
    """The scenarios of the collection and the runs that learners make of them."""

    def __init__(self, tools: ScenarioTools) -> None:
        self._tools = tools
        self._store = tools.store

    def list(self, learner_id: str) -> tuple[ScenarioCard, ...]:
        """Return all scenarios with how far the learner has come with each."""
        runs = self._store.runs(learner_id)
        return tuple(
            self._card(
                served.scenario, [run for run in runs if run.scenario_id == served.scenario.id]
            )
            for served in self._store.served()
        )

    def start(self, learner_id: str, scenario_id: str) -> str:
        """Begin a run and return its id; one of the same scenario that is open is left, not lost.

        Raises:
            UserError: there is no such scenario, or the run could not be saved.
        """
        served = self._store.find(scenario_id)
        if served is None:
            known = ", ".join(other.scenario.id for other in self._store.served())
            raise UserError(
                f"There is no scenario {scenario_id}.", f"There are: {known}." if known else ""
            )
        run = ScenarioRun(
            id=self._tools.new_id(),
            learner_id=learner_id,
            scenario_id=scenario_id,
            version=served.version,
            seed=self._tools.new_seed(),
            state=RunState.OPEN,
            started_at=self._tools.clock.now(),
        )
        self._store.add(run)
        return run.id

    def open(self, run_id: str) -> ScenarioSession:
        """Open a run where it stands, also one that has ended.

        Raises:
            UserError: there is no such run.
        """
        return ScenarioSession(stored_run(self._tools, run_id), self._tools)

    def history(self, learner_id: str) -> tuple[HistoryRow, ...]:
        """Return the runs that reached an end, the newest first."""
        rows = []
        for run in reversed(_by_end(self._store.runs(learner_id))):
            scenario = self._store.played(run)
            grade = grade_run(scenario, run.actions)
            assert grade.outcome is not None
            rows.append(
                HistoryRow(
                    run_id=run.id,
                    scenario_id=run.scenario_id,
                    title=scenario.title,
                    day=_day(run),
                    points=grade.points,
                    passed=grade.passed,
                    outcome=grade.outcome,
                    harmful=len(grade.harmful),
                    is_retry=run.origin is not None,
                )
            )
        return tuple(rows)

    def critical_record(self, learner_id: str) -> CriticalRecord:
        """Return how often critical steps were done and missed, and what was harmful.

        Worked out from the log. What a second try took over is not counted again. Harmful
        actions count in runs that were left, too.
        """
        runs = self._store.runs(learner_id)
        days = self._days(learner_id)
        passed: dict[str, date] = {}
        done: Counter[str] = Counter()
        missed: Counter[str] = Counter()
        names: dict[str, str] = {}
        for run in _by_end(runs):
            scenario = self._store.played(run)
            grade = grade_run(scenario, run.actions)
            if grade.passed:
                day = days[run.id, len(run.steps) - 1]
                passed[run.scenario_id] = max(day, passed.get(run.scenario_id, day))
            taken_over = steps_done(scenario, run.actions[: run.replayed])
            for step, at_s in grade.done_at_s.items():
                if step not in taken_over:
                    names.setdefault(step, step_name(scenario, step))
                    (missed if at_s is None else done)[step] += 1
        steps = tuple(
            StepRecord(step=step, name=name, done=done[step], missed=missed[step])
            for step, name in sorted(names.items(), key=lambda pair: pair[1])
        )
        harms = (harm for run in runs for harm in self._harms(run, days, passed))
        newest_first = sorted(harms, key=lambda harm: harm.day, reverse=True)
        return CriticalRecord(steps, tuple(newest_first))

    # -----------------------------------------------------------------------------------------

    def _card(self, scenario: Scenario, runs: Sequence[ScenarioRun]) -> ScenarioCard:
        ended = _by_end(runs)
        grades: list[ScenarioGrade] = [
            grade_run(self._store.played(run), run.actions) for run in ended
        ]
        # Two computers may each have brought one that is open: the last begun counts.
        under_way = next((run for run in reversed(runs) if run.state is RunState.OPEN), None)
        state = CardState.TRIED if ended else CardState.NOT_TRIED
        return ScenarioCard(
            id=scenario.id,
            title=scenario.title,
            stem=scenario.stem,
            level=scenario.level,
            state=state if under_way is None else CardState.UNDER_WAY,
            tries=len(ended),
            best_points=max((grade.points for grade in grades), default=None),
            passed=any(grade.passed for grade in grades),
            last_outcome=grades[-1].outcome if grades else None,
            run_id=None if under_way is None else under_way.id,
            steps_taken=0 if under_way is None else len(under_way.steps),
        )

    def _days(self, learner_id: str) -> dict[tuple[str, int], date]:
        """Return the day of each step, by run and position.

        One that lies in the future was taken while the clock was wrong: it counts as taken no
        later than those that were recorded after it.
        """
        today = self._tools.clock.today()
        days: dict[tuple[str, int], date] = {}
        earliest = date.max
        for run_id, position, day in reversed(self._store.step_days(learner_id)):
            meant = min(day, earliest) if day > today else day
            earliest = min(earliest, meant)
            days[run_id, position] = meant
        return days

    def _harms(
        self, run: ScenarioRun, days: dict[tuple[str, int], date], passed: dict[str, date]
    ) -> Iterator[HarmRecord]:
        scenario = self._store.played(run)
        for step in run.steps:
            action = scenario.scenes[step.scene].action(step.action)
            if action.effect is not Effect.HARM or step.is_replayed:
                continue
            day = days[run.id, step.position]
            put_right = passed.get(run.scenario_id)
            yield HarmRecord(
                run_id=run.id,
                scenario_id=run.scenario_id,
                title=scenario.title,
                action=action.text,
                feedback=action.feedback,
                day=day,
                is_open=put_right is None or put_right <= day,
            )


def _by_end(runs: Sequence[ScenarioRun]) -> list[ScenarioRun]:
    """Return the runs that reached an end, in the order in which they did."""
    ended = [(run.ended_at, run.id, run) for run in runs if run.ended_at is not None]
    return [run for _at, _id, run in sorted(ended, key=lambda one: one[:2])]


def _day(run: ScenarioRun) -> date:
    return date.fromisoformat(run.steps[-1].day)
