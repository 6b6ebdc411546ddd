"""Rules for scenarios: each finds the flaw that it is there for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.banks import Severity
from quizapp.domain.item_rules import scenario_view
from quizapp.domain.item_rules.scenario_rules import (
    LINK_RULES,
    PROOFS,
    TEXT_RULES,
    TOO_MANY_STATES,
    check_scenario,
)
from quizapp.domain.item_rules.scenario_safety import BELIEF_WORDINGS, NEEDS
from quizapp.domain.item_rules.scenario_states import ScenarioStates
from quizapp.domain.items import Citation, CitationUse, Review, ReviewStatus
from quizapp.domain.scenarios import Effect, Late, Outcome, Scenario, Scene, Until, act, begin
from quizapp.domain.scenarios import open_actions as open_now
from tests.unit.domain.item_factory import CONTEXT, EXPLANATION, WORDING
from tests.unit.domain.scenario_factory import (
    AWAKE,
    FAINT,
    PERFECT,
    action,
    scenario,
    with_action,
    with_scene,
)

HARM, DELAY, GOOD = Effect.HARM, Effect.DELAY, Effect.GOOD
SLEEPS = replace(FAINT, breaths_per_minute=12)


def found(made: Scenario) -> set[tuple[str, str]]:
    """Rule and place of every breach."""
    return {(breach.rule, breach.place) for breach in check_scenario(made, CONTEXT)}


def test_a_sound_scenario_breaks_no_rule() -> None:
    assert list(check_scenario(scenario(), CONTEXT)) == []


def test_every_rule_has_an_id_of_its_own_and_a_reason() -> None:
    rules = (*TEXT_RULES, *LINK_RULES, TOO_MANY_STATES, *PROOFS)
    assert len({rule.id for rule in rules}) == len(rules)
    assert all(rule.reason.endswith(".") for rule in rules)


def test_a_breach_is_a_sentence_that_names_its_place() -> None:
    (breach,) = check_scenario(with_action("awake", "cancel", to="nowhere"), CONTEXT)
    assert (breach.rule, breach.place, breach.level) == ("S01", "awake.cancel", Severity.ERROR)
    assert breach.message == "awake.cancel: this leads to nowhere, which is no scene."


@pytest.mark.parametrize(
    ("made", "place"),
    [
        (scenario(start="nowhere"), ""),
        (with_action("floor", "shout", to="nowhere"), "floor.shout"),
        (with_scene("flat", until=Until(("call",), "nowhere")), "flat.until"),
        (with_scene("flat", late=Late(60, "nowhere")), "flat.late"),
    ],
)
def test_a_link_to_no_scene_is_found_and_nothing_more_is_proved(made: Scenario, place: str) -> None:
    assert found(made) == {("S01", place)}


@pytest.mark.parametrize(
    "made",
    [
        with_scene("flat", actions=()),
        with_scene("flat", signs=None),
        with_scene("flat", actions=(action("wait", HARM), action("see", DELAY))),
        with_scene("flat", end=Outcome.SAVED),
    ],
)
def test_a_scene_without_anything_good_to_do_or_to_see_is_found(made: Scenario) -> None:
    assert found(made) == {("S02", "flat")}


def test_too_many_states_are_found_instead_of_looked_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scenario_view, "ScenarioStates", lambda made: ScenarioStates(made, most=3))
    assert found(scenario()) == {("S03", "")}


def test_a_scene_that_is_never_reached_is_found() -> None:
    lost = with_scene("attic", signs=FAINT, actions=(action("climb", to="saved"),))
    assert found(lost) == {("S04", "attic")}


def test_a_clock_that_cannot_run_out_is_a_warning() -> None:
    # Time counts: ten seconds of actions never use up an hour.
    idle = with_scene("flat", late=Late(3600, "attic"))
    attic = Scene(id="attic", text="You wait.", signs=FAINT, actions=(action("climb", to="died"),))
    made = replace(idle, scenes={**idle.scenes, "attic": attic})
    breaches = [one for one in check_scenario(made, CONTEXT) if one.level is Severity.WARNING]
    assert {(one.rule, one.place) for one in breaches} == {("S17", "attic"), ("S17", "died")}
    assert ("S04", "attic") not in found(made)
    until = replace(attic, actions=(action("climb"),), until=Until(("climb",), "died"))
    assert ("S17", "died") in found(replace(made, scenes={**made.scenes, "attic": until}))


def test_an_action_that_ends_badly_is_not_good() -> None:
    assert ("S18", "awake.cancel") in found(with_action("awake", "cancel", effect=GOOD))


def test_a_scene_from_which_no_end_is_reached_is_found() -> None:
    trap = with_scene("awake", actions=(action("stay-with", does=("stay",)),))
    assert ("S05", "awake") in found(trap)
    # Once its actions are used up, only its time could have ended the scene.
    stuck = with_scene("flat", late=None, until=Until(("call", "sing"), "awake"))
    assert ("S05", "flat") in found(stuck)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("shout", "fly"), "flat"),
        (("look", "look"), "floor"),
        (PERFECT[:-1], "awake"),
        ((*PERFECT[:-1], "cancel"), "worse"),
    ],
)
def test_a_reference_path_that_does_not_save_is_found(path: tuple[str, ...], place: str) -> None:
    assert ("S06", place) in found(scenario(reference_path=path))


def test_a_reference_path_that_leaves_out_a_critical_step_is_found() -> None:
    made = scenario(critical=("check", "sing"))
    (breach,) = check_scenario(made, CONTEXT)
    assert breach.message == "`reference_path` leaves out critical steps: sing."


def test_a_mistake_on_the_reference_path_is_found() -> None:
    path = ("read-label", *PERFECT)
    assert found(scenario(reference_path=path)) == {("S07", "floor.read-label")}


@pytest.mark.parametrize("effect", [HARM, DELAY])
def test_naloxone_counted_against_the_learner_is_found(effect: Effect) -> None:
    made = with_action("flat", "spray-2", does=("naloxone-2",), effect=effect)
    assert found(made) == {("S08", "flat.spray-2")}


def test_more_naloxone_for_somebody_who_sleeps_and_breathes_is_a_delay_and_no_harm() -> None:
    def more(effect: Effect) -> Scenario:
        spray = action("spray-2", effect, does=("naloxone-2",))
        return with_scene("awake", signs=SLEEPS, actions=(*_awake_actions(), spray))

    assert found(more(DELAY)) == set()
    assert found(more(GOOD)) == {("S09", "awake.spray-2")}
    assert found(more(HARM)) == {("S08", "awake.spray-2")}


def _awake_actions() -> tuple[object, ...]:
    return scenario().scenes["awake"].actions


def test_the_first_dose_for_a_sleeper_is_nobodys_mistake() -> None:
    made = with_action("floor", "spray-early", does=("naloxone",))
    floor = replace(made.scenes["floor"], signs=SLEEPS)
    assert found(replace(made, scenes={**made.scenes, "floor": floor})) == set()


def test_leaving_before_help_counted_as_good_is_found() -> None:
    made = with_action("awake", "go", text="Leave him a note", to="saved")
    assert found(made) == {("S10", "awake.go")}
    stays = with_action("awake", "go", text="Leave the bag and stay", to="saved")
    assert found(stays) == set()


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("Slip out before help comes", True),
        ("Go back to the party", True),
        ("Drive home now that he breathes", True),
        ("Run away", True),
        ("Leave the phone on speaker", False),
        ("Tilt the head back", False),
        ("Go on with breaths", False),
    ],
)
def test_leaving_has_many_words(text: str, leaves: bool) -> None:
    made = with_action("awake", "go", text=text, to="saved")
    assert (("S10", "awake.go") in found(made)) is leaves


def test_a_minute_without_breaths_that_is_no_harm_is_found() -> None:
    assert found(with_action("flat", "wait", effect=DELAY)) == {("S11", "flat.wait")}
    assert found(with_action("flat", "breathe", cost_s=60)) == set()
    # Who has not looked whether he responds cannot know.
    assert found(with_action("floor", "read-label", cost_s=90)) == set()
    unchecked = with_action("floor", "shout", does=())
    assert ("S11", "floor.read-label") in found(unchecked)


def test_breaths_that_are_no_good_action_are_found() -> None:
    made = with_action("flat", "press", does=("cpr",), effect=DELAY)
    assert found(made) == {("S12", "flat.press")}


def test_a_bad_end_that_does_not_say_what_is_right_is_found() -> None:
    assert found(with_scene("died", text="He dies.")) == {("S13", "died")}


def test_a_long_search_for_a_pulse_is_found() -> None:
    made = with_action("flat", "feel", text="Feel for a pulse", cost_s=11)
    assert found(made) == {("S14", "flat.feel")}
    assert found(with_action("flat", "feel", text="Feel for a pulse", cost_s=10)) == set()


def test_a_colour_that_shows_on_light_skin_alone_is_found() -> None:
    assert found(with_scene("flat", signs=replace(FAINT, colour="blue"))) == {("S15", "flat")}


@pytest.mark.parametrize(
    "signs", [replace(FAINT, breaths_per_minute=41), replace(AWAKE, breaths_per_minute=0)]
)
def test_signs_that_cannot_be_are_found(signs: object) -> None:
    assert ("S16", "awake") in found(with_scene("awake", signs=signs))


def test_a_text_that_is_hard_to_read_is_found_where_it_stands() -> None:
    hard = "Insufficient ventilation necessitates immediate administration of an antagonist."
    assert ("L14", "") in found(scenario(explanation=hard))
    assert found(with_scene("awake", text=hard)) == {("L14", "awake")}
    assert found(with_action("flat", "wait", feedback=hard)) == {("L14", "flat.wait")}


def test_a_belief_that_is_not_known_or_stands_behind_a_good_action_is_found() -> None:
    unknown = with_action("flat", "wait", misconception="MC99")
    assert found(unknown) == {("L16", "flat.wait")}
    praised = with_action("flat", "phone", misconception="MC01")
    assert found(praised) == {("L16", "flat.phone")}


@pytest.mark.parametrize(
    ("made", "rule"),
    [
        (scenario(citations=(Citation("C-wrong", CitationUse.SUPPORTS),)), "L17"),
        (scenario(safety=("SAF-99",)), "L18"),
        (scenario(stem="A man took ketamine. He does not breathe.", safety=("SAF-09",)), "L18"),
        (scenario(explanation=WORDING), "L18"),
        (scenario(truth="Fentanyl, 5 mg."), "L20"),
        (scenario(references=("R-told",)), "L21"),
        (scenario(title="An addict"), "L24"),
        (scenario(explanation=f"{EXPLANATION} So says Sunnyside."), "L25"),
        (scenario(explanation="It is so."), "L26"),
        (scenario(title="<b>Home</b>"), "text"),
        (scenario(review=Review(ReviewStatus.SECOND_READ, "w1", "w1")), "review"),
        (scenario(stem="He lies on the floor and does not answer. " * 11), "L15"),
    ],
)
def test_what_holds_for_items_holds_for_scenarios(made: Scenario, rule: str) -> None:
    assert found(made) == {(rule, "")}


def needs(made: Scenario) -> list[str]:
    """What a scenario is told about its safety wordings."""
    return [one.message for one in check_scenario(made, CONTEXT) if one.rule == "L18"]


def test_what_happens_in_a_scenario_demands_its_wording_whatever_words_it_uses() -> None:
    lacking = "The scenario is about somebody who does not respond and does not breathe normally"
    assert needs(scenario(safety=("SAF-07",))) == [
        f"{lacking}: name SAF-01 or SAF-02 or SAF-03 or SAF-04 or SAF-05 or SAF-11 in `safety`.",
        "The scenario is about naloxone: name SAF-01 or SAF-04 or SAF-05 in `safety`.",
    ]
    assert needs(scenario(safety=("SAF-04",))) == []


def test_a_scenario_without_a_wording_is_found_though_nobody_is_in_danger() -> None:
    awake = with_scene("floor", signs=AWAKE, actions=(action("look", to="saved"),))
    calm = replace(awake, safety=(), scenes={one: awake.scenes[one] for one in ("floor", "saved")})
    assert needs(calm) == ["A safety wording stands at every end: name at least one in `safety`."]


@pytest.mark.parametrize(
    ("made", "wording", "about"),
    [
        (
            with_action("flat", "wait", text="Pin him face down"),
            "SAF-18",
            "The scenario is about holding somebody by force: name SAF-09 or SAF-18 in `safety`.",
        ),
        (
            scenario(stem="He comes home from prison."),
            "SAF-13",
            "The scenario is about a break from opioids: name SAF-13 in `safety`.",
        ),
        (
            with_action("flat", "wait", misconception="MC12"),
            "SAF-04",
            (
                "flat.wait: this acts upon MC12, which SAF-04 or SAF-09 answers; name it in"
                " `safety`."
            ),
        ),
    ],
)
def test_a_subject_demands_the_wording_that_answers_it(
    made: Scenario, wording: str, about: str
) -> None:
    assert about in needs(made)
    assert about not in needs(replace(made, safety=(*made.safety, wording)))


def test_every_wording_that_a_scenario_may_need_is_one_that_ships() -> None:
    wordings = set(CONTEXT.registers.wordings)
    assert {one for need in NEEDS for one in need.wordings} <= wordings
    assert {one for answers in BELIEF_WORDINGS.values() for one in answers} <= wordings


def test_what_no_longer_matters_makes_no_states_of_its_own() -> None:
    """The states that are left out lead to the same scenes as those of a plain search."""
    made = with_action("floor", "hum")
    plain = {begin(made)}
    queue = list(plain)
    while queue:
        moment = queue.pop()
        for choice in open_now(made, moment):
            after = replace(act(made, moment, choice.id), at_s=0)
            if after not in plain:
                plain.add(after)
                queue.append(after)
    states = ScenarioStates(made)
    choices = {(moment.scene, choice.id) for moment, choice in states.choices()}
    assert choices == {(m.scene, choice.id) for m in plain for choice in open_now(made, m)}
    assert states.scenes() == {moment.scene for moment in plain} == set(made.scenes)
    assert len({moment for moment, _choice in states.choices()}) < len(plain)


def test_a_scene_may_lead_back_to_an_earlier_one_where_more_is_known_now() -> None:
    made = with_action("flat", "go-back", to="floor")
    assert found(made) == {("S11", "floor.read-label")}
