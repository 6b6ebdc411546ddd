"""What a trainer or a learner gets wrong is said in one sentence, and nothing is written."""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path

import pytest

from quizapp.application.intake_files import results_among, set_aside
from quizapp.application.roster_import import RosterHeadings
from quizapp.domain.errors import UserError
from tests.delivery.world import ALL_RIGHT, BANK, OTHER_ROOT, SPEC, World, give_key


def assigned(world: World, old: str, new: str, cohort: str = "class") -> str:
    """Return what is said when a line of a sound assignment is spoilt."""
    path = world.folder / "spec.yaml"
    path.write_text(SPEC.format(mode="exam", attempts=1).replace(old, new), encoding="utf-8")
    with pytest.raises(UserError) as caught:
        world.trainer.assigning.assign(path, cohort, world.folder / "sets", world.key)
    assert world.trainer.score_reporting._store.ids() == ()
    return str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("own-8", "own-9", "There is no question own-9"),
        ("own-8", "own-7", "spec.yaml:6: The question own-7 stands twice"),
        ("banks: [own.yaml]", "banks: [own.yaml, more.yaml]", "spec.yaml:5: banks: there is no"),
        ("items: [", "leave_out_seen: true\nitems: [", "spec.yaml:6: leave_out_seen: only"),
        ("own-8", "od-050", "a place in a diagram"),
        ("banks: [own.yaml]\n", "", "There is no question own-1"),
        ("own.yaml", "none.yaml", "spec.yaml:5: banks: there is no"),
        ("items: [", "set: none\nitems: [", "one of `items`, `set` and `fill`"),
        ("2026-03-10T18:00+01:00", "2026-03-10T18:00", "spec.yaml:7: due: a moment"),
        ("2026-03-10T18:00+01:00", "tomorrow", "spec.yaml:7: due: a moment"),
        ("mode: exam", "mode: game", "mode: 'game' is not known here"),
        ("attempts: 1", "attempts: 99", "attempts"),
        ("title: Week 3", "titel: Week 3", "titel"),
        ("assignment/1", "assignment/2", "format: this file must say"),
        ("format:", "\tformat:", "spec.yaml"),
    ],
)
def test_a_spoilt_assignment_is_refused(world: World, old: str, new: str, said: str) -> None:
    assert said in assigned(world, old, new)


def test_a_set_that_is_not_there_a_draft_and_a_cohort_nobody_knows(world: World) -> None:
    items = "items: [own-1, own-2, own-3, own-4, own-5, own-6, own-7, own-8]"
    assert "spec.yaml:6: There is no ready-made set none" in assigned(world, items, "set: none")
    assert "There are: class" in assigned(world, "x", "x", cohort="others")
    bank = world.folder / "own.yaml"
    text = bank.read_text(encoding="utf-8")
    bank.write_text(text.replace("status: second_read", "status: draft"), encoding="utf-8")
    assert "own-1 is a draft" in assigned(world, "x", "x")
    bank.write_text(text.replace("kind: numeric", "kind: essay"), encoding="utf-8")
    assert "own.yaml:" in assigned(world, "x", "x")


def test_a_warning_about_a_bank_does_not_keep_it_from_being_assigned(world: World) -> None:
    banks = world.folder / "collection" / "banks"
    banks.mkdir(parents=True)
    (banks / "own.yaml").write_text(BANK, encoding="utf-8")
    (banks.parent / "notes.yaml").write_text("format: notes/1\n", encoding="utf-8")
    path = world.spec()
    text = path.read_text(encoding="utf-8").replace("own.yaml", "collection")
    path.write_text(text, encoding="utf-8")
    done = world.trainer.assigning.assign(path, "class", world.folder / "sets", world.key)
    assert done.questions == 8


