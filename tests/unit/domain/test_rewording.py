"""Whether a change to a published question alters what is right, or only how it is said."""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.items import Revision
from quizapp.domain.rewording import Change, Suggestion, next_revision, suggested_change
from tests.unit.domain import samples


def suggestion(*, decides: bool = False, **changes: str) -> Suggestion:
    before = samples.single(stem="At which receptor does ketamine mainly act in the brain?")
    return suggested_change(before, replace(before, **changes), decides_otherwise=decides)  # type: ignore[arg-type]


def test_a_question_that_nobody_has_met_is_new() -> None:
    found = suggested_change(None, samples.single(), decides_otherwise=False)
    assert (found.change, found.is_certain) == (Change.NEW, True)


def test_another_key_is_another_scoring_and_there_is_nothing_to_ask() -> None:
    found = suggestion(decides=True)
    assert (found.change, found.is_certain) == (Change.SCORING, True)


def test_without_a_change_nothing_changes() -> None:
    found = suggestion()
    assert (found.change, found.is_certain) == (Change.NOTHING, True)


def test_another_explanation_is_wording() -> None:
    found = suggestion(explanation="It lies in the channel and blocks it.")
    assert (found.change, found.is_certain) == (Change.WORDING, False)


def test_a_few_other_words_are_wording() -> None:
    found = suggestion(stem="At which receptor does ketamine chiefly act in the brain?")
    assert found.change is Change.WORDING


def test_a_small_word_that_turns_the_question_round_is_scoring() -> None:
    found = suggestion(stem="At which receptor does ketamine not mainly act in the brain?")
    assert found.change is Change.SCORING


def test_quite_another_question_is_scoring() -> None:
    found = suggestion(stem="Who first made the drug, and in what laboratory was that?")
    assert found.change is Change.SCORING


def test_revisions_rise_with_the_change() -> None:
    rev = Revision(2, 5)
    assert next_revision(rev, Change.SCORING) == Revision(3, 6)
    assert next_revision(rev, Change.WORDING) == Revision(2, 6)
    assert next_revision(rev, Change.NOTHING) == next_revision(rev, Change.NEW) == rev
