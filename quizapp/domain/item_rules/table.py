"""The table of rules, and checking one item by all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.domain.banks import Severity
from quizapp.domain.item_rules import (
    ground_rules,
    option_rules,
    stem_rules,
    structure_rules,
    wording_rules,
)
from quizapp.domain.item_rules.rule import ItemView, Rule, RuleContext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizapp.domain.items import Item

_ERROR = Severity.ERROR
_WARNING = Severity.WARNING

RULES: tuple[Rule, ...] = (
    Rule(
        "L02",
        _ERROR,
        "Three good options do as well as five, and more than that only cost reading time.",
        option_rules.wrong_number_of_options,
    ),
    Rule(
        "L03",
        _ERROR,
        "All or none of the others can be chosen with half the knowledge, and options are shuffled.",
        option_rules.all_or_none_of_them,
    ),
    Rule(
        "L04",
        _ERROR,
        "A small word that turns the question round is overlooked by people who know the answer.",
        stem_rules.hidden_negative,
    ),
    Rule(
        "L05",
        _WARNING,
        "Absolute words are rarely true, so guessers strike such options out.",
        option_rules.absolute_only_in_distractors,
    ),
    Rule("L06", _WARNING, "Guessers choose the hedged option.", option_rules.hedge_only_in_key),
    Rule(
        "L07",
        _ERROR,
        "Guessers choose the longest option.",
        option_rules.key_longer,
    ),
    Rule(
        "L07",
        _WARNING,
        "An option that is much shorter than the others stands out.",
        option_rules.key_shorter,
    ),
    Rule(
        "L09",
        _ERROR,
        "A word that the stem and only the right option share gives it away.",
        option_rules.clang,
    ),
    Rule(
        "L10",
        _ERROR,
        "Neither grammar nor a number may tell which options fit.",
        stem_rules.gives_form_away,
    ),
    Rule(
        "L11",
        _ERROR,
        "Options that say the same cannot be right, and guessers see that.",
        option_rules.same_options,
    ),
    Rule(
        "L12",
        _ERROR,
        "An option that is written in another form stands out.",
        option_rules.uneven_form,
    ),
    Rule(
        "L12",
        _WARNING,
        "Options of very uneven length draw the eye.",
        option_rules.uneven_length,
    ),
    Rule(
        "L13",
        _ERROR,
        "A stem must be answerable with the options covered.",
        stem_rules.not_a_full_question,
    ),
    Rule(
        "L14",
        _ERROR,
        "The item tests knowledge, not reading.",
        stem_rules.hard_to_read,
    ),
    Rule("L15", _ERROR, "Long stems test patience.", stem_rules.stem_too_long),
    Rule(
        "L16",
        _ERROR,
        "The learner is told why each option is right or wrong.",
        ground_rules.options_unexplained,
    ),
    Rule(
        "L17",
        _ERROR,
        "An item says where it comes from, and uses claims as their judgement allows.",
        ground_rules.citations_misused,
    ),
    Rule(
        "L18",
        _ERROR,
        "Half a safety message is dangerous; the whole one is shown from one place.",
        ground_rules.safety_wording_missing,
    ),
    Rule(
        "L20",
        _ERROR,
        "The app must not be read as a guide to doses.",
        wording_rules.states_a_dose,
    ),
    Rule(
        "L21",
        _ERROR,
        "A key rests on an authority that somebody has read.",
        ground_rules.references_missing,
    ),
    Rule(
        "L23",
        _ERROR,
        "Numbers in order are found without searching.",
        option_rules.numbers_out_of_order,
    ),
    Rule(
        "L24",
        _ERROR,
        "Words that shame people keep them from help.",
        wording_rules.stigmatising,
    ),
    Rule(
        "L25",
        _ERROR,
        "The app advertises nobody.",
        wording_rules.names_a_facility,
    ),
    Rule(
        "L26",
        _ERROR,
        "An explanation is long enough to teach and short enough to be read.",
        stem_rules.explanation_length,
    ),
    Rule(
        "L27",
        _ERROR,
        "Options are shuffled, so their letters mean nothing.",
        option_rules.refers_to_letters,
    ),
    Rule(
        "L28",
        _ERROR,
        "An item that gives its answer away, or takes nearly any, measures nothing.",
        structure_rules.hangs_together,
    ),
    Rule(
        "L34",
        _ERROR,
        "A belief is mended by naming it, saying that it is not so, and giving the mechanism.",
        stem_rules.does_not_refute,
    ),
    Rule(
        "text",
        _ERROR,
        "Text is shown as it stands, so marks for bold or links would be read out.",
        wording_rules.marked_up,
    ),
    Rule(
        "review",
        _ERROR,
        "Nobody sees the flaws of their own question.",
        ground_rules.review_unsound,
    ),
)
"""Every rule that looks at one item, in the order of the list of rules."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A place where an item breaks a rule; `message` is one sentence."""

    rule: str
    level: Severity
    message: str


def check_item(item: Item, context: RuleContext) -> Iterator[Breach]:
    """Give every breach of the rules by an item."""
    view = ItemView(item, context)
    for rule in RULES:
        for message in rule.check(view):
            yield Breach(rule.id, rule.level, f"{message}.")