def test_too_many_questions_and_too_long_ones_are_refused(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from quizapp.application import asked_sets

    monkeypatch.setattr(asked_sets, "MOST_QUESTIONS", 7)
    assert "at most 7 questions" in assigned(world, "x", "x")
    monkeypatch.undo()
    bank = world.folder / "own.yaml"
    text = bank.read_text(encoding="utf-8")
    bank.write_text(text.replace("Which one?", "Which one? " * 2000), encoding="utf-8")
    assert "do not fit into a set" in assigned(world, "x", "x")


def test_a_specification_and_a_bank_with_a_byte_order_mark_are_read(world: World) -> None:
    path = world.spec()
    for file in (path, world.folder / "own.yaml"):
        file.write_bytes(BOM_UTF8 + file.read_bytes())
    done = world.trainer.assigning.assign(path, "class", world.folder / "sets", world.key)
    assert (done.questions, done.shipped) == (8, 0)


def test_a_ready_made_set_can_be_assigned_by_name_and_its_questions_are_counted(
    world: World,
) -> None:
    items = "items: [own-1, own-2, own-3, own-4, own-5, own-6, own-7, own-8]"
    path = world.spec("practice")
    text = path.read_text(encoding="utf-8").replace("banks: [own.yaml]\n", "")
    lines = text.replace(items, "set: overdose-before").splitlines()
    kept = [one for one in lines if not one.startswith(("due", "pass"))]
    path.write_text("\n".join(kept), encoding="utf-8")
    done = world.trainer.assigning.assign(path, "class", world.folder / "sets", world.key)
    assert (done.questions, done.shipped, done.plan.passes) == (20, 20, None)
    handed = world.hand_in(world.sets()[0], {})
    assert (handed.unanswered, handed.is_overdue) == (20, False)
    report = world.trainer.score_reporting.report("week-3")
    assert report.passed is None


def test_assigning_again_writes_the_same_bytes_and_sets_for_those_who_joined(
    world: World,
) -> None:
    world.assign()
    before = {path.name: path.read_bytes() for path in world.sets()}
    world.sets()[0].unlink()
    (world.folder / "class.csv").write_text("name\nMaya\nZoe\n", encoding="utf-8")
    added = world.trainer.cohorts.import_roster(world.folder / "class.csv")
    assert (added.added, added.already_there) == (1, 1)
    assert (world.assign().new, len(world.sets())) == (1, 3)
    assert {path.name: path.read_bytes() for path in world.sets()[:2]} == before


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("overrides: [{learner: Zed}]", "yaml:7: .*Zed, and nobody in the cohort is called so"),
        ("overrides: [{learner: Maya}]", "yaml:7: .*Maya, and 2 in the cohort are called so"),
        (
            "overrides:\n- {learner: Jonas}\n- {learner: Jonas}",
            "yaml:9: .*a learner has two overrides",
        ),
    ],
)
def test_an_override_names_one_learner_once(world: World, more: str, said: str) -> None:
    (world.folder / "class.csv").write_text("name,id\nMaya,7\n", encoding="utf-8")
    world.trainer.cohorts.import_roster(world.folder / "class.csv")
    with pytest.raises(UserError, match=said):
        world.assign(due=f"{more}\ndue")


def test_what_is_asked_for_otherwise_is_not_the_same_assignment(world: World) -> None:
    world.assign(due="minutes: 10\ndue")
    assert world.assign(due="minutes: 10\ndue").new == 0
    with pytest.raises(UserError, match="was assigned before"):
        world.assign(due="minutes: 11\ndue")


def test_an_id_is_never_used_for_something_else(world: World) -> None:
    world.assign()
    with pytest.raises(UserError, match="was assigned before"):
        world.assign(attempts=2)
    other = give_key(world.learner("other"), OTHER_ROOT)
    with pytest.raises(UserError, match="was assigned before"):
        world.trainer.assigning.assign(world.spec(), "class", world.folder / "sets", other)


def test_ids_that_a_disk_may_take_for_one_are_not_both_given(world: World) -> None:
    world.assign()
    with pytest.raises(UserError, match="Week-3 differs only in capitals from week-3"):
        world.assign(**{"id: week-3": "id: Week-3"})


def test_a_cohort_of_nobody_is_sent_nothing_but_a_file_for_who_enrols_later(world: World) -> None:
    world.trainer.cohorts.new("later")
    sets = world.folder / "sets"
    with pytest.raises(UserError, match="There is nobody in the cohort later"):
        world.trainer.assigning.assign(world.spec(), "later", sets, world.key)
    assert not sets.exists()
    done = world.trainer.assigning.assign(world.spec(), "later", sets, world.key, one_file=True)
    assert done.shared == "week-3-cohort.quizset"


