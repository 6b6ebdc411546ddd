"""Cohorts and rosters: made, changed and merged by hand, with every change to be taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.application.cohorts import Cohorts
from quizapp.application.roster_import import RosterColumns, RosterHeadings, RowFate
from quizapp.application.rosters import Rosters
from quizapp.bootstrap import Application
from quizapp.domain.errors import UserError
from quizapp.domain.rosters import SetRecord
from tests.delivery.world import World, name_in


@pytest.fixture
def world(open_app: object, environment: object, tmp_path: Path) -> World:
    return World.make(tmp_path, open_app, environment)  # type: ignore[arg-type]


@pytest.fixture
def cohorts(app: Application) -> Cohorts:
    return app.cohorts


@pytest.fixture
def rosters(app: Application) -> Rosters:
    return app.rosters


@pytest.fixture
def group(cohorts: Cohorts) -> str:
    return cohorts.new("Group A").id


def names(rosters: Rosters, cohort_id: str) -> list[str]:
    return [line.entry.name for line in rosters.view(cohort_id).lines]


def member(rosters: Rosters, cohort_id: str, name: str) -> str:
    return next(one.entry.id for one in rosters.view(cohort_id).lines if one.entry.name == name)


# Cohorts --------------------------------------------------------------------------------------


def test_a_cohort_is_made_renamed_archived_and_brought_back(cohorts: Cohorts) -> None:
    made = cohorts.new("  Group   A ")
    assert made.name == "Group A"
    renamed = cohorts.rename(made.id, "group a")
    assert cohorts.find("GROUP A") == renamed
    cohorts.archive(made.id)
    with pytest.raises(UserError, match="is archived"):
        cohorts.find("Group A")
    with pytest.raises(UserError, match="in the archive already"):
        cohorts.new("Group A")
    assert cohorts.bring_back(made.id).archived_at is None
    assert [one.cohort.name for one in cohorts.overview()] == ["group a"]


@pytest.mark.parametrize("name", ["", "  ", "A" * 121, "A\x07"])
def test_a_cohort_needs_a_name_that_can_be_shown(cohorts: Cohorts, name: str) -> None:
    with pytest.raises(UserError, match="1 to 120 characters"):
        cohorts.new(name)
    assert cohorts.overview() == ()


def test_two_cohorts_do_not_share_a_name(cohorts: Cohorts, group: str) -> None:
    other = cohorts.new("Group B")
    with pytest.raises(UserError, match="called Group A already"):
        cohorts.rename(other.id, "group a")
    with pytest.raises(UserError, match="There are: Group A, Group B"):
        cohorts.find("Group C")


def test_a_cohort_that_is_gone_is_said_so(cohorts: Cohorts, rosters: Rosters) -> None:
    for act in (cohorts.get, cohorts.archive, rosters.view):
        with pytest.raises(UserError, match="not there any more"):
            act("none")  # type: ignore[operator]
    with pytest.raises(UserError, match="roster new"):
        cohorts.find("none")


# By hand --------------------------------------------------------------------------------------


def test_learners_are_added_changed_and_removed_by_hand(rosters: Rosters, group: str) -> None:
    rosters.add(group, [(" Ada  Lind ", ""), ("Bo", "7")])
    assert names(rosters, group) == ["Ada Lind", "Bo"]
    rosters.edit(member(rosters, group, "Bo"), group, "Bo Holm", "8")
    assert [line.entry.reference for line in rosters.view(group).lines] == ["", "8"]
    change = rosters.remove([member(rosters, group, "Ada Lind")], group)
    assert change.says == "Ada Lind removed"
    assert names(rosters, group) == ["Bo Holm"]
    assert rosters.view(group).left == ()


def test_every_change_can_be_taken_back_and_made_again(rosters: Rosters, group: str) -> None:
    changes = [rosters.add(group, [("Ada", ""), ("Bo", ""), ("Cy", "")])]
    ada, bo = (member(rosters, group, name) for name in ("Ada", "Bo"))
    changes.append(rosters.edit(ada, group, "Ada Lind", "1"))
    changes.append(rosters.merge(ada, [bo], group))
    changes.append(rosters.separate(bo, group))
    changes.append(rosters.remove([ada, bo], group))
    last = rosters.view(group)
    for change in reversed(changes):
        rosters.apply(change.reversed())
    assert names(rosters, group) == []
    for change in changes:
        rosters.apply(change)
    assert rosters.view(group) == last
    assert [change.says for change in changes] == [
        "3 learners added",
        "Ada changed",
        "2 learners merged",
        "Bo separated",
        "2 learners removed",
    ]


def test_what_was_changed_meanwhile_is_not_taken_back(rosters: Rosters, group: str) -> None:
    added = rosters.add(group, [("Ada", ""), ("Bo", "")])
    ada, bo = (member(rosters, group, name) for name in ("Ada", "Bo"))
    renamed = rosters.edit(ada, group, "Ada Lind", "")
    with pytest.raises(UserError, match="changed meanwhile"):
        rosters.apply(added.reversed())
    rosters.apply(renamed.reversed())
    rosters.apply(added.reversed())
    gone = rosters.add(group, [("Cy", "")])
    rosters.apply(gone.reversed())
    rosters.add(group, [("Cy", "")])
    with pytest.raises(UserError, match="changed meanwhile"):
        rosters.apply(gone)
    with pytest.raises(UserError, match="not in the roster any more"):
        rosters.edit(bo, group, "Bo", "7")
    with pytest.raises(UserError, match="not in the roster any more"):
        rosters.separate(bo, group)


@pytest.mark.parametrize(
    ("name", "reference", "said"),
    [
        ("", "", "A learner has a name"),
        ("ada", "", "has the name ada"),
        ("Cy", "7", "has the reference 7"),
    ],
)
def test_a_learner_who_cannot_be_told_apart_is_refused_with_all_the_others(
    rosters: Rosters, group: str, name: str, reference: str, said: str
) -> None:
    rosters.add(group, [("Ada", ""), ("Bo", "7")])
    with pytest.raises(UserError, match=said):
        rosters.add(group, [("Dee", ""), (name, reference)])
    with pytest.raises(UserError, match=said):
        rosters.edit(member(rosters, group, "Ada" if reference else "Bo"), group, name, reference)
    assert names(rosters, group) == ["Ada", "Bo"]


# One person twice -----------------------------------------------------------------------------


def test_a_double_is_an_alias_that_is_not_added_again(rosters: Rosters, group: str) -> None:
    rosters.add(group, [("Ada Lind", ""), ("Lind, Ada", ""), ("Adda", "")])
    keep, double, third = (line.entry.id for line in rosters.view(group).lines)
    assert [len(found) for found in rosters.view(group).likely_doubles] == [2]
    rosters.merge(double, [third], group)
    rosters.merge(keep, [double, keep], group)
    (line,) = rosters.view(group).lines
    assert [one.name for one in line.doubles] == ["Lind, Ada", "Adda"]
    with pytest.raises(UserError, match="was merged into another member"):
        rosters.add(group, [("Lind, Ada", "")])
    rosters.edit(keep, group, "Lind, Ada", "")
    (line,) = rosters.view(group).lines
    assert (line.entry.name, line.doubles[0].name) == ("Lind, Ada", "Ada Lind")


def test_who_was_sent_a_set_stays_on_record_and_comes_back(world: World) -> None:
    world.assign()
    rosters, group = world.trainer.rosters, world.trainer.cohorts.find("class").id
    maya = member(rosters, group, "Maya")
    rosters.remove([maya], group)
    assert names(rosters, group) == ["Jonas"]
    assert [one.name for one in rosters.view(group).left] == ["Maya"]
    assert [one.member.name for one in world.trainer.score_reporting.report("week-3").scores] == [
        "Maya",
        "Jonas",
    ]
    with pytest.raises(UserError, match="had the name Maya"):
        rosters.edit(member(rosters, group, "Jonas"), group, "Maya", "")
    rosters.add(group, [("MAYA", "")])
    assert member(rosters, group, "Maya") == maya


def test_results_of_doubles_count_for_the_one_who_is_kept(world: World) -> None:
    world.assign(attempts=1)
    for number, path in enumerate(world.sets()):
        world.hand_in(path, None if number else {"1": None})
    world.collect()
    rosters, group = world.trainer.rosters, world.trainer.cohorts.find("class").id
    maya, jonas = (line.entry.id for line in rosters.view(group).lines)
    merged = rosters.merge(maya, [jonas], group)
    (score,) = world.trainer.score_reporting.report("week-3").scores
    assert [one.number for one in score.attempts] == [1, 2]
    assert score.best is not None
    assert score.best.right == 8
    (line,) = rosters.view(group).lines
    assert (line.counts.sent, line.counts.handed_in) == (1, 1)
    assert rosters.records(maya) == (SetRecord("week-3", "Week 3", 2),)
    assert world.assign(attempts=1).new == 0
    rosters.apply(merged.reversed())
    assert len(world.trainer.score_reporting.report("week-3").scores) == 2


def test_a_set_of_a_double_is_taken_in_under_the_name_that_is_kept(world: World) -> None:
    world.assign()
    rosters, group = world.trainer.rosters, world.trainer.cohorts.find("class").id
    maya, jonas = (line.entry.id for line in rosters.view(group).lines)
    rosters.merge(maya, [jonas], group)
    for path in world.sets():
        world.hand_in(path)
    outcomes = {(name_in(row), row.outcome.value, row.reason) for row in world.collect()}
    assert outcomes == {("Maya", "taken in", ""), ("Maya", "refused", "too many attempts")}


# A table --------------------------------------------------------------------------------------


@pytest.fixture
def table(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "list.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_table_is_looked_at_before_it_is_taken_in(
    app: Application, rosters: Rosters, group: str, table: Callable[[str], Path]
) -> None:
    rosters.add(group, [("Ada", "1")])
    imports = app.roster_imports
    read = imports.read(table("Nr;Wer\n1;Ada\n2;Bo\n;Cy\n"))
    assert (read.headings, read.columns) == (("Nr", "Wer"), RosterColumns())
    preview = imports.preview(group, read, RosterColumns(1, reference=0))
    assert [(one.row.line, one.fate) for one in preview.rows] == [
        (2, RowFate.THERE),
        (3, RowFate.NEW),
        (4, RowFate.NEW),
    ]
    change = imports.take_in(preview)
    assert names(rosters, group) == ["Ada", "Bo", "Cy"]
    with pytest.raises(UserError, match="in this cohort already"):
        imports.take_in(imports.preview(group, read, RosterColumns(1, reference=0)))
    rosters.apply(change.reversed())
    assert names(rosters, group) == ["Ada"]


def test_a_table_may_have_no_headings(app: Application, table: Callable[[str], Path]) -> None:
    read = app.roster_imports.read(table("Ada\nBo\n")).without_headings()
    assert (read.headings, read.columns.name) == (("Column 1",), 0)
    assert read.rows == ((1, ("Ada",)), (2, ("Bo",)))
    wide = app.roster_imports.read(table("Ada,1\nBo,2\n")).without_headings()
    assert (wide.headings, wide.columns.name) == (("Column 1", "Column 2"), None)


@pytest.mark.parametrize(
    ("headings", "columns"),
    [
        ("First name,Last name,ID number,Email address", (0, 1, 2)),
        ("username,lastname,firstname,idnumber", (2, 1, 3)),
        ("Surname,Given name(s),Student number", (1, 0, 2)),
        ("Name,Surname", (0, 1, None)),
        ("Full name,Last name,Id", (0, None, 2)),
        ("Name,First name,Last name", (0, None, None)),
        ("First name,Class", (None, None, None)),
        ("Surname,Class", (None, None, None)),
        ("First name,Surname,Surname", (None, None, None)),
    ],
)
def test_usual_headings_of_registers_are_known(
    app: Application,
    table: Callable[[str], Path],
    headings: str,
    columns: tuple[int | None, int | None, int | None],
) -> None:
    assert app.roster_imports.read(table(f"{headings}\nAda,Lind,7,x\n")).columns == columns


def test_a_name_may_stand_in_two_columns(
    app: Application, rosters: Rosters, group: str, table: Callable[[str], Path]
) -> None:
    imports = app.roster_imports
    read = imports.read(table("Surname,First name\nLind,Ada\nBo,\n,\nLind,Ada\n"))
    preview = imports.preview(group, read, read.columns)
    assert [(one.row.line, one.row.name, one.row.problem) for one in preview.rows] == [
        (2, "Ada Lind", ""),
        (3, "Bo", ""),
        (5, "Ada Lind", "is the same as row 2; tell them apart by reference."),
    ]
    alone = imports.preview(group, read, RosterColumns(1, 1))
    assert [one.row.name for one in alone.rows] == ["Ada", "", "Ada"]


@pytest.mark.parametrize(
    ("rows", "called"),
    [
        ("Lind,Ada\nBerg,Bo\nAda,Ada\n", ["Ada Ada", "Ada Lind", "Bo Berg"]),
        ("Ada Lind,Ada\nBerg Bo,Bo\nCid,\n", ["Ada Lind", "Berg Bo", "Cid"]),
        ("Lind,\nBerg,\n", ["Berg", "Lind"]),
    ],
)
def test_a_name_beside_first_names_is_the_surname_unless_it_holds_them(
    app: Application, table: Callable[[str], Path], rows: str, called: list[str]
) -> None:
    app.cohorts.import_roster(table(f"Name,First name\n{rows}"), "Course")
    assert sorted(names(app.rosters, app.cohorts.find("Course").id)) == called


def test_headings_that_are_named_go_before_the_usual_ones(
    app: Application, rosters: Rosters, table: Callable[[str], Path]
) -> None:
    path = table("Call,First name,Last name,Clan,ID number\nAdi,Ada,Lind,Berg,7\n")
    takes = {
        RosterHeadings(): ("Ada Lind", "7"),
        RosterHeadings("call"): ("Adi", "7"),
        RosterHeadings("call", "clan", "Last name"): ("Adi Berg", "Lind"),
        RosterHeadings(surname="clan"): ("Ada Berg", "7"),
    }
    for number, (headings, taken) in enumerate(takes.items()):
        app.cohorts.import_roster(path, f"C{number}", headings)
        (line,) = rosters.view(app.cohorts.find(f"C{number}").id).lines
        assert (line.entry.name, line.entry.reference) == taken
    lone = table("First name,Clan\nAda,Berg\n")
    app.cohorts.import_roster(lone, "D", RosterHeadings(surname="Clan"))
    assert names(rosters, app.cohorts.find("D").id) == ["Ada Berg"]
    with pytest.raises(UserError, match="with --surname-column"):
        app.cohorts.import_roster(lone, "E")


def test_bad_rows_keep_everybody_out(
    app: Application, rosters: Rosters, group: str, table: Callable[[str], Path]
) -> None:
    imports = app.roster_imports
    read = imports.read(table("name,id\nAda,1\n,2\nBo,1\n"))
    preview = imports.preview(group, read, read.columns)
    assert [one.row.problem for one in preview.rows] == [
        "",
        "has no name.",
        "has the reference of row 2.",
    ]
    with pytest.raises(UserError, match="2 of 3 rows are not right"):
        imports.take_in(preview)
    assert names(rosters, group) == []


def test_a_table_knows_those_who_left_and_those_who_were_merged(
    world: World, table: Callable[[str], Path]
) -> None:
    world.assign()
    rosters, group = world.trainer.rosters, world.trainer.cohorts.find("class").id
    rosters.add(group, [("May", "")])
    maya, jonas, may = (line.entry.id for line in rosters.view(group).lines)
    rosters.merge(maya, [may], group)
    rosters.remove([jonas], group)
    imports = world.trainer.roster_imports
    preview = imports.preview(group, imports.read(table("name\nMay\nJonas\n")), RosterColumns(0))
    assert [one.fate for one in preview.rows] == [RowFate.THERE, RowFate.BACK]
    assert world.trainer.cohorts.import_roster(table("name\nMay\nJonas\n"), "class")[1:3] == (1, 1)
    assert names(rosters, group) == ["Maya", "Jonas"]
