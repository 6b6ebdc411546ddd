"""Certificates: issued to those who pass, and checked by whoever issued them."""

from __future__ import annotations

import io
import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdf
import pytest

from quizapp.application.certificate_words import WHAT_IT_PROVES, checked_words
from quizapp.application.certificates import Issued
from quizapp.application.regrading import Choices
from quizapp.application.table_files import name_part
from quizapp.delivery.trainer_keys import TrainerKey
from quizapp.domain.certificates import code_of, shown_code
from quizapp.domain.errors import UserError
from quizapp.storage.certificate_store import CertificateStore, StoredCertificate
from tests.delivery.world import ALL_RIGHT, OTHER_ROOT, World

CEDAR = {"1": {"option": "Cedar"}}
BIRCH = {"1": {"option": "Birch"}}


@pytest.fixture
def marked(world: World) -> World:
    """Maya passes with one wrong answer; Jonas does not, because of a harmful one."""
    world.assign()
    maya, jonas = world.sets()
    world.hand_in(maya, ALL_RIGHT | BIRCH)
    world.hand_in(jonas, ALL_RIGHT | CEDAR)
    world.collect()
    return world


def issue(world: World, learner: str = "") -> tuple[Issued, ...]:
    out = world.folder / "certificates"
    return world.trainer.certificates.issue("week-3", out, world.key, learner)


def regrade(world: World, **choices: list[str]) -> None:
    regrading = world.trainer.regrading
    mendings = regrading.mendings("week-3", (), Choices(**choices))
    regrading.commit("week-3", mendings, "Why not")


def text_of(path: Path) -> str:
    reader = pypdf.PdfReader(io.BytesIO(path.read_bytes()))
    assert len(reader.pages) == 1
    assert reader.metadata is not None
    assert reader.metadata.title == "Certificate for Maya"
    return " ".join(reader.pages[0].extract_text().split())


def test_a_learner_who_passes_gets_a_page_with_a_code(marked: World) -> None:
    (issued,) = issue(marked)
    member = issued.certificate.said.member_id
    assert issued.path.name == f"week-3-certificate-Maya-{member[:12]}.pdf"
    text = text_of(issued.path)
    assert "This certifies that Maya has passed Week 3 7 of 8 questions right" in text
    assert "It took 7, and no answer that could have harmed somebody." in text
    assert "Result received on 2 March 2026. Certificate issued on 2 March 2026." in text
    assert shown_code(issued.certificate.code) in text
    assert marked.key.fingerprint in text
    assert WHAT_IT_PROVES in text


@pytest.mark.parametrize(("letter", "count"), [("M", 40), ("\u5f20", 40), ("\U0001d4dc", 30)])
def test_a_long_name_is_cut_to_what_a_disk_takes(letter: str, count: int) -> None:
    # Disks take 255 bytes; the longest id, the learner's and the ending need 100.
    assert name_part(letter * 120) == letter * count


def on_topics(world: World) -> World:
    """Maya passes a set with a condition on its topic, and with one on a topic not asked."""
    rule = "pass: {score: 0.5, no_critical_error: true, topics: {own: 0.9, nowhere: 1}}\n#"
    world.assign(**{"pass: {": rule})
    world.hand_in(world.sets()[0])
    world.collect()
    return world


def test_a_certificate_names_what_it_took_in_single_topics(world: World) -> None:
    (issued,) = issue(on_topics(world))
    text = text_of(issued.path)
    said = "It took 4 in all, with 8 of 8 on Own, and no answer that could have harmed somebody."
    assert said in text
    assert "nowhere" not in text
    checked = world.trainer.certificates.check(issued.certificate.code, world.key)
    assert checked.certificate == issued.certificate
    assert said in checked_words(checked)
    assert issue(world) == (issued,)


def test_a_certificate_from_before_topics_were_named_is_still_checked(world: World) -> None:
    (issued,) = issue(on_topics(world))
    row = "SELECT code, fields FROM certificate"
    ((_, now),) = world.trainer.database.rows(row)
    before = json.dumps(json.loads(now)[:9], ensure_ascii=False)
    code = code_of(world.key.proof(before.encode()))
    store = CertificateStore(world.trainer.database)
    member = issued.certificate.said.member_id
    store.add(StoredCertificate(code, "week-3", member, before, world.environment.now()))
    checked = world.trainer.certificates.check(code, world.key)
    assert checked.certificate.said.topics == ()
    assert checked.passes is True


def test_those_who_pass_are_known_beforehand(marked: World) -> None:
    assert [one.name for one in marked.trainer.certificates.passing("week-3")] == ["Maya"]


def test_a_code_is_checked_however_it_is_typed(marked: World) -> None:
    (issued,) = issue(marked)
    typed = shown_code(issued.certificate.code).lower().replace("-", " ")
    checked = marked.trainer.certificates.check(typed, marked.key)
    assert checked.certificate == issued.certificate
    assert checked_words(checked) == (
        "Issued from this data folder on 2 March 2026 to Maya: Week 3 (week-3), 7 of 8 questions"
        " right. It took 7, and no answer that could have harmed somebody. Result received on"
        " 2 March 2026. Compare this with the paper."
    )


def test_the_same_result_gets_the_same_certificate_again(marked: World) -> None:
    (first,) = issue(marked)
    raw = first.path.read_bytes()
    first.path.unlink()
    marked.environment.now.advance(days=3)  # type: ignore[attr-defined]
    (again,) = issue(marked, "Maya")
    assert again == first
    assert again.path.read_bytes() == raw


