"""Assigning a draft: reviewed, written, stopped on the way, sent again and used again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from quizapp.application.asked_sets import free_id
from quizapp.application.set_messages import set_message, shipped_sentence
from quizapp.application.set_review import SetReview, review_set
from quizapp.bootstrap import Application
from quizapp.delivery.set_files import read_set
from quizapp.delivery.trainer_keys import TrainerKey
from quizapp.domain.assignments import AssignmentMode, Feedback, Override
from quizapp.domain.attempts import PassRule
from quizapp.domain.errors import UserError
from quizapp.domain.set_drafts import SetDraft
from quizapp.storage.bank_store import BankCompiler
from tests.delivery.world import OTHER_ROOT, ROOT, give_key
from tests.unit.application.test_question_pool import add_own

DUE = datetime(2026, 12, 8, 17, tzinfo=UTC)


class Stopped(Exception):
    """What cancelling raises."""


def unheard(_done: int, _steps: int) -> None:
    return


@pytest.fixture
def key(app: Application) -> TrainerKey:
    return give_key(app, ROOT)


@pytest.fixture
def cohort(app: Application, tmp_path: Path) -> str:
    add_learners(app, tmp_path, "Maya", "Jonas")
    return app.cohorts.find("class").id


def add_learners(app: Application, folder: Path, *names: str) -> None:
    (folder / "class.csv").write_text("\n".join(["name", *names]), encoding="utf-8")
    app.cohorts.import_roster(folder / "class.csv")


@pytest.fixture
def draft(app: Application, cohort: str) -> SetDraft:
    made = app.set_drafts.new("Naloxone: what it can", ["od-001", "od-002"])
    return app.set_drafts.save(replace(made, cohort_id=cohort))


def review(app: Application, draft: SetDraft, members: int = 2) -> SetReview:
    pool = app.question_pool.load()
    items = app.question_pool.items(draft.items, pool)
    return review_set(draft, pool, items, members, app.environment.now())


def send(app: Application, draft: SetDraft, folder: Path, report: Any = unheard) -> Any:
    return app.set_sending.assign(draft, folder, app.trainer.key(), report)


def test_a_draft_becomes_an_assignment_with_a_set_for_each_learner(
    app: Application, draft: SetDraft, key: TrainerKey, tmp_path: Path
) -> None:
    done = send(app, draft, tmp_path / "out")
    assert done.plan.id == "naloxone-what-it-can"
    assert [member.name for member in done.members] == ["Maya", "Jonas"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(
        [*done.files, done.send_list]
    )
    sheet = read_set((tmp_path / "out" / done.files[0]).read_bytes()).sheet
    assert (sheet.plan.title, len(sheet.questions)) == ("Naloxone: what it can", 2)
    sets = app.set_drafts.list()
    assert sets.drafts == ()
    (row,) = sets.assigned
    assert (row.cohort, row.questions, row.sent, row.handed_in) == ("class", 2, 2, 0)


def test_what_is_stopped_leaves_no_file_and_the_draft_as_it_was(
    app: Application, draft: SetDraft, key: TrainerKey, tmp_path: Path
) -> None:
    told: list[int] = []
    for stop_at in range(4):
        told.clear()

        def report(done: int, learners: int, at: int = stop_at) -> None:
            told.append(done)
            assert learners == 2
            if len(told) > at:
                raise Stopped

        with pytest.raises(Stopped):
            send(app, draft, tmp_path / "out", report)
    assert told == [0, 0, 1, 1]
    assert [path.name for path in tmp_path.glob("out/*")] == []
    assert app.set_drafts.list().drafts == (draft,)
    assert app.set_drafts.list().assigned == ()


def test_sent_again_the_files_are_the_same_and_who_joined_gets_one(
    app: Application, draft: SetDraft, key: TrainerKey, tmp_path: Path
) -> None:
    done = send(app, draft, tmp_path / "out")
    add_learners(app, tmp_path, "Ada")
    again = app.set_sending.send_again(done.plan.id, tmp_path / "again", key, unheard)
    assert (again.new, len(again.files)) == (1, 3)
    for name in done.files:
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "out" / name).read_bytes()
    add_learners(app, tmp_path, "Zoe")
    with pytest.raises(UserError, match="with another key"):
        app.set_sending.send_again(
            done.plan.id, tmp_path / "third", TrainerKey(OTHER_ROOT), unheard
        )
    with pytest.raises(UserError, match="not there any more"):
        app.set_sending.send_again("gone", tmp_path, key, unheard)


def test_two_windows_do_not_send_the_same_set_twice(
    app: Application,
    open_app: Callable[..., Application],
    draft: SetDraft,
    key: TrainerKey,
    tmp_path: Path,
) -> None:
    other = open_app()

    told: list[int] = []

    def report(done: int, _learners: int) -> None:
        told.append(done)
        if len(told) == 4:
            send(other, draft, tmp_path / "other")

    with pytest.raises(UserError, match="by another window"):
        send(app, draft, tmp_path / "out", report)
    assert list(tmp_path.glob("out/*")) == []


def test_a_draft_that_is_changed_while_it_is_written_is_not_lost(
    app: Application,
    open_app: Callable[..., Application],
    draft: SetDraft,
    key: TrainerKey,
    tmp_path: Path,
) -> None:
    other, fewer = open_app(), draft.without(draft.items[:1])

    def report(_done: int, _learners: int) -> None:
        other.set_drafts.save(fewer)

    with pytest.raises(UserError, match="changed while it was being written"):
        send(app, draft, tmp_path / "out", report)
    assert list(tmp_path.glob("out/*")) == []
    (left,) = app.set_drafts.list().drafts
    assert left.items == fewer.items
    assert app.set_drafts.list().assigned == ()


def test_a_set_is_not_sent_otherwise_than_it_was_looked_at(
    app: Application, draft: SetDraft, key: TrainerKey, tmp_path: Path
) -> None:
    app.set_drafts.save(draft.without(draft.items[:1]))
    with pytest.raises(UserError, match="is not what you see"):
        send(app, draft, tmp_path / "out")
    assert list(tmp_path.glob("out/*")) == []


def test_a_folder_that_cannot_be_written_to_is_named(
    app: Application, draft: SetDraft, key: TrainerKey, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UserError, match="cannot be made"):
        send(app, draft, tmp_path / "file" / "out")
    out = tmp_path / "out"
    names = send(app, draft, out).files
    (out / names[0]).unlink()
    (out / names[0]).mkdir()
    with pytest.raises(UserError, match="could not be written"):
        app.set_sending.send_again("naloxone-what-it-can", out, key, unheard)
    (out / f"{names[1]}.part").mkdir()
    with pytest.raises(UserError, match="could not be written"):
        app.set_sending.send_again("naloxone-what-it-can", out, key, unheard)


def test_an_assignment_is_used_again_without_its_dates(
    app: Application, draft: SetDraft, cohort: str, key: TrainerKey, tmp_path: Path
) -> None:
    (member, _other) = app.cohorts.members(cohort)
    later = Override(member.id, 1.5, DUE + timedelta(days=1))
    plan = {"due_at": DUE, "overrides": (later,), "time_limit_s": 600}
    draft = app.set_drafts.save(draft.with_plan(**plan))
    sent = send(app, draft, tmp_path / "out")
    again = app.set_sending.use_again(sent.plan.id)
    assert (again.items, again.plan.title) == (draft.items, draft.plan.title)
    assert (again.plan.due_at, again.plan.overrides) == (None, ())
    assert again.plan.time_limit_s == 600
    assert app.set_drafts.get(again.id) == again


def test_an_id_can_be_read_and_is_never_used_twice() -> None:
    assert free_id("Naloxone: was es kann, Übung 1!", ()) == "naloxone-was-es-kann-bung-1"
    assert free_id("Week 3", {"week-3", "week-3-2"}) == "week-3-3"
    assert free_id("Ωμέγα", ()) == "set"


def test_a_draft_says_what_keeps_it_back(app: Application, draft: SetDraft) -> None:
    empty = app.set_drafts.new("  ")
    assert review(app, empty, 0).hindrances == (
        "Give the set a name.",
        "Pick at least one question.",
        "Choose whom it is for.",
    )
    assert review(app, empty, 0).time_words == ""
    assert review(app, draft).hindrances == ()
    assert review(app, draft, 0).hindrances == ("There is nobody in this cohort yet.",)
    gone = draft.with_added(["gone-1"])
    assert review(app, gone).hindrances == ("1 question is not there any more.",)
    many = draft.with_added(f"x-{n}" for n in range(500))
    assert "at most 500" in review(app, many).hindrances[0]
    places = [one.id for one in app.question_pool.load().questions if one.sort.kind == "hotspot"]
    exam = draft.with_added(places[:2]).with_plan(mode=AssignmentMode.EXAM)
    assert "2 questions ask for a place" in review(app, exam).hindrances[0]


def test_a_draft_says_what_to_know(app: Application, draft: SetDraft) -> None:
    BankCompiler(app.database).save_cues([("od-001", "od-002")])
    case = next(one.id for one in app.question_pool.load().questions if one.case_id == "kitchen")
    rule = PassRule(0.8, no_critical_error=False, topics=(("history", 0.5),))
    told = draft.with_added([case]).with_plan(
        mode=AssignmentMode.EXAM, due_at=datetime(2026, 1, 1, tzinfo=UTC), passes=rule
    )
    shipped, pair, part, late, topic = review(app, told).remarks
    assert shipped.startswith("3 of 3 questions came with Quizapp")
    assert pair == "1 pair of questions give each other away."
    assert part == "1 more question belongs to cases in this set."
    assert late == "It is due already: every result will be late."
    assert topic == ("What it takes to pass in History counts for nothing: no question is on it.")


def test_a_draft_says_when_there_is_no_time_to_be_lengthened(
    app: Application, draft: SetDraft
) -> None:
    hurried = draft.with_plan(time_limit_s=600, overrides=(Override("m1", 1.5),))
    assert review(app, hurried).remarks == ()
    assert review(app, hurried.with_plan(time_limit_s=None)).remarks == (
        "Extra time counts for nothing: there is no time limit.",
    )


def test_the_time_says_what_it_rests_on(app: Application, draft: SetDraft) -> None:
    pool = app.question_pool.load()
    items = app.question_pool.items(draft.items, pool)
    kinds = {item.kind for item in items}
    assert "from 200 words a minute" in review(app, draft).time_words
    measured = replace(pool, usual_ms=dict.fromkeys(kinds, 45_000))
    words = review_set(draft, measured, items, 2, DUE).time_words
    assert words == "About 2 minutes, from times measured here"
    other = next(one.id for one in pool.questions if one.sort.kind not in kinds)
    mixed = app.question_pool.items((*draft.items, other), pool)
    words = review_set(draft, measured, mixed, 2, DUE).time_words
    assert ": 2 questions from times measured here, 1 from 200 words a minute" in words


def test_the_mix_is_in_the_order_of_topics(app: Application, draft: SetDraft) -> None:
    mixed = draft.with_added(["rm-001"])
    topics = list(app.question_pool.load().titles)
    found = review(app, mixed).mix
    assert dict(found) == {"overdose-response": 2, "receptor-mechanisms": 1}
    assert [topics.index(topic) for topic, _count in found] == sorted(
        topics.index(topic) for topic, _count in found
    )


def test_a_message_says_what_to_do_by_when_and_how_to_know_the_sender() -> None:
    zone = ZoneInfo("Europe/Berlin")
    draft = SetDraft(plan=plan_of("Week 3"))
    short = set_message(draft.plan, "lusab-babad", zone)
    assert short.startswith("Here is “Week 3”. Answer it in Quizapp and send me the result file. ")
    assert "My key in words is lusab-babad" in short
    full = draft.with_plan(due_at=DUE, opens_at=DUE - timedelta(days=1), time_limit_s=1800).plan
    said = set_message(full, "lusab-babad", zone, name="Maya", file="week-3-m1.quizset")
    assert said.startswith("Hello Maya,\n\nHere is “Week 3” (week-3-m1.quizset).")
    assert "by 8 December 2026, 18:00 (UTC+01:00)" in said
    assert "It opens on 7 December 2026, 18:00" in said
    assert "You have 30 minutes once you begin." in said


def plan_of(title: str) -> Any:
    from quizapp.domain.assignments import AssignmentPlan

    return AssignmentPlan(
        id="w", title=title, mode=AssignmentMode.PRACTICE, feedback=Feedback.AT_END
    )


def test_an_exam_of_own_questions_hides_all_of_them(
    app: Application, draft: SetDraft, key: TrainerKey, tmp_path: Path
) -> None:
    add_own(app, tmp_path)
    own = replace(draft, items=("own-1", "own-2")).with_plan(mode=AssignmentMode.EXAM)
    assert review(app, own).remarks == ()
    done = send(app, app.set_drafts.save(own), tmp_path / "out")
    assert (done.questions, done.shipped) == (2, 0)
    assert shipped_sentence(0, 8) == ""
    assert "1 of 8 questions came with Quizapp, so its answer stands" in shipped_sentence(1, 8)


def test_terms_of_one_who_turned_out_to_be_another_go_out_with_that_persons_set(
    app: Application, draft: SetDraft, key: TrainerKey, tmp_path: Path
) -> None:
    ids = {one.name: one.id for one in app.cohorts.members(draft.cohort_id)}
    later = Override(ids["Maya"], 1.5, DUE + timedelta(days=3))
    plan = replace(draft.plan, due_at=DUE, time_limit_s=600, overrides=(later,), shares_file=True)
    draft = app.set_drafts.save(replace(draft, plan=plan))
    app.rosters.merge(ids["Jonas"], [ids["Maya"]], draft.cohort_id)
    recipients = app.assigning.recipients(draft.plan, draft.cohort_id)
    assert [one.name for one in recipients.with_conditions] == ["Jonas"]
    done = send(app, draft, tmp_path / "sets")
    (path,) = (tmp_path / "sets" / file for file in done.files)
    sent = read_set(path.read_bytes()).sheet.plan
    assert (sent.time_limit_s, sent.due_at) == (900, later.due_at)
    kept = app.assigning.get(done.plan.id).plan
    assert kept.own_terms(ids["Jonas"]) == replace(later, member_id=ids["Jonas"])