def test_folders_that_cannot_be_made_or_read_are_named(world: World, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(UserError, match="cannot be made"):
        world.trainer.assigning.assign(world.spec(), "class", blocked, world.key)
    world.assign()
    path = world.sets()[0]
    handing_in = world.learner().handing_in
    with pytest.raises(UserError, match="cannot be made"):
        handing_in.hand_in(path, world.answers(path, {}), blocked / "x")
    with pytest.raises(UserError, match="cannot be read"):
        handing_in.sheet(tmp_path / "none.quizset")
    with pytest.raises(UserError, match="cannot be read"):
        list(world.trainer.intake.collect(tmp_path / "none", world.key))
    reporting = world.trainer.score_reporting
    with pytest.raises(UserError, match="cannot be made"):
        reporting.write(reporting.report("week-3"), "csv", blocked)


def test_a_report_needs_an_assignment(world: World) -> None:
    with pytest.raises(UserError, match="quizapp assign"):
        world.trainer.score_reporting.report("week-3")
    world.assign()
    with pytest.raises(UserError, match="There are: week-3"):
        world.trainer.score_reporting.report("week-4")


def test_a_folder_or_a_file_that_cannot_be_read_is_refused_and_stays(world: World) -> None:
    world.assign()
    (world.inbox / "folder.quizresult").mkdir()
    (world.inbox / "gone.quizresult").symlink_to(world.inbox / "none")
    rows = world.collect()
    assert [row.reason for row in rows] == ["other kind", "unreadable"]


def test_a_file_that_the_disk_does_not_give_is_named(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_path: Path) -> bytes:
        raise OSError(5, "Input/output error")

    world.put(b"x")
    monkeypatch.setattr(Path, "read_bytes", fail)
    (row,) = world.collect()
    assert (row.reason, row.message) == (
        "unreadable",
        "This file cannot be read: Input/output error.",
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "holds no answers by number"),
        ("{", "is not JSON"),
        ('{"1": null, "1": null}', "a field stands twice"),
        ('{"1": NaN}', "NaN is not a number"),
        ("[" * 100_000, "is not JSON"),
        ('{"9": null}', "there is no question '9'"),
        ('{"1": {"option": "x"}}', "question 1: a letter from a to c is due"),
        ('{"6": {"order": ["a"]}}', "question 6: each step is due once"),
        ('{"1": 7}', 'question 1: it must look like {"option": "b"}'),
        (" " * (2**20 + 1), "larger than 1 MB"),
    ],
    ids=lambda text: text[:20],
)
def test_spoilt_answers_are_refused(world: World, text: str, said: str) -> None:
    world.assign()
    answers = world.folder / "answers.json"
    answers.write_text(text)
    with pytest.raises(UserError) as caught:
        world.learner().handing_in.hand_in(world.sets()[0], answers, world.inbox)
    assert said in str(caught.value)
    with pytest.raises(UserError, match="cannot be read"):
        world.learner().handing_in.hand_in(world.sets()[0], world.folder / "none", world.inbox)
    assert list(world.inbox.iterdir()) == []


def test_an_intake_that_was_refused_its_move_says_so_and_goes_on(world: World) -> None:
    world.assign()
    world.hand_in(world.sets()[0], ALL_RIGHT)
    world.put(b"junk", "a.quizresult")
    (world.inbox / "set-aside").write_text("in the way")
    assert [row.outcome.value for row in world.collect()] == ["refused", "taken in"]
    assert (world.inbox / "a.quizresult").exists()


