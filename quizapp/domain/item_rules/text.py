"""Text analysis that the rules share: words, content words, sentences, reading grade."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’-](?=[^\W_]))*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*(?=\s|$)")
_AFTER_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]*\s+")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_ENDING = re.compile(r"(?:^|[^l])e$|[aeiouy]le$|[^aeiouytd]ed$|[^aeiouysxzcghl]es$")
_ACRONYM = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Z0-9-]+s?")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FUNCTION_WORDS = _listed("""
    about above after again against also although among another because been before behind being
    below best between both cannot could does doing done down during each either else even ever
    every from further have having hers herself himself however into itself just least less like
    main many might more most much must neither next once only onto other others ought ours over
    own same shall should since some such than that their theirs them themselves then there these
    they this those though through thus together until upon very were what whatever when where
    whether which while whom whose will with within without would your yours yourself
""")

_TOPIC_WORDS = _listed("""
    breath breathe breathes breathing breaths drug drugs esketamine fentanyl ketamine naloxone
    naltrexone nmda opioid opioids overdose overdoses people person receptor receptors schedule
    schedules
""")

_SUFFIXES = (
    "ations",
    "ation",
    "ating",
    "ated",
    "ates",
    "ate",
    "ised",
    "ized",
    "ises",
    "izes",
    "ising",
    "izing",
    "ings",
    "ing",
    "ers",
    "er",
    "ies",
    "ed",
    "es",
    "s",
    "e",
    "y",
)
_SHORTEST_STEM = 4
_SHORTEST_CONTENT_WORD = 4

_TECHNICAL_WORDS = _listed("""
    administration agonist agonists anaesthetic anaesthetics analgesia anesthesia anesthetic
    anesthetics antagonist antagonists antidepressant antidepressants benzodiazepine
    benzodiazepines breathing buprenorphine calcium dependence depression dissociation dissociative
    emergency esketamine fentanyl glutamate glycine hypothesis inhibitory ketamine magnesium
    medication medications medicine medicines methadone misconception molecule molecules morphine
    naloxone naltrexone opioid opioids overdose overdoses paramedic paramedics psychiatric
    psychiatry receptor receptors recovery respiratory sedation sedative sedatives serotonin
    stimulant stimulants synapse synapses tolerance tramadol unconscious unconsciousness withdrawal
    xylazine
""")
"""Words that the app explains: they count as two syllables in the reading grade."""


def words(text: str) -> list[str]:
    """Return the words of a text as written; numbers are none."""
    return _WORD.findall(text)


def numbers(text: str) -> list[str]:
    """Return the numbers of a text as written."""
    return _NUMBER.findall(text)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a word without its ending, so that `block`, `blocks` and `blocking` are one."""
    word = word.lower().replace("’", "'").removesuffix("'s").strip("'")
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            return word[: -len(suffix)]
    return word


TOPIC = frozenset(stem(word) for word in _TOPIC_WORDS)
"""Stems that stand in nearly every item and give nothing away."""


def content(text: str) -> frozenset[str]:
    """Return the stems of the words that carry meaning: four letters or more, no function words."""
    return frozenset(
        stem(word)
        for word in words(text)
        if len(word) >= _SHORTEST_CONTENT_WORD and word.lower() not in _FUNCTION_WORDS
    )


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return _AFTER_SENTENCE.split(text.strip())


def last_sentence(text: str) -> str:
    """Return the last sentence of a text: what is really asked."""
    return sentences(text)[-1]


@lru_cache(maxsize=65536)
def syllables(word: str) -> int:
    """Return how many syllables a word has, by its vowels; acronyms have one."""
    if _ACRONYM.fullmatch(word):
        return 1
    word = word.lower()
    if word in _TECHNICAL_WORDS:
        return 2
    count = len(_VOWELS.findall(word)) - (1 if _SILENT_ENDING.search(word) else 0)
    return max(1, count)


def reading_grade(text: str) -> float:
    """Return the Flesch-Kincaid grade: the school years that reading the text takes."""
    found = words(text)
    if not found:
        return 0.0
    ends = max(1, len(_SENTENCE_END.findall(text)))
    return (
        0.39 * len(found) / ends
        + 11.8 * sum(syllables(word) for word in found) / len(found)
        - 15.59
    )


def squeezed(text: str) -> str:
    """Return a text in lower case with single spaces, to compare wordings."""
    return " ".join(text.lower().split())
