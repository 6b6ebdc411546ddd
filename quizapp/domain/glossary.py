"""The glossary: where its words stand in a text, and which of them may be explained when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.domain.item_rules.text import TOPIC, content, last_sentence, numbers, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizapp.domain.registers import Term

# All the hyphens that a keyboard, a web page or a word processor may put, for a set of letters.
_HYPHENS = "\\-\u2010\u2011"
_NEVER = r"(?!)"


@dataclass(frozen=True, slots=True)
class TermMark:
    """A word of the glossary in a text: `start` and `end` in code points, end excluded."""

    start: int
    end: int
    term: Term


class Glossary:
    """Finds the words of a glossary: whole words, in any case, the longest that fits.

    A word that a hyphen joins to another is a part of a longer word, and is not found:
    "agonist" is not in "co-agonist". How else a word is written, plurals included, its entry says.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        """Take the words; where two entries are written alike, the first one stands."""
        self._by_form: dict[str, Term] = {}
        for term in terms:
            for form in (term.term, *term.also):
                self._by_form.setdefault(_key(form), term)
        longest_first = sorted(self._by_form, key=len, reverse=True)
        forms = "|".join(_pattern(form) for form in longest_first) or _NEVER
        joins = rf"\w{_HYPHENS}"
        self._forms = re.compile(rf"(?<![{joins}])(?:{forms})(?![{joins}])", re.IGNORECASE)

    def marks(self, text: str) -> tuple[TermMark, ...]:
        """Return where the words stand in a text, each at its first occurrence, in order."""
        found: dict[str, TermMark] = {}
        for match in self._forms.finditer(text):
            # The expression takes a dotless i for an i, and so finds what is no form at all.
            term = self._by_form.get(_key(match[0]))
            if term is not None:
                found.setdefault(term.id, TermMark(match.start(), match.end(), term))
        return tuple(found.values())

    def terms(self, text: str) -> dict[str, Term]:
        """Return the words that stand in a text, by id."""
        return {mark.term.id: mark.term for mark in self.marks(text)}

    def explainable(
        self, stem: str, judged: Iterable[str], *, setting: str = "", asks_number: bool = False
    ) -> frozenset[str]:
        """Return the ids of the words whose explanation gives nothing away while one answers.

        Only words that set the scene are explained. A word is held back until the answer when

        - it stands in the sentence that asks, or in a text that is to be judged;
        - its explanation shares a word with such a text, other than the words of nearly every item;
        - its explanation has a number in it and a number is asked for.

        Args:
            stem: what is asked.
            judged: the texts to choose from, to order or to match.
            setting: what the stem is about, such as a case.
            asks_number: whether the answer is a number.
        """
        whole = "\n".join(judged)
        telling = content(whole) - TOPIC
        asked = self.terms(f"{_question(stem)}\n{whole}")
        return frozenset(
            term.id
            for term in self.terms(f"{setting}\n{stem}").values()
            if term.id not in asked
            and not content(term.text) & telling
            and not (asks_number and numbers(term.text))
        )


def _question(stem: str) -> str:
    """Return what is really asked: the sentences that end in a question mark, or the last one."""
    asking = [sentence for sentence in sentences(stem) if sentence.endswith("?")]
    return "\n".join(asking) or last_sentence(stem)


def _key(form: str) -> str:
    """Return a form as it is looked up: one case, one kind of space and of hyphen."""
    joined = " ".join(form.split())
    # The micro sign becomes the Greek letter that it looks like.
    return re.sub(f"[{_HYPHENS}]", "-", joined).casefold()


def _pattern(key: str) -> str:
    escaped = re.escape(key)
    return escaped.replace(r"\-", f"[{_HYPHENS}]").replace(r"\ ", r"\s+")
