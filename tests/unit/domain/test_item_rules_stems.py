"""Rules about stems, explanations and words: each is planted once, and what is allowed passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizapp.domain.item_rules.rule import RuleContext
from quizapp.domain.item_rules.table import check_item
from quizapp.domain.items import Citation, CitationUse
from tests.unit.domain.item_factory import (
    EXPLANATION,
    breaches,
    broken,
    multiple_response,
    option,
    options,
    registers,
    single_best,
    true_false_reason,
    two_tier,
    vignette,
)

if TYPE_CHECKING:
    from quizapp.domain.items import Item

REFUTED = (Citation("C-wrong", CitationUse.REFUTED),)
CONTESTED = (Citation("C-contested", CitationUse.QUALIFIED),)


def asking(stem: str) -> Item:
    return single_best(stem=stem)


def explaining(explanation: str, **changes: object) -> Item:
    return single_best(explanation=explanation, **changes)


HARD = (
    "Pharmacodynamic characterisation necessitates differentiating orthosteric competition from"
    " uncompetitive inhibition irrespective of therapeutic indication or regulatory"
    " categorisation internationally."
)

FLAWS = {
    "small not": ("L04", asking("Which receptor is not a target of this drug?")),
    "shortened not": ("L04", asking("Which receptor isn't a target of this drug?")),
    "small except": ("L04", asking("It blocks all of these sites. Which, except one, does it?")),
    "small false in several": (
        "L04",
        multiple_response(stem="Which of the signs here are false? Choose all that apply."),
    ),
    "stem ends in an": ("L10", asking("The drug ketamine is best called an?")),
    "singular noun": (
        "L10",
        single_best(
            stem="Which receptor is the main target of it?",
            options=options("NMDA receptor", "Opioid receptors", "The GABA site"),
        ),
    ),
    "says how many are right": (
        "L10",
        multiple_response(stem="Which two of these signs point to it? Choose all that apply."),
    ),
    "says how many answers there are": (
        "L10",
        multiple_response(stem="Here 3 answers are right. Which ones? Choose all that apply."),
    ),
    "no question mark": ("L13", asking("Name the receptor that this drug blocks.")),
    "a question as statement": ("L13", true_false_reason(stem="Is ketamine really an opioid?")),
    "a statement without full stop": ("L13", true_false_reason(stem="Ketamine is an opioid drug")),
    "choose all missing": ("L13", multiple_response(stem="Which signs point to an opioid?")),
    "choose all misplaced": (
        "L13",
        asking("Which receptor is the main target? Choose all that apply."),
    ),
    "too short": ("L13", asking("Which receptor, then?")),
    "unfocused": ("L13", asking("Which of the following statements is true?")),
    "hard stem": ("L14", asking(HARD.replace(".", "?"))),
    "hard explanation": ("L14", explaining(HARD)),
    "long stem": ("L15", asking("Tell us, " + "as you see it, " * 12 + "which site is it?")),
    "long case": ("L15", vignette(case_text="He lies on the floor. " * 19)),
    "dose": ("L20", asking("A man takes 50 mg of the drug. Which receptor is blocked?")),
    "dose in a rationale": (
        "L20",
        two_tier(
            options=(*two_tier().options, option("c", "Maybe", rationale="Only at 2 g a day."))
        ),
    ),
    **{
        f"dose as {amount}": ("L20", asking(f"A man has taken {amount}. Which site is blocked?"))
        for amount in (
            "half a gram",
            "two lines",
            "a couple of bumps",
            "one and a half grams",
            "a quarter of a tablet",
            "half of the pill",
            "½ tablet",
            "fifty milligrams",
            "a gram",
        )
    },
    "stigma": ("L24", asking("What should an addict with slow breathing be given?")),
    "stigma in the case": ("L24", vignette(case_text="A drug user lies on the floor.")),
    "clean": ("L24", explaining("He has been clean for a year. " * 3)),
    "facility": ("L25", explaining("At Sunnyside they say that the drug acts here. " * 2)),
    "short explanation": ("L26", explaining("Because it acts there.")),
    "long explanation": ("L26", explaining("It acts at the channel. " * 19)),
    "no belief named": ("L34", single_best(citations=REFUTED)),
    "bold": ("text", explaining(f"<b>No.</b> {EXPLANATION}")),
    "star bold": ("text", explaining(f"**No.** {EXPLANATION}")),
    "link": ("text", explaining(f"[Look](https://example.org) here. {EXPLANATION}")),
    "list": ("text", explaining(f"{EXPLANATION}\n- One\n- Two")),
    "entity": ("text", explaining(f"This &amp; that. {EXPLANATION}")),
    "contested and not said": ("L34", single_best(citations=CONTESTED)),
}


@pytest.mark.parametrize(("rule", "item"), FLAWS.values(), ids=FLAWS.keys())
def test_a_planted_flaw_is_found(rule: str, item: Item) -> None:
    assert (rule, "error") in broken(item)


ALLOWED = {
    "smaller than": explaining(f"A count of 5 < 8 and 9 > 8, and 2 * 3 - 1. {EXPLANATION}"),
    "contested in a case": vignette(citations=CONTESTED),
    "capital not": asking("Which receptor is NOT a target of this drug?"),
    "not breathing": asking("A woman is on the floor. What if she is not breathing?"),
    "shortened not breathing": asking("A woman is on the floor. What if she isn’t breathing?"),
    "cannot": asking("A woman is on the floor. What if she can't be woken now?"),
    "at least": asking("How many sites must at least be taken first?"),
    "a negative before the question": asking("He does not move. What do you do first here?"),
    "a negative statement": true_false_reason(stem="Ketamine is not an opioid."),
    "a quoted statement": true_false_reason(stem="A friend says, “Ketamine is an opioid.”"),
    "an article inside": asking("Is the drug an opioid or a blocker?"),
    "plural options for a plural stem": single_best(
        stem="Which receptors are the main targets of it?",
        options=options("NMDA receptors", "Opioid receptors", "The GABA sites"),
    ),
    **{
        f"no dose: {said}": asking(f"He has seen {said}. What do you do first here?")
        for said in ("a line of years", "five line drawings", "two sprays", "half the patients")
    },
    "numbers that are no dose": asking("He breathes 4 times a minute. What do you do first?"),
    "a facility's common words": explaining("A recovery center is a place. " * 3),
    "a belief named": explaining(
        "You may have read that it is one. It is not: what counts is where it acts.",
        citations=REFUTED,
    ),
}


@pytest.mark.parametrize("item", ALLOWED.values(), ids=ALLOWED.keys())
def test_what_looks_like_a_flaw_and_is_none_passes(item: Item) -> None:
    assert broken(item) == set()


def test_without_documents_there_is_no_facility_to_name() -> None:
    context = RuleContext(registers(documents={}))
    item = explaining("At Sunnyside they say that the drug acts here. " * 2)
    assert list(check_item(item, context)) == []


def test_a_message_ends_in_one_full_stop_and_says_how_to_mend_it() -> None:
    (found,) = breaches(asking("Which receptor is not a target of this drug?"))
    assert found.message == (
        "The question turns on 'not'; ask it the other way round, or write NOT."
    )


MIDDLING = (
    "A receptor in the brain can be blocked by more than one medicine, and what follows depends on"
    " how much of it gets to the place where it acts."
)


def test_what_may_be_needed_in_a_hurry_is_written_for_everybody() -> None:
    assert broken(explaining(MIDDLING)) == set()
    (breach,) = breaches(explaining(MIDDLING, topic="overdose-response"))
    assert breach.message == (
        "The explanation reads at grade 9.1, above 9; use shorter sentences and plainer words."
    )
