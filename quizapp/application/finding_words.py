"""Findings on a draft in words: the place first, as the form names it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizapp.application.authoring_views import FindingView
from quizapp.domain.draft_checks import reason_of

if TYPE_CHECKING:
    from quizapp.domain.drafts import Draft, DraftPart
    from quizapp.domain.item_rules.table import Breach

FIELD_TITLES = {
    "stem": "Question",
    "explanation": "Explanation",
    "area": "Area",
    "case_text": "Case",
    "verdict": "True or false",
    "precedence": "What comes before what",
    "least": "From",
    "most": "To",
    "unit": "Unit",
    "below": "Why a smaller number is wrong",
    "above": "Why a larger number is wrong",
    "diagram": "Diagram",
    "review": "Review",
    "options": "Answers",
    "reasons": "Reasons",
    "steps": "Steps",
    "left": "Left terms",
    "right": "Right terms",
    "regions": "Places",
}
PART_TITLES = {
    "options": "Answer",
    "reasons": "Reason",
    "steps": "Step",
    "left": "Left term",
    "right": "Right term",
    "regions": "Place",
}
_BY_RULE = {
    "L04": "stem",
    "L10": "stem",
    "L13": "stem",
    "L15": "stem",
    "L17": "citations",
    "L18": "safety",
    "L21": "references",
    "L22": "stem",
    "L26": "explanation",
    "L34": "explanation",
}
"""Where to mend what is said about the whole question."""

_ALIASES = {"case": "case_text", "answer": "unit"}
_FIELD = re.compile(r"([a-z_]+)(?:\[([A-Za-z0-9-]+)\])?(?:\.[a-z.]+)?(: | and \[| |$)")
_PLAIN_WORDS = (
    ("in `safety`", "among the safety wordings"),
    ("with the status second_read it must name a `reader`", "say who else has read it"),
    ("with the status clinician it must name a `reader`", "say which clinician has read it"),
    ("The item ", "The question "),
    ("the item ", "the question "),
    (" rationale", " reason why"),
)


def part_title(draft: Draft, name: str, part_id: str) -> str:
    """Return what the form calls a part: "Answer B", "Step 3"."""
    parts: tuple[DraftPart, ...] = getattr(draft, name)
    ids = [part.id for part in parts]
    number = ids.index(part_id) if part_id in ids else 0
    sign = str(number + 1) if name in {"steps", "left"} else "ABCDEFGHIJ"[number % 10]
    return f"{PART_TITLES[name]} {sign}"


def finding_view(draft: Draft, breach: Breach) -> FindingView:
    """Return a finding in words."""
    name, part, says = _placed(draft, breach.message)
    for written, plain in _PLAIN_WORDS:
        says = says.replace(written, plain)
    return FindingView(
        rule=breach.rule,
        level=breach.level,
        field=name or _BY_RULE.get(breach.rule, ""),
        part=part,
        says=says[:1].upper() + says[1:],
        why=reason_of(breach.rule, breach.level),
    )


def _placed(draft: Draft, message: str) -> tuple[str, str, str]:
    """Return field, part and sentence of a message; the sentence begins with the place in words."""
    found = _FIELD.match(message)
    name = _ALIASES.get(found[1], found[1]) if found else ""
    if found is None or name not in FIELD_TITLES:
        return "", "", message
    part = found[2] or ""
    title = part_title(draft, name, part) if part else FIELD_TITLES[name]
    rest = message[found.end() :]
    if not found[3].endswith("["):
        return name, part, f"{title}{found[3]}{rest}"
    other, _, rest = rest.partition("]")
    return name, part, f"{title} and {part_title(draft, name, other)}{rest}"