@pytest.mark.parametrize(
    ("zone", "hours", "day"),
    [("Pacific/Kiritimati", 3, "3 March"), ("Pacific/Pago_Pago", 0, "1 March")],
)
def test_days_are_those_of_where_the_trainer_is(
    world: World, zone: str, hours: int, day: str
) -> None:
    world.environment.now.advance(hours=hours)  # type: ignore[attr-defined]
    world.assign()
    world.hand_in(world.sets()[0])
    world.collect()
    there = world.open_app(env=world.environment._replace(zone=ZoneInfo(zone)))
    (issued,) = there.certificates.issue("week-3", world.folder / "certificates", world.key)
    said = f"received on {day} 2026. Certificate issued on {day} 2026."
    assert said in text_of(issued.path)
    checked = there.certificates.check(issued.certificate.code, world.key)
    assert checked_words(checked).startswith(f"Issued from this data folder on {day} 2026")


def test_a_trainer_who_travels_issues_the_same_certificate_again(marked: World) -> None:
    (issued,) = issue(marked)
    zone = ZoneInfo("Pacific/Pago_Pago")
    there = marked.open_app(env=marked.environment._replace(zone=zone))
    (again,) = there.certificates.issue("week-3", marked.folder / "there", marked.key)
    assert again.certificate.code == issued.certificate.code
    assert again.certificate.said.received_on == issued.certificate.said.received_on


def test_certificates_that_are_stopped_leave_no_file(marked: World) -> None:
    def stop(done: int, total: int) -> None:
        raise InterruptedError(f"{done} of {total}")

    out = marked.folder / "certificates"
    with pytest.raises(InterruptedError, match="0 of 1"):
        marked.trainer.certificates.issue("week-3", out, marked.key, tell=stop)
    assert not out.exists()


def test_marks_that_were_changed_since_are_said(marked: World) -> None:
    (issued,) = issue(marked)
    regrade(marked, full_marks=["own-1"])
    (better, _) = issue(marked)
    assert better.certificate.code != issued.certificate.code
    old = marked.trainer.certificates.check(issued.certificate.code, marked.key)
    assert checked_words(old).endswith("As marked now it is 8 of 8 right.")
    regrade(marked, by_key=["own-1"], leave_out=["own-2", "own-3", "own-4", "own-5"])
    fallen = marked.trainer.certificates.check(issued.certificate.code, marked.key)
    assert checked_words(fallen).endswith(
        "As marked now it is 3 of 4 right. This learner does not pass any more."
    )


def test_a_code_of_another_key_or_an_altered_record_is_not_taken(marked: World) -> None:
    (issued,) = issue(marked)
    code = issued.certificate.code
    with pytest.raises(UserError, match="altered, or made with another key"):
        marked.trainer.certificates.check(code, TrainerKey(OTHER_ROOT))
    database = marked.trainer.database
    with pytest.raises(Exception, match="append-only"):
        database.execute("UPDATE certificate SET fields = ''")
    database.execute("DROP TRIGGER certificate_is_append_only")
    database.execute("UPDATE certificate SET fields = replace(fields, 'Maya', 'Jonas')")
    with pytest.raises(UserError, match="altered, or made with another key"):
        marked.trainer.certificates.check(code, marked.key)


def test_unknown_and_mistyped_codes_are_told_apart(marked: World) -> None:
    with pytest.raises(UserError, match="No certificate with the code 0000-0000-0000-0000"):
        marked.trainer.certificates.check("0" * 16, marked.key)
    with pytest.raises(UserError, match="has 16 letters and digits"):
        marked.trainer.certificates.check("0123", marked.key)


@pytest.mark.parametrize(
    ("learner", "said"),
    [
        ("Jonas", "Jonas does not pass week-3 as it is marked now"),
        ("Ida", "Nobody of those who were sent a set is called Ida"),
    ],
)
def test_whoever_does_not_pass_gets_none(marked: World, learner: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        issue(marked, learner)


def test_before_anybody_passes_there_is_none(world: World) -> None:
    world.assign()
    with pytest.raises(UserError, match="Nobody passes week-3"):
        issue(world)


def test_nothing_is_certified_where_nothing_is_passed(world: World) -> None:
    world.assign(**{"pass: {": "# pass: {"})
    with pytest.raises(UserError, match="Nothing is passed or failed in week-3"):
        issue(world)


def test_a_folder_that_cannot_be_made_is_said(marked: World) -> None:
    (marked.folder / "certificates").write_text("in the way")
    with pytest.raises(UserError, match="cannot be made"):
        issue(marked)


def test_a_result_that_is_gone_is_said(marked: World) -> None:
    (issued,) = issue(marked)
    marked.trainer.database.execute("PRAGMA foreign_keys = OFF")
    marked.trainer.database.execute("DELETE FROM received_result")
    checked = marked.trainer.certificates.check(issued.certificate.code, marked.key)
    assert checked_words(checked).endswith("does not stand under this learner any more.")


def test_a_certificate_of_a_double_is_checked_under_whom_they_turned_out_to_be(
    marked: World,
) -> None:
    (issued,) = issue(marked)
    maya, jonas = marked.trainer.cohorts.members(marked.trainer.cohorts.find("class").id)
    marked.trainer.database.execute(
        "UPDATE cohort_member SET merged_into = ? WHERE id = ?", (jonas.id, maya.id)
    )
    checked = marked.trainer.certificates.check(issued.certificate.code, marked.key)
    assert (checked.right, checked.passes) == (None, True)
    (again,) = issue(marked)
    assert again.certificate.said.name == "Jonas"
