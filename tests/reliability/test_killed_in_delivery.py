"""A process killed while handing in or collecting loses nothing and leaves nothing half-written."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pypdf
import pytest

from quizapp.application.reports.writing import ReportForm
from quizapp.bootstrap import Application, Environment
from quizapp.delivery.result_files import read_result
from tests.conftest import START
from tests.delivery.sitting_steps import Pupil
from tests.delivery.world import World
from tests.reliability.killing import killed
from tests.unit.application.scenario_steps import served_scenario
from tests.unit.domain.scenario_factory import action, with_scene

pytestmark = [pytest.mark.usefixtures("unmeasured"), pytest.mark.no_cover]

KILLS = 8
LEARNERS = 60


@pytest.fixture
def world(tmp_path: Path, open_app: Callable[..., Application], environment: Environment) -> World:
    made = World.make(tmp_path, open_app, environment)
    names = "".join(f"Learner {number}\n" for number in range(LEARNERS))
    (tmp_path / "class.csv").write_text(f"name\n{names}", encoding="utf-8")
    made.trainer.cohorts.import_roster(tmp_path / "class.csv")
    made.assign()
    return made


def test_kills_while_handing_in_lose_no_result_that_was_said_to_be_kept(world: World) -> None:
    path = world.sets()[0]
    learner = world.learner()
    learner.close()
    rng = random.Random(2026)
    said: list[str] = []
    for seed in range(KILLS):
        said += killed(learner.data_dir, str(path), seed, rng.uniform(0, 0.05), "handing_in")
    again = world.learner()
    kept = again.database.rows("SELECT revision, bytes FROM hand_in ORDER BY revision")
    assert [revision for revision, _ in kept] == list(range(1, len(kept) + 1))
    assert KILLS <= len(said) <= len(kept) <= len(said) + KILLS
    by_revision = dict(kept)
    for name, revision in map(json.loads, said):
        assert (world.inbox / name).read_bytes() == by_revision[revision]
    # Every file is whole, and those that there was no time to write are only missing.
    for file in world.inbox.glob("*.quizresult"):
        assert read_result(file.read_bytes(), world.key).result.revision in by_revision
    assert again.database.row("PRAGMA integrity_check") == ("ok",)
    # What is in the folder is taken in from the first revision to the last.
    assert {row.outcome.value for row in world.collect()} == {"taken in"}


def test_kills_while_a_set_is_answered_lose_no_answer_and_no_time(world: World) -> None:
    pupil = Pupil.make(world)
    pupil.app.close()
    rng = random.Random(2026)
    for seed in range(1, KILLS + 1):
        said = killed(pupil.app.data_dir, pupil.sha256, seed, rng.uniform(0, 0.05), "sitting")
        again = world.learner()
        ((answer, elapsed_ms),) = again.database.rows(
            "SELECT answer, elapsed_ms FROM sitting_answer"
        )
        # One more may have been saved that there was no time to say.
        number = int(json.loads(answer)["number"])
        assert number - int(said[-1]) in (0, 1)
        assert elapsed_ms >= len(said)
        assert again.database.row("PRAGMA integrity_check") == ("ok",)
        again.close()
    ((used_ms, seen_at),) = world.learner().database.rows("SELECT used_ms, seen_at FROM sitting")
    assert used_ms > 0
    assert seen_at > START.isoformat()
    again = world.learner()
    run = again.assigned_sets.begin(pupil.sha256)
    run.hand_in()
    assert run.end().answered == 1


def test_kills_in_the_scenario_of_a_set_lose_no_action(world: World) -> None:
    circle = with_scene("floor", actions=(action("turn", to="floor"), action("go", to="saved")))
    served_scenario(world.trainer, scenes=circle.scenes, reference_path=("go",))
    items = {"own-2, own-3, own-4, own-5, own-6, own-7, own-8]": "T01]", "week-3": "week-4"}
    world.assign("practice", **items)
    path = min((world.folder / "sets").glob("week-4-*.quizset"))
    pupil = Pupil.make(world, path)
    pupil.app.close()
    rng = random.Random(2026)
    for seed in range(3):
        wait = rng.uniform(0, 0.02)
        said = killed(pupil.app.data_dir, pupil.sha256, seed, wait, "playing_set")
        again = world.learner()
        ((answer, elapsed_ms),) = again.database.rows(
            "SELECT answer, elapsed_ms FROM sitting_answer"
        )
        actions = json.loads(answer)["actions"]
        # One more may have been saved that there was no time to say.
        assert len(actions) - int(said[-1]) in (0, 1)
        assert elapsed_ms == len(actions)
        again.close()


def test_kills_while_collecting_take_everything_in_once(
    world: World, open_app: Callable[..., Application]
) -> None:
    for number, path in enumerate(world.sets()):
        world.put(world.forged(path, attempt=f"a{number}"), f"{number:03}.quizresult")
    for number in range(10):
        world.put(b"junk", f"{number * 6:03}x.quizresult")
    files = len(list(world.inbox.iterdir()))
    world.trainer.close()
    rng = random.Random(2026)
    said: list[str] = []
    for seed in range(KILLS):
        after_s = rng.uniform(0, 0.02)
        folder = world.trainer.data_dir
        said += killed(folder, str(world.inbox), seed, after_s, "collecting")
    world.trainer = open_app(world.trainer.data_dir)
    rest = world.collect()
    taken = [json.loads(line)[0] for line in said if json.loads(line)[1] == "taken in"]
    taken += [row.file for row in rest if row.outcome == "taken in"]
    assert len(taken) == len(set(taken))
    stored = world.trainer.database.rows("SELECT file_name FROM received_result")
    assert len(stored) == len(world.sets())
    assert set(taken) <= {name for (name,) in stored}
    aside = world.inbox / "set-aside"
    left = [*world.inbox.glob("*.quizresult"), *aside.glob("*.quizresult")]
    assert len(left) == files
    assert len(list(aside.glob("*x.quizresult"))) == 10
    assert world.trainer.database.row("PRAGMA integrity_check") == ("ok",)


def test_kills_while_exporting_leave_whole_reports_or_none(
    world: World, open_app: Callable[..., Application], tmp_path: Path
) -> None:
    for path in world.sets()[:20]:
        world.put(world.forged(path), f"{path.stem}.quizresult")
    world.collect()
    out = tmp_path / "reports"
    world.trainer.close()
    rng = random.Random(2026)
    for seed in range(len(ReportForm)):
        killed(world.trainer.data_dir, str(out), seed, rng.uniform(0, 0.4), "exporting")
        assert_whole(out)
    world.trainer = open_app(world.trainer.data_dir)
    reporting = world.trainer.score_reporting
    report = reporting.report("week-3")
    assert sum(score.best is not None for score in report.scores) == 20
    for form in ReportForm:
        reporting.write(report, form, out)
    assert_whole(out)
    assert not list(out.glob("*.part"))


def assert_whole(folder: Path) -> None:
    """Fail unless all reports in a folder can be read to their end."""
    for path in folder.iterdir():
        match path.suffix:
            case ".xlsx":
                assert openpyxl.load_workbook(path).worksheets
            case ".pdf":
                assert pypdf.PdfReader(path).pages[-1].extract_text()
            case ".json":
                json.loads(path.read_bytes())
            case ".html":
                assert path.read_text("utf-8").rstrip().endswith("</html>")
            case ".csv":
                assert path.read_bytes().endswith(b"\n")


def test_kills_while_regrading_leave_whole_regrades_or_none(
    world: World, open_app: Callable[..., Application]
) -> None:
    for number, path in enumerate(world.sets()):
        world.put(world.forged(path, attempt=f"a{number}"), f"{number:03}.quizresult")
    world.collect()
    world.trainer.close()
    rng = random.Random(2026)
    said: list[str] = []
    for seed in range(KILLS):
        after_s = rng.uniform(0, 0.1)
        said += killed(world.trainer.data_dir, "week-3", seed, after_s, "regrading")
    trainer = open_app(world.trainer.data_dir)
    past = trainer.regrading.history("week-3")
    assert set(said) <= {one.reason for one in past}
    assert len(said) <= len(past) <= len(said) + KILLS
    # Each regrade has marked every result anew.
    counts = trainer.database.rows("SELECT count(*) FROM marking GROUP BY regrade")
    assert counts == [(len(world.sets()),)] * len(past)
    assert trainer.database.row("PRAGMA integrity_check") == ("ok",)
