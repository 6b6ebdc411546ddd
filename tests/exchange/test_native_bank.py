"""Reading banks: each field that does not fit is named with its line and item."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizapp.domain.banks import Finding, Retired
from quizapp.domain.items import ReviewStatus, Vignette
from quizapp.domain.kinds import KINDS
from quizapp.exchange.native_bank import LoadedBank, load_bank
from quizapp.exchange.native_items import KINDS as READ_KINDS
from tests.exchange.bank_files import BANK, spoil, write_bank


def load(path: Path) -> LoadedBank:
    return load_bank(path, path.name)


def spoilt(folder: Path, old: str, new: str) -> tuple[Finding, ...]:
    path = write_bank(folder)
    spoil(path, old, new)
    return load(path).findings


def test_a_sound_bank_is_read_whole(tmp_path: Path) -> None:
    loaded = load(write_bank(tmp_path))
    assert loaded.findings == ()
    assert not loaded.has_errors
    assert loaded.bank is not None
    assert [item.kind for item in loaded.bank.items] == list(KINDS)[:5]
    assert loaded.bank.retired == (Retired("q-0", "2026-11-21", "It asked nothing."),)
    assert loaded.lines["q-1"] == 10
    assert loaded.cases == ("party",)


def test_every_kind_of_the_domain_can_be_read() -> None:
    assert list(READ_KINDS) == list(KINDS)


def test_what_is_left_out_has_its_usual_value(tmp_path: Path) -> None:
    bank = load(write_bank(tmp_path)).bank
    assert bank is not None
    first, *_, two_tier, vignette = bank.items
    assert (first.safety, first.evidence, first.area, first.origin) == ((), "settled", None, None)
    assert first.option_sets[0][0].misconception is None
    assert first.explanation.endswith("that is the channel.")
    assert two_tier.review.status is ReviewStatus.SECOND_READ
    assert isinstance(vignette, Vignette)
    assert vignette.case_text == "A man lies on the floor. He snores and his lips are blue."
    assert vignette.options[1].harm


def test_optional_fields_are_kept(tmp_path: Path) -> None:
    path = write_bank(tmp_path)
    origin = f"{{format: gift, sha256: {'0' * 64}, place: line 3, dropped: [a picture]}}"
    spoil(
        path,
        "  level: recall\n",
        "  level: recall\n  area: signs\n  safety: [SAF-01]\n  evidence: contested\n"
        f"  contradictions: [X02]\n  diagram: DG02\n  origin: {origin}\n",
    )
    loaded = load(path)
    assert loaded.findings == ()
    assert loaded.bank is not None
    item = loaded.bank.items[0]
    assert (item.area, item.safety, item.diagram) == ("signs", ("SAF-01",), "DG02")
    assert (item.evidence, item.contradictions) == ("contested", ("X02",))
    assert json.loads(item.origin or "")["dropped"] == ["a picture"]


CASES = BANK[BANK.index("cases:") : BANK.index("items:")]

FIELDS = {
    "number as text": ("text: NMDA receptor", "text: 5", 16, "put quotes around it"),
    "true as text": ("text: NMDA receptor", "text: true", 16, "true is not; put quotes"),
    "nothing": ("title: Pharmacology", "title:", 3, "there is no value"),
    "blank text": ("title: Pharmacology", "title: ' '", 3, "the text is empty"),
    "unknown field": ("  level: recall", "  levle: recall", 13, "levle: this field is not known"),
    "comma": ("text: Fever,", "text: Fever, or chill,", 35, "or chill: this field is not known"),
    "missing field": (", rationale: A sign.", "", 32, "the field `rationale` is missing"),
    "text for a number": ("scoring: 1", "scoring: '1'", 12, "rev.scoring: a whole number is due"),
    "text for true": ("correct: true", "correct: Yes", 16, "true or false is due"),
    "low number": ("scoring: 1", "scoring: 0", 12, "must be 1 or more, and this is 0"),
    "unknown choice": ("level: recall", "level: know", 13, "one of: recall, apply, analyse"),
    "bad id": ("{id: a, text: NMDA", "{id: a b, text: NMDA", 16, "an id is made of letters"),
    "long id": ("{id: a,", "{id: " + "a" * 65 + ",", 16, "at most 64 characters"),
    "bad date": ("date: 2026-11-21", "date: today", 78, "a date is a day of the calendar"),
    "no such month": ("date: 2026-11-21", "date: 2026-13-21", 78, "a date is a day of the"),
    "no such day": ("date: 2026-11-21", "date: 2026-02-30", 78, "a date is a day of the"),
    "empty list": ("references: [R1]", "references: []", 23, "references: at least 1 is needed"),
    "text for a list": ("references: [R1]", "references: R1", 23, "a list is due here"),
    "list for fields": ("rev: {scoring: 1, text: 1}", "rev: []", 12, "a set of fields is due"),
    "list for text": ("title: Pharmacology", "title: [a]", 3, "text is due here"),
    "entry that is a text": ("- id: q-2\n", "- q-1a\n- id: q-2\n", 26, "a set of fields is due"),
    "later kind": ("kind: single_best", "kind: essay", 11, "does not know 'essay'"),
    "kind as number": ("kind: single_best", "kind: 5", 11, "put quotes around it"),
    "no kind": ("  kind: single_best\n", "", 10, "field `kind` is missing"),
    "no right option": ("correct: true, ", "", 15, "exactly one must be marked correct"),
    "two answers": ("GABA-A receptor,", "GABA-A receptor, correct: true,", 15, "here it is 2"),
    "harm in the key": ("correct: true,", "correct: true, harm: true,", 16, "correct and harmful"),
    "option id twice": ("{id: b, text: Mu", "{id: a, text: Mu", 17, "stands twice in the list"),
    "item id twice": ("id: q-2", "id: q-1", 26, "The id q-1 is taken in line 10"),
    "retired and active": ("id: q-0", "id: q-1", 97, "The id q-1 is taken in line 10"),
    "unknown case": ("case: party", "case: flat", 81, "'flat' is not among the cases"),
    "case without text": ("    text: A man", "    txt: A man", 8, "this field is not known here"),
    "case as text": ("party:\n    text: ", "party: ", 7, "set of fields is due"),
    "case with a bad id": ("  party:\n", "  the party:\n", 7, "'the party' is not an id"),
    "cases as text": (CASES, "cases: party\n", 6, "a set of fields is due"),
    "cases as list": (CASES, "cases: [party]\n", 6, "a set of fields is due"),
    "retired without reason": (", reason: It asked nothing.", "", 97, "`reason` is missing"),
    "other file name": ("bank: pharmacology", "bank: physics", 2, "must be the name of the file"),
    "later format": ("format: bank/1", "format: bank/2", 1, "must say 'bank/1'"),
    "no format": ("format: bank/1\n", "", 1, "it is missing"),
    "format not first": (
        "format: bank/1\nbank: pharmacology\n",
        "bank: pharmacology\nformat: bank/1\n",
        2,
        "first field",
    ),
}


@pytest.mark.parametrize(("old", "new", "line", "part"), FIELDS.values(), ids=FIELDS.keys())
def test_a_field_that_does_not_fit_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, part: str
) -> None:
    found = spoilt(tmp_path, old, new)
    assert any(one.line == line and part in one.message for one in found), found
    assert all("\n" not in one.message for one in found)


def test_a_finding_names_file_item_and_field(tmp_path: Path) -> None:
    (found,) = spoilt(tmp_path, "text: Fever", "text: 5")
    assert (found.file, found.item, found.rule) == ("pharmacology.yaml", "q-2", "field")
    assert found.message.startswith("options[d].text: ")


def test_every_item_that_does_not_fit_is_found_in_one_go(tmp_path: Path) -> None:
    text = BANK.replace("level: recall", "level: know").replace("answer: false", "answer: 0")
    loaded = load(write_bank(tmp_path, text))
    assert [finding.item for finding in loaded.findings] == ["q-1", "q-2", "q-3"]
    assert loaded.bank is not None
    assert [item.id for item in loaded.bank.items] == ["q-4", "q-5"]
    assert loaded.has_errors


@pytest.mark.parametrize(
    ("old", "new", "rule", "part"),
    [
        ("rationale: He", "rationale: He", "field", "area: the topic overdose-response requires"),
        ("rationale: He", "misconception: MC09, rationale: He", "", ""),
        ("harm: true, rationale", "misconception: MC09, rationale", "L19", "harm: true"),
        ("harm: true, rationale", "misconception: MC09, harm: false, rationale", "", ""),
    ],
)
def test_overdose_items_state_their_area_and_deadly_beliefs_their_harm(
    tmp_path: Path, old: str, new: str, rule: str, part: str
) -> None:
    path = write_bank(tmp_path)
    spoil(path, "topic: pharmacology", "topic: overdose-response")
    spoil(path, old, new)
    if rule != "field":
        spoil(path, "\n  level:", "\n  area: signs\n  level:", count=-1)
    found = [(one.rule, one.message) for one in load(path).findings]
    if rule:
        assert all(one == rule and part in message for one, message in found)
        assert found
    else:
        assert found == []


def case_findings(folder: Path, text: str) -> list[tuple[str, str, int]]:
    found = load(write_bank(folder, text)).findings
    return [(one.rule, one.level.value, one.line) for one in found]


def test_a_case_without_a_question_is_a_warning(tmp_path: Path) -> None:
    text = BANK.replace("cases:\n", "cases:\n  flat:\n    text: Nobody asks about it.\n")
    assert case_findings(tmp_path, text) == [("case", "warning", 7)]


def vignettes(count: int) -> str:
    start, end = BANK.index("- id: q-5"), BANK.index("retired:")
    block = BANK[start:end]
    more = "".join(block.replace("q-5", f"q-5{number}") for number in range(count - 1))
    return BANK[:end] + more + BANK[end:]


def test_a_case_carries_at_most_four_questions(tmp_path: Path) -> None:
    assert case_findings(tmp_path, vignettes(4)) == []
    assert case_findings(tmp_path, vignettes(5)) == [("case", "error", 7)]


def test_questions_of_a_case_stand_together(tmp_path: Path) -> None:
    start, end = BANK.index("- id: q-5"), BANK.index("retired:")
    block = BANK[start:end].replace("q-5", "q-6")
    text = BANK.replace("- id: q-2\n", block + "- id: q-2\n")
    ((rule, level, _),) = case_findings(tmp_path, text)
    assert (rule, level) == ("case", "warning")


def test_a_bank_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    loaded = load(tmp_path / "nowhere.yaml")
    (found,) = loaded.findings
    assert (loaded.bank, loaded.sha256) == (None, "")
    assert (found.rule, found.line, found.message) == ("file", 0, "There is no such file.")


def test_a_bank_without_items_is_allowed(tmp_path: Path) -> None:
    text = BANK[: BANK.index("cases:")]
    loaded = load(write_bank(tmp_path, text))
    assert loaded.findings == ()
    assert loaded.bank is not None
    assert loaded.bank.items == ()
