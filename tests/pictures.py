"""Draws every screen in every variant, from a made-up learner: `make pictures`.

`python -m tests.pictures OUT=folder [ONLY=today] [README=docs/pictures]`
"""

from __future__ import annotations

import gc
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, timedelta
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from quizapp.bootstrap import Environment, open_application
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.choices import Segmented
from quizapp.ui.pages.progress.belief_card import BeliefCard
from tests import picture_runs as runs
from tests import picture_sets as sets
from tests.picture_builder import BUILDER_PLACES
from tests.picture_cohort_sets import COHORT_SET_PLACES
from tests.picture_dialogs import DIALOG_PLACES
from tests.picture_editor import EDITOR_PLACES
from tests.picture_results import RESULT_PLACES
from tests.picture_scenarios import SCENARIO_PLACES
from tests.picture_stage import NOW, SETTLE_MS, VARIANTS, Stage
from tests.picture_terms import TERMS_PLACES
from tests.picture_trainer import TRAINER_PLACES

README_PICTURES = (
    "today",
    "question-single-best",
    "feedback-wrong",
    "summary",
    "progress",
    "scenario-scene",
    "diagram-02",
    "builder-questions",
    "trainer-results-30",
)


def _diagram_at_200(stage: Stage) -> None:
    stage.show("practise", diagram="DG02")
    zoom = stage.window.findChild(Segmented, "zoom")
    assert isinstance(zoom, Segmented)
    zoom.button(2).click()
    QTest.qWait(SETTLE_MS)


def _belief_open(stage: Stage) -> None:
    stage.show("progress")
    stage.tab(2)
    stage.window.findChild(BeliefCard).findChildren(Button)[1].click()
    QTest.qWait(SETTLE_MS)


