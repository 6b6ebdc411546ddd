"""Rules about claims, references and safety wordings, and about the registers themselves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from quizapp.domain.item_rules.register_rules import check_registers, stated_doses
from quizapp.domain.item_rules.rule import RuleContext
from quizapp.domain.item_rules.table import check_item
from quizapp.domain.items import Citation, CitationUse, Evidence, Review, ReviewStatus
from quizapp.domain.part_items import Step
from quizapp.domain.registers import DiagramRow, Heading, Side, Term
from tests.unit.domain.item_factory import (
    WORDING,
    breaches,
    broken,
    contradiction,
    diagram,
    options,
    registers,
    single_best,
    vignette,
)
from tests.unit.domain.samples import ordering

if TYPE_CHECKING:
    from quizapp.domain.items import Item

SUPPORTS, REFUTED, QUALIFIED = CitationUse.SUPPORTS, CitationUse.REFUTED, CitationUse.QUALIFIED
BELIEF = "You may have read that it is so. It is not: what counts is the place where it acts."


def citing(claim: str, use: CitationUse, **changes: Any) -> Item:
    return single_best(citations=(Citation(claim, use),), explanation=BELIEF, **changes)


@pytest.mark.parametrize(
    ("item", "part"),
    [
        (single_best(citations=()), "At least one claim"),
        (citing("C-nowhere", SUPPORTS), "is not known"),
        (citing("C-advert", QUALIFIED), "is promotional"),
        (citing("C-old", REFUTED), "is outdated"),
        (citing("C-wrong", SUPPORTS), "its use must be 'refuted'"),
        (citing("C-wrong", QUALIFIED), "its use must be 'refuted'"),
        (citing("C-contested", SUPPORTS), "evidence: contested"),
        (citing("C-contested", REFUTED), "evidence: contested"),
        (citing("C-never", SUPPORTS, evidence=Evidence.CONTESTED), "cannot be 'supports'"),
    ],
)
def test_a_claim_used_against_its_judgement_is_found(item: Item, part: str) -> None:
    (found,) = breaches(item)
    assert found.rule == "L17"
    assert part in found.message


@pytest.mark.parametrize(
    "item",
    [
        citing("C-sound", SUPPORTS),
        citing("C-sound", REFUTED),
        citing("C-wrong", REFUTED),
        citing("C-contested", QUALIFIED),
        citing("C-contested", SUPPORTS, evidence=Evidence.CONTESTED),
        citing("C-never", QUALIFIED),
    ],
)
def test_a_claim_used_as_its_judgement_allows_passes(item: Item) -> None:
    assert breaches(item) == []


def asked(stem: str, *safety: str, **changes: Any) -> Item:
    return single_best(stem=stem, safety=safety, **changes)


TRIGGERS = [
    ("Does naloxone undo what ketamine does?", "SAF-01"),
    ("When does ketamine slow the breath down?", "SAF-02"),
    ("In which legal schedule is this drug?", "SAF-16"),
    ("Which drug stands in schedule III now?", "SAF-16"),
    ("Whom does a Good Samaritan law protect?", "SAF-12"),
    ("How often does a child need breaths?", "SAF-17"),
    ("May naloxone be given in her pregnancy?", "SAF-17"),
    ("How do you calm an agitated man down?", "SAF-18"),
]


@pytest.mark.parametrize(("stem", "wording"), TRIGGERS)
def test_a_trigger_demands_its_safety_wording(stem: str, wording: str) -> None:
    assert ("L18", "error") in broken(asked(stem))
    assert broken(asked(stem, wording)) == set()


def test_another_wording_does_not_do() -> None:
    assert ("L18", "error") in broken(asked(TRIGGERS[0][0], "SAF-16"))


def test_options_and_case_can_be_the_trigger() -> None:
    three = options("Give naloxone", "Give ketamine", "Give some water")
    assert ("L18", "error") in broken(single_best(options=three))
    assert ("L18", "error") in broken(vignette(case_text="An agitated man shouts at you."))


def test_a_step_about_a_schedule_tells_history_and_a_stem_about_it_tells_law() -> None:
    steps = (Step("made", "It is made"), Step("listed", "It is placed in Schedule III"))
    item = replace(ordering(), steps=steps, precedence=(("made", "listed"),))
    assert ("L18", "error") not in broken(item)
    assert ("L18", "error") in broken(replace(item, stem="Put the steps to Schedule III in order."))


def test_a_plan_of_visits_is_no_legal_schedule() -> None:
    assert broken(asked("What is the dosing schedule of such a spray?")) == set()


def test_an_unknown_safety_wording_is_found() -> None:
    (found,) = breaches(single_best(safety=("SAF-99",)))
    assert (found.rule, found.message) == ("L18", "The safety wording SAF-99 is not known.")


@pytest.mark.parametrize("rule", ["SAF-14", "SAF-15"])
def test_a_rule_for_writers_is_no_wording_for_learners(rule: str) -> None:
    (found,) = breaches(single_best(safety=(rule,)))
    assert (found.rule, found.message) == (
        "L18",
        f"{rule} is a rule for writers and never shown: take it out of `safety`.",
    )
    wording = replace(registers().wordings["SAF-01"], id=rule)
    assert list(check_registers(registers(wordings={rule: wording}))) == [
        (rule, f"{rule} is a rule for writers, which the check applies itself; take it out.")
    ]


def test_an_explanation_that_repeats_a_wording_is_found() -> None:
    repeated = WORDING.split(". ")[1].upper()
    item = single_best(explanation=f"It acts at the channel and not elsewhere. {repeated}")
    assert ("L18", "error") in broken(item)


@pytest.mark.parametrize("references", [(), ("R-told",), ("R-read", "R-nowhere")])
def test_references_must_be_known_and_one_must_have_been_read(references: tuple[str, ...]) -> None:
    assert broken(single_best(references=references)) == {("L21", "error")}


@pytest.mark.parametrize("references", [("R-copy",), ("R-told", "R-read")])
def test_one_reference_that_was_read_is_enough(references: tuple[str, ...]) -> None:
    assert broken(single_best(references=references)) == set()


def test_sound_registers_have_no_problem() -> None:
    assert list(check_registers(registers())) == []


def spoilt_claim(**changes: Any) -> dict[str, Any]:
    return {"claims": {"C-sound": replace(registers().claims["C-sound"], **changes)}}


def spoilt_document(*headings: int) -> dict[str, Any]:
    document = registers().documents["D1"]
    made = tuple(Heading(at, "A heading") for at in headings)
    return {"documents": {"D1": replace(document, headings=made)}}


def spoilt_belief(**changes: Any) -> dict[str, Any]:
    return {"misconceptions": {"MC01": replace(registers().misconceptions["MC01"], **changes)}}


@pytest.mark.parametrize(
    ("changes", "entry", "part"),
    [
        (spoilt_claim(document="D9"), "C-sound", "document D9 is not known"),
        (spoilt_claim(at=(90, 101)), "C-sound", "behind the end"),
        (spoilt_claim(at=(40, 40)), "C-sound", "a larger end"),
        (spoilt_claim(starts="one two three four"), "C-sound", "`starts` holds at most 3"),
        (spoilt_claim(ends="one two three four"), "C-sound", "`ends` holds at most 3"),
        (spoilt_claim(says="It works by magic alone.", ends="alone"), "C-sound", "other words"),
        (spoilt_claim(references=("R-nowhere",)), "C-sound", "R-nowhere is not known"),
        (spoilt_document(5, 5), "D1", "order"),
        (spoilt_document(100), "D1", "behind the end"),
        (spoilt_belief(references=("R-nowhere",)), "MC01", "R-nowhere is not known"),
        (spoilt_belief(citations=(Citation("C-old", SUPPORTS),)), "MC01", "outdated"),
    ],
)
def test_a_spoilt_register_is_found(changes: dict[str, Any], entry: str, part: str) -> None:
    found = list(check_registers(registers(**changes)))
    assert any(own_id == entry and part in message for own_id, message in found)


def test_a_belief_may_rest_on_a_contested_claim() -> None:
    changes = spoilt_belief(citations=(Citation("C-contested", REFUTED),))
    assert list(check_registers(registers(**changes))) == []


def test_a_safety_wording_names_known_references() -> None:
    wording = replace(registers().wordings["SAF-01"], references=("R-nowhere",))
    found = list(check_registers(registers(wordings={"SAF-01": wording})))
    assert found == [("SAF-01", "The reference R-nowhere is not known.")]


NOWHERE = ("R-nowhere",)


@pytest.mark.parametrize(
    ("register", "entry"),
    [
        ("contradictions", contradiction(references=NOWHERE)),
        ("diagrams", diagram(references=NOWHERE)),
        ("terms", Term("apnea", "apnea", "No breathing.", references=NOWHERE)),
    ],
)
def test_every_register_names_known_references(register: str, entry: Any) -> None:
    found = list(check_registers(registers(**{register: {entry.id: entry}})))
    assert found == [(entry.id, "The reference R-nowhere is not known.")]


def test_a_side_of_a_contradiction_rests_on_known_claims() -> None:
    spoilt = contradiction(sides=(Side(("C-nowhere",), "So they say."),))
    found = list(check_registers(registers(contradictions={"X01": spoilt})))
    assert found == [("X01", "The claim C-nowhere is not known.")]


def test_what_registers_show_states_no_dose() -> None:
    table = diagram(rows=(DiagramRow("pore", ("Ketamine", "Pore"), ()),), caution="Not to scale.")
    sound = registers(diagrams={"DG02": table}, contradictions={"X01": contradiction()})
    assert list(stated_doses(sound)) == []


@pytest.mark.parametrize(
    ("register", "entry", "field"),
    [
        ("claims", replace(registers().claims["C-sound"], says="He took 3 g."), "says"),
        ("misconceptions", replace(registers().misconceptions["MC01"], why="Of 2 mg."), "why"),
        ("wordings", replace(registers().wordings["SAF-01"], wording="Take 2 mg."), "wording"),
        ("contradictions", contradiction(decides="Half a gram does."), "decides"),
        ("diagrams", diagram(caution="Drawn for 4 mg."), "caution"),
        ("diagrams", diagram(rows=(DiagramRow("pore", ("Two lines",), ()),)), "rows[pore]"),
        ("terms", Term("unit", "unit", "Ten milligrams."), "text"),
    ],
)
def test_a_dose_in_a_register_is_found(register: str, entry: Any, field: str) -> None:
    ((own_id, message),) = stated_doses(registers(**{register: {entry.id: entry}}))
    assert own_id == entry.id
    assert message.startswith(f"{field} states an amount (")
    assert message.endswith("; leave amounts of drugs out.")


def test_a_reference_is_shown_without_the_dose_in_its_title() -> None:
    reference = replace(registers().references["R-read"], title="A trial of 8-mg naloxone")
    ((_, message),) = stated_doses(registers(references={"R-read": reference}))
    assert message == "title states an amount ('8-mg'); put `…` in its place."
    shortened = replace(reference, title="A trial of … naloxone")
    assert list(stated_doses(registers(references={"R-read": shortened}))) == []


def test_an_item_shows_known_contradictions() -> None:
    context = RuleContext(registers(contradictions={"X01": contradiction()}))
    assert list(check_item(single_best(contradictions=("X01",)), context)) == []
    (found,) = check_item(single_best(contradictions=("X99",)), context)
    assert (found.rule, found.message) == ("L17", "The contradiction X99 is not known.")


@pytest.mark.parametrize(("reader", "sound"), [("r1", True), ("writer", False), (None, False)])
def test_somebody_else_has_read_what_counts_as_read(reader: str | None, *, sound: bool) -> None:
    review = Review(ReviewStatus.SECOND_READ, "writer", reader, "2026-11-21", agreed=True)
    assert (broken(single_best(review=review)) == set()) is sound
