"""Steps that tests of scenarios take: putting one into the database, and playing it."""

from __future__ import annotations

from quizapp.application.scenario_session import ScenarioSession
from quizapp.application.scenario_views import ScenarioEndView, SceneView
from quizapp.bootstrap import Application
from quizapp.domain.items import Citation, CitationUse
from quizapp.domain.scenarios import Scenario
from quizapp.storage.bank_store import CompiledFile
from quizapp.storage.scenario_store import ScenarioCompiler
from tests.unit.domain.scenario_factory import scenario


def served_scenario(app: Application, **changes: object) -> Scenario:
    """Put a small scenario on the bundled registers into the database, and no other."""
    fields = {
        "citations": (Citation("S0-083", CitationUse.QUALIFIED),),
        "references": ("R18",),
        "safety": ("SAF-01", "SAF-04"),
    }
    made = scenario(**{**fields, **changes})
    app.database.execute("UPDATE scenario SET active = 0")
    compile_scenario(app, made)
    return made


def compile_scenario(app: Application, made: Scenario, position: int = 0) -> None:
    file = CompiledFile(
        path=f"scenarios/{made.id}.yaml",
        bank=made.id,
        sha256="0",
        size=0,
        mtime_ns=0,
        is_ok=True,
        message="",
        good_sha256="0",
        compiled_at="",
    )
    ScenarioCompiler(app.database).save(file, made, position)
    # There is no such file, and nobody shall miss it when the banks are looked at again.
    app.database.execute("DELETE FROM bank_file WHERE path = ?", (file.path,))


def begin(app: Application, learner_id: str, *actions: str) -> ScenarioSession:
    """Start a run and take actions in it."""
    session = app.scenarios.open(app.scenarios.start(learner_id, "T01"))
    play(session, *actions)
    return session


def play(session: ScenarioSession, *actions: str) -> SceneView:
    """Take actions, each after two seconds of thought."""
    for action in actions:
        session.act(action, 2000)
    return session.scene()


def played(app: Application, learner_id: str, *actions: str) -> ScenarioEndView:
    """Play a run to its end."""
    return begin(app, learner_id, *actions).summary()
