"""A learner goes through a set from a trainer in the window, in any order, until it is handed in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from quizapp.application.sitting_views import PlaceView
from quizapp.domain.answers import OptionAnswer
from quizapp.domain.confidence import Confidence
from quizapp.domain.errors import UserError
from quizapp.storage.sitting_store import SittingStore
from quizapp.ui.main_window import MainWindow
from quizapp.ui.sitting import page as page_module
from quizapp.ui.sitting.asking import Step
from quizapp.ui.sitting.page import SittingPage
from tests.conftest import Clock
from tests.delivery.sitting_steps import Pupil
from tests.delivery.world import World
from tests.ui.session_steps import part, press, settle, texts, tile, tiles

if TYPE_CHECKING:
    from tests.ui.set_fixtures import Show, Sit

pytest_plugins = ("tests.ui.set_fixtures",)

Key = Qt.Key
LIMIT = "minutes: 10"
HOTSPOT = "od-050"


def save_to(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Choose a folder in the place of the learner, and the name that is proposed."""
    monkeypatch.setattr(page_module, "save_file", lambda _p, _t, name, _f: folder / name)


def click(page: SittingPage, name: str) -> None:
    part(page, name).click()
    settle()


def test_a_set_says_what_it_takes_and_what_is_recorded_before_it_begins(sit: Sit) -> None:
    page, _ = sit("exam", 2, LIMIT)
    said = texts(page)
    for words in (
        "Week 3",
        "Exam, 8 questions",
        "10 minutes from the start. The time runs on when you leave or close Quizapp.",
        "Due 10 March, 18:00",
        "2 attempts, the best one counts; 2 left",
        "7 of 8 right, and no answer that could harm somebody",
        "Nothing is locked",
        "only what your trainer takes in counts",
    ):
        assert words in said
    assert part(page, "go").hasFocus()


