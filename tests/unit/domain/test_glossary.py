"""Where the words of the glossary stand, and which of them give an answer away."""

from __future__ import annotations

import pytest

from quizapp.domain.glossary import Glossary
from quizapp.domain.registers import Term

GLOSSARY = Glossary(
    (
        Term("agonist", "agonist", "A drug that binds a receptor and activates it.", ("agonists",)),
        Term("partial", "partial agonist", "A drug that activates its receptor only in part."),
        Term("mu", "mu-opioid receptor", "Where morphine acts.", ("mu receptor", "μ receptor")),
        Term("half-life", "half-life", "The time in which half of a drug goes."),
        Term("naloxone", "naloxone", "The rescue drug. It lasts 30 to 90 minutes."),
    )
)


def found(text: str) -> list[tuple[str, str]]:
    """Return each word found, as it is written in the text, with the id of its entry."""
    return [(text[mark.start : mark.end], mark.term.id) for mark in GLOSSARY.marks(text)]


def explainable(stem: str, *judged: str, **more: object) -> set[str]:
    return set(GLOSSARY.explainable(stem, judged, **more))  # type: ignore[arg-type]


def test_words_are_found_in_any_case() -> None:
    assert found("Agonist, NALOXONE") == [("Agonist", "agonist"), ("NALOXONE", "naloxone")]


def test_the_longest_word_that_fits_is_found() -> None:
    assert found("A partial agonist.") == [("partial agonist", "partial")]


def test_a_word_is_found_once_in_a_text_at_its_first_occurrence() -> None:
    marks = GLOSSARY.marks("An agonist, many agonists, a partial agonist")
    assert [(mark.start, mark.term.id) for mark in marks] == [(3, "agonist"), (29, "partial")]


@pytest.mark.parametrize(
    "text",
    ["antagonist", "agonistic", "co-agonist", "agonist-like", "half-lives", "agonıst"],
)
def test_nothing_is_found_within_another_word(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["“agonist”", "(agonist)", "agonist/antagonist", "agonist.", "agonist–opioid"]
)
def test_a_word_ends_where_punctuation_begins(text: str) -> None:
    assert found(text)[0] == ("agonist", "agonist")


def test_other_ways_to_write_a_word_are_those_of_its_entry() -> None:
    assert found("agonists") == [("agonists", "agonist")]
    assert found("mu receptor") == [("mu receptor", "mu")]


@pytest.mark.parametrize("text", ["μ receptor", "\N{MICRO SIGN} receptor", "Μ receptor"])
def test_greek_letters_are_found_however_they_are_typed(text: str) -> None:
    assert found(text) == [(text, "mu")]


@pytest.mark.parametrize("hyphen", ["-", "\N{HYPHEN}", "\N{NON-BREAKING HYPHEN}"])
def test_all_hyphens_are_alike(hyphen: str) -> None:
    text = f"Its half{hyphen}life"
    assert found(text) == [(f"half{hyphen}life", "half-life")]


@pytest.mark.parametrize("space", ["  ", "\n", "\N{NO-BREAK SPACE}"])
def test_all_spaces_are_alike(space: str) -> None:
    assert found(f"partial{space}agonist") == [(f"partial{space}agonist", "partial")]


def test_where_two_entries_are_written_alike_the_first_stands() -> None:
    glossary = Glossary(
        (Term("one", "block", "First."), Term("two", "gate", "Second.", ("block",)))
    )
    assert [mark.term.id for mark in glossary.marks("block gate")] == ["one", "two"]


def test_an_empty_glossary_finds_nothing() -> None:
    assert Glossary(()).marks("agonist") == ()


def test_a_word_that_sets_the_scene_is_explained_before_the_answer() -> None:
    assert explainable("Naloxone was given. What now?", "Stay", "Leave") == {"naloxone"}


def test_a_word_in_the_sentence_that_asks_is_held_back() -> None:
    assert explainable("What is an agonist? Choose one.", "Yes", "No") == set()
    assert explainable("It is an agonist. Choose what naloxone is.", "Yes") == {"agonist"}


def test_a_word_that_stands_in_an_option_is_held_back() -> None:
    assert explainable("Naloxone was given. What now?", "Give naloxone again", "Wait") == set()


def test_a_word_whose_explanation_shares_a_word_with_an_option_is_held_back() -> None:
    assert explainable("It is an agonist. What does it do?", "It activates", "Nothing") == set()
    # Nearly every question is about drugs and receptors: these give nothing away.
    assert explainable("It is an agonist. What now?", "Take the drug") == {"agonist"}


def test_explanations_with_numbers_are_held_back_where_a_number_is_asked_for() -> None:
    stem = "Naloxone meets an agonist. How long does it last?"
    assert explainable(stem, "minute", asks_number=True) == {"agonist"}


def test_words_of_the_setting_are_explained_unless_the_stem_asks_for_them() -> None:
    setting = "She had naloxone and a partial agonist."
    assert explainable("What does naloxone do?", "Nothing", setting=setting) == {"partial"}