def test_a_file_that_another_intake_has_moved_leaves_no_second_reason(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.put(b"junk", "a.quizresult")
    path, aside = world.inbox / "a.quizresult", world.inbox / "set-aside"
    real = Path.rename

    def just_too_late(source: Path, target: Path) -> Path:
        real(source, target)
        return real(source, target)

    monkeypatch.setattr(Path, "rename", just_too_late)
    assert set_aside(path, "one") is None
    assert set_aside(path, "two") is None
    names = ["a.quizresult", "a.quizresult.txt"]
    assert sorted(one.name for one in aside.iterdir()) == names
    (row,) = world.trainer.intake.take([path], world.key)
    assert (row.message, row.set_aside) == ("This file is not there any more.", None)


# Rosters -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "is empty"),
        (b"name\n", "no learner"),
        (
            b"first;last\nA;B\n",
            "line 1: no column is called name, or first name beside last name; there are: first, last",
        ),
        (b"name,name\nA,B\n", "line 1: several columns are called name"),
        (b"First name,Surname,surname\nA,B,C\n", "line 1: several columns are called Surname"),
        (b"First name,Last name\nA,B\n,\n,C\nA,B\n", "row 5 is the same as row 2"),
        (b"First name,Last name,class\n,,1\n", "row 2 has no name"),
        (b"name,id\n,1\n", "row 2 has no name"),
        (b"name,id\nA\nB,2\nA\n", "row 4 is the same as row 2"),
        (b"name,id\nA,1\nB,1\n", "row 3 has the reference of row 2"),
        (b"name\nA,B\n", "row 2 has more cells"),
        (b"name\n" + b"A" * 121, "more than 120"),
        (
            b"First name,Last name\n" + b"A" * 100 + b"," + b"B" * 100,
            "row 2 holds a name or a reference of more than 120 characters",
        ),
        (b"name\nA\x07\n", "cannot be shown"),
        (b"name\n" + b",,\n" * 3 + b"A,B\n" * 11, "And 1 more"),
        (b'name\n"A\n', "line 2: a quotation mark is opened here and never closed"),
        ("name\nJos\ufffd\n".encode(), "row 2 holds characters that were lost"),
        (b"x" * (2 * 2**20 + 1), "larger than 2 MB"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_a_spoilt_roster_names_its_rows_and_takes_nobody(
    world: World, text: bytes, said: str
) -> None:
    path = world.folder / "others.csv"
    path.write_bytes(text)
    with pytest.raises(UserError) as caught:
        world.trainer.cohorts.import_roster(path)
    assert said in str(caught.value)
    with pytest.raises(UserError, match="There are: class"):
        world.trainer.cohorts.find("others")


def test_columns_of_any_name_can_be_chosen_and_a_cohort_named(world: World) -> None:
    path = world.folder / "others.csv"
    path.write_text("\ufeffWer\tNr\nAda\t1\nBo\t2\n\n", encoding="utf-8")
    done = world.trainer.cohorts.import_roster(
        path, " Group  B ", RosterHeadings("wer", None, "Nr")
    )
    assert done == ("Group B", 2, 0, "")
    again = world.trainer.cohorts.import_roster(path, "group b", RosterHeadings("wer", None, "Nr"))
    assert again == ("Group B", 0, 2, "")
    members = world.trainer.cohorts.members(world.trainer.cohorts.find("GROUP B").id)
    assert [(member.name, member.reference) for member in members] == [("Ada", "1"), ("Bo", "2")]
    with pytest.raises(UserError, match=r"line 1: no column is called Mail\. There are: Wer, Nr"):
        world.trainer.cohorts.import_roster(path, "x", RosterHeadings("Mail"))
    path.write_text("Wer,Nr,nr\nAda,1,2\n")
    with pytest.raises(UserError, match="several columns are called Nr"):
        world.trainer.cohorts.import_roster(path, "x", RosterHeadings("wer", None, "Nr"))
    with pytest.raises(UserError, match="1 to 120 characters"):
        world.trainer.cohorts.import_roster(path, " ", RosterHeadings("wer"))
    with pytest.raises(UserError, match="cannot be read"):
        world.trainer.cohorts.import_roster(world.folder / "none.csv")


def test_single_files_are_tried_whatever_they_are_called_and_left_where_they_are(
    world: World,
) -> None:
    world.assign()
    world.hand_in(world.sets()[0])
    (result,) = world.inbox.glob("*.quizresult")
    renamed = result.rename(world.inbox / "result.quizresult.txt")
    other = world.folder / "notes.pdf"
    other.write_bytes(b"%PDF")
    world.put(b"junk", "bad.quizresult")
    files = results_among([renamed, world.inbox, other, world.inbox / "bad.quizresult"])
    assert [path.name for path in files] == [renamed.name, "bad.quizresult", "notes.pdf"]
    rows = list(world.trainer.intake.take(files, world.key))
    assert [(row.file, row.outcome.value, row.set_aside) for row in rows] == [
        (renamed.name, "taken in", None),
        ("bad.quizresult", "refused", world.inbox / "set-aside"),
        ("notes.pdf", "refused", None),
    ]
    assert other.exists()


def test_what_a_mac_leaves_beside_results_on_a_shared_drive_is_none(world: World) -> None:
    world.assign()
    world.hand_in(world.sets()[0])
    (sent,) = world.inbox.iterdir()
    note = sent.with_name(f"._{sent.name}")
    note.write_bytes(b"\x00\x05\x16\x07Mac OS X")
    assert [row.outcome.value for row in world.collect()] == ["taken in"]
    assert note.exists()


def test_a_folder_that_cannot_be_read_is_said(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(UserError, match="cannot be read: Permission denied"):
        results_among([world.inbox])