def test_an_exam_can_be_sat_with_the_keyboard_alone(
    sit: Sit, assigned_world: World, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, pupil = sit()
    save_to(monkeypatch, assigned_world.inbox)
    press(qtbot, page, Key.Key_Return)
    right = [one.text() for one in tiles(page)].index("Amber")
    press(qtbot, page, (Key.Key_1, Key.Key_2, Key.Key_3)[right])
    assert "Enter save and next" in texts(page)
    press(qtbot, page, Key.Key_4, modifier=Qt.KeyboardModifier.AltModifier)
    press(qtbot, page, *[Key.Key_Return] * 8)
    assert page.asking.step is Step.OVERVIEW
    assert "7 questions without an answer." in texts(page)
    press(qtbot, page, Key.Key_Return)
    assert "1 of 8 answered." in texts(page)
    press(qtbot, page, Key.Key_Return)
    (row,) = assigned_world.collect()
    assert row.result is not None
    assert (row.result.right, row.result.confidences[0]) == (1, Confidence.CERTAIN)
    with qtbot.waitSignal(page.closed):
        press(qtbot, page, Key.Key_Escape)
    assert pupil.sets.rows(pupil.id)[0].attempts_left == 0


def test_what_was_answered_is_there_again_for_every_kind_of_question(sit: Sit) -> None:
    page, pupil = sit()
    run = pupil.begin()
    pupil.answer(run, *range(1, 9))
    click(page, "go")
    for position in range(8):
        page.asking.ask(position)
        settle()
        answer = page.frame.run.pane.answer()
        assert answer == run.place(position).answer, answer
        assert part(page, "check").text() in ("Save and next", "Save and see all")


def test_a_place_in_a_diagram_is_there_again(show: Show, assigned_world: World) -> None:
    path = assigned_world.spec("practice")
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text(
        "\n".join(
            f"items: [{HOTSPOT}]" if line.startswith("items") else line
            for line in lines
            if not line.startswith(("banks", "pass"))
        ),
        encoding="utf-8",
    )
    assigned_world.trainer.assigning.assign(
        path, "class", assigned_world.folder / "sets", assigned_world.key
    )
    app = assigned_world.learner()
    app.banks.sync()
    page = show(Pupil.make(assigned_world))
    click(page, "go")
    tiles(page)[1].click()
    settle()
    given = page.frame.run.pane.answer()
    click(page, "check")
    page.asking.ask(0)
    settle()
    assert page.frame.run.pane.answer() == given
    click(page, "overview")
    click(page, "go")
    assert "of 1 question right" in texts(page)


def test_what_stands_below_the_questions_stays_where_it_is(sit: Sit) -> None:
    page, _ = sit()
    click(page, "go")
    sure = page.frame.question_bar.confidence
    first = sure.geometry()
    assert not part(page, "back").isEnabled()
    click(page, "check")
    assert part(page, "back").isEnabled()
    assert sure.geometry() == first


def test_questions_are_gone_through_in_any_order_and_flagged(sit: Sit, qtbot: QtBot) -> None:
    page, pupil = sit()
    click(page, "go")
    click(page, "check")
    tiles(page)[0].click()
    press(qtbot, page, Key.Key_M)
    assert part(page, "flag").text() == "Flagged"
    click(page, "back")
    assert not part(page, "check").text().startswith("Save")
    press(qtbot, page, Key.Key_Return)
    press(qtbot, page, Key.Key_Left, modifier=Qt.KeyboardModifier.AltModifier)
    click(page, "overview")
    assert "7 questions without an answer. 1 flagged." in texts(page)
    click(page, "place_1")
    assert page.frame.run.pane.answer() is not None
    click(page, "overview")
    click(page, "second")
    assert page.asking.step is Step.QUESTION
    assert pupil.begin().place(1).is_flagged


def test_of_many_questions_without_an_answer_the_first_are_written_out(sit: Sit) -> None:
    page, _ = sit()
    places = tuple(PlaceView(at, "Why?", is_answered=False, is_flagged=False) for at in range(200))
    page.frame.overview.show_places(places)
    page.frame.show_overview()
    settle()
    assert "25. Why?" in texts(page)
    assert "26. Why?" not in texts(page)
    assert "And 175 more, by number below." in texts(page)
    assert part(page, "place_199").accessibleName() == "Question 200, no answer. Go to it"


def test_closing_the_window_keeps_what_is_chosen_and_the_time(
    assigned_world: World, open_window: Callable[..., MainWindow]
) -> None:
    assigned_world.assign()
    pupil = Pupil.make(assigned_world)
    window = open_window(pupil.app.data_dir)
    assert window.workplace is not None
    window.workplace.show_set(pupil.sha256)
    settle()
    part(window, "go").click()
    tile(window, "Birch").click()
    window.close()
    run = pupil.begin()
    assert run.place(0).answer is not None
    assert run.watch.sitting.focus_losses == 1


def test_what_is_chosen_is_kept_when_the_set_is_left_and_gone_on_with(
    sit: Sit, qtbot: QtBot
) -> None:
    page, pupil = sit()
    click(page, "go")
    tile(page, "Birch").click()
    with qtbot.waitSignal(page.closed):
        press(qtbot, page, Key.Key_Escape)
    page.show_set(pupil.sha256)
    assert part(page, "go").text() == "Continue"
    click(page, "go")
    run = pupil.begin()
    assert isinstance(run.place(0).answer, OptionAnswer)
    assert run.watch.sitting.focus_losses == 1
    assert "2 of 8" in texts(page)


def test_at_the_end_of_the_time_what_is_there_is_handed_in(sit: Sit, clock: Clock) -> None:
    page, _ = sit("exam", 1, LIMIT)
    click(page, "go")
    assert "10:00" in texts(page)
    tile(page, "Cedar").click()
    warned = []
    page.asking.watching.nearly_over.connect(lambda: warned.append(1))
    clock.advance(minutes=9, seconds=1)
    page.asking.watching.look()
    page.asking.watching.look()
    assert (warned, "0:59" in texts(page)) == ([1], True)
    clock.advance(minutes=1)
    page.asking.watching.look()
    settle()
    assert "The time was up, and what was there was handed in. 1 of 8 answered." in texts(page)


def test_a_set_whose_time_ran_out_while_it_was_closed_is_handed_in_when_it_is_opened(
    sit: Sit, clock: Clock
) -> None:
    page, pupil = sit("exam", 1, LIMIT)
    pupil.answer(pupil.begin(), 1)
    clock.advance(hours=1)
    click(page, "go")
    assert "The time was up, and what was there was handed in. 1 of 8 answered." in texts(page)


def test_what_was_recorded_is_shown_to_the_learner(sit: Sit, clock: Clock) -> None:
    page, _ = sit()
    click(page, "go")
    watching = page.asking.watching
    for state in (Qt.ApplicationState.ApplicationInactive, Qt.ApplicationState.ApplicationActive):
        watching.on_application_changed(state)
        watching.on_application_changed(state)
    clock.set_by(hours=-1, minutes=-5)
    watching.look()
    click(page, "overview")
    click(page, "go")
    said = texts(page)
    assert "The questions were not in front once, for less than a second in all." in said
    assert "The clock of this computer was set back by 1 hour 5 minutes." in said
    watching.on_application_changed(Qt.ApplicationState.ApplicationInactive)
    watching.look()


def test_that_nothing_was_recorded_is_said_to_the_learner_too(sit: Sit) -> None:
    page, _ = sit()
    for name in ("go", "overview", "go"):
        click(page, name)
    said = texts(page)
    assert "The questions were in front all the time, and the clock was not set." in said


def test_practice_with_feedback_at_once_shows_what_is_right_and_goes_on(
    sit: Sit, qtbot: QtBot
) -> None:
    page, pupil = sit("practice", 1, "feedback: at_once")
    click(page, "go")
    assert part(page, "check").text() == "Skip for now"
    assert "Enter skip for now" in texts(page)
    tile(page, "Cedar").click()
    assert part(page, "check").text() == "Check answer"
    assert "Enter check answer" in texts(page)
    press(qtbot, page, Key.Key_Return)
    assert "This answer could harm somebody" in texts(page)
    assert "It counts as a critical error." in texts(page)
    press(qtbot, page, Key.Key_Return)
    assert page.asking.step is Step.QUESTION
    click(page, "back")
    assert page.asking.step is Step.FEEDBACK
    tiles_before = pupil.begin().place(0).answer
    press(qtbot, page, Key.Key_1)
    assert pupil.begin().place(0).answer == tiles_before


def test_practice_is_looked_back_on_question_by_question(sit: Sit, qtbot: QtBot) -> None:
    page, pupil = sit("practice", 2)
    run = pupil.begin()
    pupil.answer(run, *range(1, 8), given={"1": {"option": "Birch"}})
    click(page, "go")
    click(page, "overview")
    click(page, "go")
    said = texts(page)
    assert "6/8" in said or "6 of 8 right" in said
    assert "Not passed this time" in said
    click(page, "review_0")
    assert "UNSAID, why it is so." in texts(page)
    press(qtbot, page, Key.Key_Return)
    assert part(page, "review_0").hasFocus()
    click(page, "first")
    assert part(page, "go").text() == "Start"
    assert "Attempt 1" in texts(page)


def test_a_result_is_saved_shown_in_its_folder_and_exported_again(
    sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(page_module, "open_folder", opened.append)
    page, pupil = sit()
    click(page, "go")
    click(page, "overview")
    click(page, "go")
    monkeypatch.setattr(page_module, "save_file", lambda *_: None)
    click(page, "go")
    assert part(page, "go").text() == "Save the result"
    assert "One step is left: Week 3" in texts(page)
    assert "Export again" not in texts(page)
    page.show_set(pupil.sha256)
    settle()
    assert "One step is left: Week 3" in texts(page)
    save_to(monkeypatch, tmp_path)
    click(page, "go")
    (saved,) = tmp_path.glob("*.quizresult")
    assert f"Send the file {saved.name} to your trainer" in texts(page)
    assert "Export again" in texts(page)
    click(page, "second")
    assert opened == [tmp_path]
    before = saved.read_bytes()
    saved.unlink()
    click(page, "export-1-1")
    assert saved.read_bytes() == before
    page.show_set(pupil.sha256)
    settle()
    assert "Finished: Week 3" in texts(page)
    assert "All attempts" not in texts(page)


def test_a_disk_that_cannot_be_written_to_is_said_and_nothing_is_lost(
    sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from quizapp.ui.sitting import asking

    said: list[str] = []
    monkeypatch.setattr(asking, "show_error", lambda _w, text, _hint: said.append(text))
    page, _ = sit()
    click(page, "go")
    click(page, "overview")
    click(page, "go")
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(page_module, "save_file", lambda *_: tmp_path / "file" / "x")
    click(page, "go")
    assert said
    assert part(page, "go").text() == "Save the result"


def errors_told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return where the errors will stand that are shown while a set is answered."""
    from quizapp.ui.sitting import asking

    said: list[str] = []
    monkeypatch.setattr(asking, "show_error", lambda _w, text, _hint: said.append(text))
    return said


def fill_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no attempt be saved any more."""

    def fail(*_: object) -> None:
        raise UserError("The disk is full.")

    monkeypatch.setattr(SittingStore, "save", fail)


def test_a_disk_that_is_full_stops_no_clock_and_keeps_what_is_chosen_on_screen(
    sit: Sit, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = errors_told(monkeypatch)
    page, pupil = sit("exam", 1, LIMIT)
    click(page, "go")
    tile(page, "Birch").click()
    fill_disk(monkeypatch)
    clock.advance(minutes=1)
    page.asking.watching.look()
    page.asking.watching.on_application_changed(Qt.ApplicationState.ApplicationInactive)
    assert ("9:00" in texts(page), said) == (True, [])
    click(page, "check")
    assert (said, "1 of 8" in texts(page)) == (["The disk is full."], True)
    monkeypatch.undo()
    click(page, "check")
    run = pupil.begin()
    assert run.place(0).answer is not None
    assert run.watch.sitting.focus_losses == 1
    # Else the clock, which could not be kept, is looked at once more when the database is closed.
    page.keep_time()


def test_no_question_is_asked_after_the_time_also_where_the_disk_was_full_at_its_end(
    sit: Sit, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = errors_told(monkeypatch)
    page, _ = sit("exam", 1, LIMIT)
    click(page, "go")
    tile(page, "Birch").click()
    fill_disk(monkeypatch)
    clock.advance(minutes=10)
    page.asking.watching.look()
    assert (said, "1 of 8" in texts(page)) == (["The disk is full."], True)
    monkeypatch.undo()
    click(page, "check")
    assert "The time was up, and what was there was handed in. 1 of 8 answered." in texts(page)


def test_a_set_that_is_not_open_yet_can_be_looked_at_only(sit: Sit, qtbot: QtBot) -> None:
    page, _ = sit("exam", 1, "opens: 2026-03-05T09:00+01:00")
    assert "This set opens on 5 March, 09:00." in texts(page)
    assert not [
        one for one in page.findChildren(type(part(page, "second")), "go") if one.isVisible()
    ]
    with qtbot.waitSignal(page.closed):
        click(page, "second")


def test_the_time_can_be_hidden_and_the_keys_be_looked_up(
    sit: Sit, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from quizapp.ui import shortcuts

    sheets: list[object] = []
    monkeypatch.setattr(shortcuts, "show_sheet", sheets.append)
    page, _ = sit("exam", 1, LIMIT)
    click(page, "go")
    press(qtbot, page, Key.Key_T)
    assert "10:00" not in texts(page)
    press(qtbot, page, Key.Key_PageDown)
    qtbot.keyClicks(page.focusWidget(), "?")
    assert sheets == [page]