def _follow_up(stage: Stage) -> None:
    application = stage.enter()
    learner = application.profiles.learners()[0].id
    application.practice.start_work(learner, "MC02")
    application.practice.end_open_run(learner)
    application.database.execute(
        "UPDATE attempt SET started_at = '2026-11-17T12:00:00+00:00' WHERE started_at ="
        " (SELECT max(started_at) FROM attempt)"
    )
    stage.show("today")


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen: which prepared data it stands on, and how to get there."""

    name: str
    data: str
    prepare: Callable[[Stage], None]


def _to(page: str, tab: int = 0, **where: str) -> Callable[[Stage], None]:
    def prepare(stage: Stage) -> None:
        stage.show(page, **where)
        if tab:
            stage.tab(tab)

    return prepare


SCREENS = (
    Screen("first-start", "empty", lambda _stage: None),
    Screen("who", "demo", lambda stage: stage.window.pick_learner()),
    Screen("start-problem", "damaged", lambda _stage: None),
    Screen("today", "demo", _to("today")),
    Screen("today-new", "new", _to("today")),
    Screen("today-left", "demo", runs.left),
    Screen("practise", "demo", _to("practise")),
    Screen("ready-sets", "demo", runs.sets),
    Screen("summary-set", "demo", runs.set_summary),
    Screen("diagrams", "demo", _to("practise", part="diagrams")),
    *(
        Screen(f"diagram-{number:02}", "demo", _to("practise", diagram=f"DG{number:02}"))
        for number in range(1, 13)
    ),
    Screen("diagram-large", "demo", _diagram_at_200),
    Screen("scenarios", "demo", _to("practise", part="scenarios")),
    *(Screen(f"scenario-{name}", "demo", place) for name, place in SCENARIO_PLACES.items()),
    Screen("question-single-best", "demo", runs.question("single_best")),
    Screen("question-multiple-response", "demo", runs.question("multiple_response")),
    Screen("question-true-false", "demo", runs.question("true_false_reason")),
    Screen("question-two-tier", "demo", runs.question("two_tier")),
    Screen("question-vignette", "demo", runs.question("vignette")),
    Screen("question-ordering", "demo", runs.question("ordering")),
    Screen("question-matching", "demo", runs.question("matching")),
    Screen("question-numeric", "demo", runs.question("numeric")),
    Screen("question-hotspot", "demo", runs.question("hotspot")),
    Screen("feedback-diagram", "demo", runs.feedback_with_diagram),
    Screen("feedback-right", "demo", runs.feedback("single_best", "right")),
    Screen("feedback-wrong", "demo", runs.feedback("single_best", "wrong")),
    Screen("feedback-harm", "demo", runs.feedback("vignette", "harm")),
    Screen("feedback-partly", "demo", runs.feedback("multiple_response", "partly")),
    Screen("feedback-two-tier", "demo", runs.feedback("two_tier", "right")),
    Screen("words", "demo", runs.words),
    Screen("summary", "demo", runs.summary),
    Screen("progress", "demo", _to("progress")),
    Screen("progress-judgement", "demo", _to("progress", 1)),
    Screen("progress-beliefs", "demo", _to("progress", 2)),
    Screen("progress-beliefs-open", "demo", _belief_open),
    Screen("introduction", "demo", runs.introduction),
    Screen("today-follow-up", "demo", _follow_up),
    Screen("progress-new", "new", _to("progress")),
    Screen("sources", "demo", _to("sources")),
    Screen("set-today", "demo", sets.today),
    Screen("set-words", "demo", sets.compare),
    Screen("set-start", "demo", sets.start),
    Screen("set-question", "demo", sets.question),
    Screen("set-overview", "demo", sets.overview),
    Screen("set-exam-end", "demo", sets.exam_end),
    Screen("set-exam-saved", "demo", sets.exam_saved),
    Screen("set-feedback", "demo", sets.practice("at_once", ends=False)),
    Screen("set-practice-end", "demo", sets.practice("at_end", ends=True)),
    Screen("set-scenario", "demo", sets.scenario("at_once")),
    Screen("set-scenario-consequence", "demo", sets.consequence),
    Screen("set-scenario-end", "demo", sets.scenario("at_once", *sets.BAD_RUN)),
    Screen("set-scenario-end-bare", "demo", sets.scenario("never", *sets.BAD_RUN)),
    *(Screen(f"trainer-{name}", "demo", place) for name, place in TRAINER_PLACES.items()),
    *(Screen(f"builder-{name}", "demo", place) for name, place in BUILDER_PLACES.items()),
    *(Screen(f"cohort-set-{name}", "demo", place) for name, place in COHORT_SET_PLACES.items()),
    *(Screen(f"terms-{name}", "demo", place) for name, place in TERMS_PLACES.items()),
    *(Screen(f"trainer-{name}", "demo", place) for name, place in EDITOR_PLACES.items()),
    *(Screen(f"trainer-{name}", "demo", place) for name, place in RESULT_PLACES.items()),
    *(Screen(f"ask-{name}", "demo", place) for name, place in DIALOG_PLACES.items()),
    Screen("settings-look", "demo", _to("settings")),
    Screen("settings-study", "demo", _to("settings", part="study")),
    Screen("settings-data", "demo", _to("settings", part="data")),
    Screen("settings-trainer", "demo", _to("settings", part="trainer")),
    Screen("settings-about", "demo", _to("settings", part="about")),
)


@contextmanager
def prepared() -> Iterator[Path]:
    """Make the data folders that the screens stand on: demo, new, empty, damaged."""
    with tempfile.TemporaryDirectory(prefix="quizapp-pictures-") as name:
        root = Path(name)
        environment = Environment(
            now=lambda: NOW - timedelta(minutes=30), zone=UTC, new_seed=lambda: 7
        )
        for folder in ("demo", "new"):
            app = open_application(root / folder, environment=environment)
            if folder == "demo":
                app.demo.make()
            else:
                app.banks.sync()
                app.profiles.create("Maya")
            app.close()
        (root / "empty").mkdir()
        shutil.copytree(root / "new", root / "damaged")
        (root / "damaged" / "quizapp.db").write_bytes(b"not a database" * 100)
        yield root


def draw(out: Path, only: str = "") -> int:
    """Draw the screens whose name begins with `only`, and return how many pictures there are."""
    count = 0
    out.mkdir(parents=True, exist_ok=True)
    with prepared() as root:
        for screen in SCREENS:
            if not screen.name.startswith(only):
                continue
            for variant in VARIANTS:
                with tempfile.TemporaryDirectory() as name:
                    folder = Path(name) / "data"
                    shutil.copytree(root / screen.data, folder)
                    stage = Stage(folder, variant)
                    screen.prepare(stage)
                    stage.save(out / f"{screen.name}-{variant.name}.png")
                    stage.close()
                    gc.collect()
                count += 1
            print(screen.name)
    return count


def main(arguments: list[str]) -> int:
    """Draw what the arguments ask for."""
    given = dict(argument.split("=", 1) for argument in arguments)
    out = Path(given.get("OUT", "pictures"))
    QApplication.instance() or QApplication([])
    # Widgets must not be collected on the thread of a job; the app sees to that by itself.
    gc.disable()
    count = draw(out, given.get("ONLY", ""))
    print(f"{count} pictures in {out}")
    if "README" in given:
        target = Path(given["README"])
        for name in README_PICTURES:
            short = name.split("-")[0]
            shutil.copyfile(out / f"{name}-light.png", target / f"{short}.png")
        shutil.copyfile(out / "feedback-wrong-dark.png", target / "feedback-dark.png")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
