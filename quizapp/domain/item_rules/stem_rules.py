"""Rules about the stem and the explanation of one item."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizapp.domain.item_rules import text
from quizapp.domain.item_rules.keys import OVERDOSE_TOPIC
from quizapp.domain.item_rules.rule import CHOOSE_ALL
from quizapp.domain.items import CitationUse, Vignette
from quizapp.domain.registers import Judgement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizapp.domain.item_rules.rule import ItemView

_NEGATIVE = re.compile(
    r"\b(?:not|(?!can)\w+n['’]t|except|least|never|false|incorrect|untrue)\b", re.IGNORECASE
)
_HARMLESS_NEGATIVE = re.compile(
    r"\b(?:not|\w+n['’]t) (?:yet )?breathing\b|\bbreathing has not returned\b"
    r"|\bhas not returned\b|\bat least\b",
    re.IGNORECASE,
)
_ENDS_IN_ARTICLE = re.compile(r"\b(an?)[\s?:_….]*$", re.IGNORECASE)
_NUMBER_FIXED = re.compile(
    r"\b(?:which|what) (?:[\w-]+ )*?([a-z-]{4,}) (is|are|was|were|does|do|has|have)\b",
    re.IGNORECASE,
)
_COUNT = r"(two|three|four|five|[2-5])\b(?!-)"
_TELLS_COUNT = re.compile(
    rf"\b(?:which|what|choose|select|pick|name|mark|tick|find)(?: the| these| those| any)? {_COUNT}"
    rf"|\b{_COUNT} (?:\w+ )?(?:answers?|options?|choices?)\b",
    re.IGNORECASE,
)
_UNFOCUSED = re.compile(
    r"\bwhich (?:one )?of (?:the following|these)(?: statements?)? (?:is|are)(?: not)?"
    r" (?:true|correct|false|incorrect|right|wrong)\b",
    re.IGNORECASE,
)
_BELIEF = re.compile(
    r"\byou (?:may|might|will|could) (?:have )?(?:read|heard|hear|seen|see|think|believe)\b"
    r"|\b(?:it|this|that) is (?:\w+ )?(?:common|easy|natural|tempting|true that|often)\b"
    r"|\b(?:is|are|was) (?:often|sometimes|widely|commonly|easily)"
    r" (?:said|told|heard|read|taken|thought|believed|called|confused|claimed|written|repeated)\b"
    r"|\b(?:one|two|three|some|several|another|a|the|source|this) (?:\w+ ){0,3}"
    r"(?:sources?|articles?|documents?|passages?|texts?|pages?)\b"
    r"|\b(?:many|most|some|few) (?:people|guides|films|posters|leaflets)\b|\bpeople (?:\w+ )?"
    r"(?:say|think|believe|assume|expect|take|hear)\b"
    r"|\b(?:looks?|sounds?|seems?|feels?|reads?) (?:\w+ )?(?:like|as if|as though|careful|safe"
    r"|right|natural|reasonable|obvious|kind|harmless|wrong)\b"
    r"|\btoo (?:strong|simple|broad|far)\b|\bgoes (?:beyond|further)\b|\boverstat"
    r"|\b(?:belief|myth|misreading|mix-up|idea|claim|headline|assumption)s?\b",
    re.IGNORECASE,
)

_MOST_WORDS = 45
MOST_WORDS_WITH_CASE = 90
_FEWEST_WORDS = 5
_HIGHEST_GRADE = 12.0
_HIGHEST_OVERDOSE_GRADE = 9.0
_EXPLANATION_WORDS = (12, 90)


def negatives(view: ItemView) -> list[str]:
    """Return the words by which a question asks for what is not so; a statement asks nothing."""
    if view.is_statement:
        return []
    return _NEGATIVE.findall(_HARMLESS_NEGATIVE.sub("", view.lead_in))


def hidden_negative(view: ItemView) -> Iterator[str]:
    """L04."""
    for found in negatives(view):
        if not found.isupper():
            yield f"The question turns on '{found}'; ask it the other way round, or write {found.upper()}"


def gives_form_away(view: ItemView) -> Iterator[str]:
    """L10."""
    found = _ENDS_IN_ARTICLE.search(view.question)
    if found:
        yield f"The stem ends in '{found[1]}', which shows how the right option starts"
    counted = _TELLS_COUNT.search(view.question) if view.has_several_keys else None
    if counted:
        yield f"The stem says how many options are right ('{counted[1] or counted[2]}')"
    fixed = _NUMBER_FIXED.search(view.lead_in)
    if fixed is None:
        return
    noun = text.stem(fixed[1])
    for options in view.sets:
        last_words = [(text.words(option.text) or [""])[-1].lower() for option in options.options]
        same = [word for word in last_words if text.stem(word) == noun]
        if len({word.endswith("s") for word in same}) > 1:
            yield f"{options.name}: '{fixed[1]}' stands in both singular and plural"


def not_a_full_question(view: ItemView) -> Iterator[str]:
    """L13."""
    stem = view.item.stem.strip()
    if view.is_statement:
        if not view.question.rstrip("\"'”’)").endswith("."):
            yield "The stem must be a statement that ends with a full stop"
    elif view.asks_a_question and not view.question.endswith("?"):
        yield "The stem must end with a question mark"
    if view.has_several_keys != stem.endswith(CHOOSE_ALL):
        yield (
            f"The stem must end with '{CHOOSE_ALL}'"
            if view.has_several_keys
            else f"'{CHOOSE_ALL}' is for questions with several right options"
        )
    if len(text.words(view.question)) < _FEWEST_WORDS:
        yield f"The stem has fewer than {_FEWEST_WORDS} words: it must be answerable with the options covered"
    if _UNFOCUSED.search(stem):
        yield "The stem asks nothing of its own; ask what can be answered with the options covered"


def hard_to_read(view: ItemView) -> Iterator[str]:
    """L14; what may be needed in a hurry is written for everybody."""
    is_overdose = view.item.topic == OVERDOSE_TOPIC
    limit = _HIGHEST_OVERDOSE_GRADE if is_overdose else _HIGHEST_GRADE
    for field, written in (("stem", view.whole_stem), ("explanation", view.item.explanation)):
        grade = text.reading_grade(written)
        if grade > limit:
            yield (
                f"The {field} reads at grade {grade:.1f}, above {limit:.0f}; use shorter"
                " sentences and plainer words"
            )


def stem_too_long(view: ItemView) -> Iterator[str]:
    """L15."""
    limit = MOST_WORDS_WITH_CASE if isinstance(view.item, Vignette) else _MOST_WORDS
    return too_long(view.whole_stem, limit)


def too_long(stem: str, limit: int) -> Iterator[str]:
    """Give a sentence when a stem has more words than `limit`."""
    count = len(text.words(stem))
    if count > limit:
        yield f"The stem has {count} words, more than {limit}"


def explanation_length(view: ItemView) -> Iterator[str]:
    """L26."""
    return uneven_length(view.item.explanation)


def uneven_length(explanation: str) -> Iterator[str]:
    """Give a sentence when an explanation is too short or too long."""
    least, most = _EXPLANATION_WORDS
    count = len(text.words(explanation))
    if not least <= count <= most:
        yield f"The explanation has {count} words; {least} to {most} are wanted"


def does_not_refute(view: ItemView) -> Iterator[str]:
    """L34. Only options stand for beliefs; other kinds explain without refuting one.

    A case asks what to do, so that what it cites may be contested without being its point.
    """
    if not view.sets or _BELIEF.search(view.item.explanation):
        return
    claims = view.context.registers.claims
    cited = [claims[one.claim] for one in view.item.citations if one.claim in claims]
    if any(citation.use is CitationUse.REFUTED for citation in view.item.citations):
        yield (
            "The explanation refutes a claim without naming the belief; say what is believed"
            " (such as 'You may have read that …'), that it is not so, and why"
        )
    elif not isinstance(view.item, Vignette) and any(
        claim.judgement is Judgement.CONTESTED for claim in cited
    ):
        yield (
            "The explanation stands on a contested claim without saying so; say who says it (such"
            " as 'One article says that …'), what is too strong in it, and why"
        )
