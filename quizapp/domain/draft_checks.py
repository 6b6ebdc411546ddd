"""What the rules find in a draft: what can be said already is said, gaps or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.domain.banks import Severity
from quizapp.domain.draft_gaps import FIELD_RULE, RATIONALE_RULE, gaps
from quizapp.domain.draft_items import cleaned
from quizapp.domain.draft_preview import filled
from quizapp.domain.item_rules import keys
from quizapp.domain.item_rules.duplicates import DUPLICATE_RULE
from quizapp.domain.item_rules.table import RULES, Breach, check_item

if TYPE_CHECKING:
    from quizapp.domain.drafts import Draft
    from quizapp.domain.item_rules.rule import RuleContext

_NEEDS_OPTIONS = frozenset({"L05", "L06", "L07", "L09", "L11", "L12", "L23", "L28"})
_NEEDS_STEM = frozenset({"L04", "L09", "L10", "L13", "L15"})
_NEEDS_EXPLANATION = frozenset({"L26", "L34"})

_OTHER_REASONS = {
    FIELD_RULE: "Learners see every field, and none may be empty.",
    keys.KEYS_RULE: "A question has exactly as many right answers as its kind says.",
    keys.HARM_RULE: "A belief that can kill is counted apart when somebody acts on it.",
    RATIONALE_RULE: "The learner is told why each answer is right or wrong.",
    DUPLICATE_RULE: "The same question twice teaches nothing new.",
}


def check_draft(draft: Draft, context: RuleContext) -> tuple[Breach, ...]:
    """Return all findings on a draft, errors first.

    While something is missing, the rules that would look at it are silent.
    """
    missing = gaps(draft)
    found = [Breach(rule, Severity.ERROR, f"{message}.") for rule, message in missing]
    item = filled(draft)
    if item is not None:
        silent = _silent(draft, has_part_gaps=any(_is_about_parts(text) for _, text in missing))
        found += [breach for breach in check_item(item, context) if breach.rule not in silent]
    return tuple(sorted(found, key=lambda breach: breach.level is not Severity.ERROR))


def reason_of(rule: str, level: Severity) -> str:
    """Return why a rule is there, in one sentence."""
    reasons = {(known.id, known.level): known.reason for known in RULES}
    return reasons.get((rule, level)) or _OTHER_REASONS.get(rule, "")


def _silent(draft: Draft, *, has_part_gaps: bool) -> frozenset[str]:
    silent: frozenset[str] = frozenset()
    if has_part_gaps:
        silent |= _NEEDS_OPTIONS
    if not cleaned(draft.stem):
        silent |= _NEEDS_STEM
    if not cleaned(draft.explanation):
        silent |= _NEEDS_EXPLANATION
    return silent


def _is_about_parts(message: str) -> bool:
    """Return whether a gap is one of the parts to answer with, or of what is right among them."""
    field = message.split(":", maxsplit=1)[0].split("[", maxsplit=1)[0].split(" ", maxsplit=1)[0]
    return field not in {"stem", "explanation", "area", "case_text"}
