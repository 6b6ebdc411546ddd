"""Values that refuse nonsense: specs, settings, judgement, documents, errors."""

from __future__ import annotations

import pytest

from quizapp.domain.attempts import QuizSpec
from quizapp.domain.confidence import Confidence
from quizapp.domain.errors import UserError
from quizapp.domain.judgement import judge
from quizapp.domain.learners import StudySettings
from quizapp.domain.registers import Document, Heading
from quizapp.domain.source_texts import normalised, passage_hash, text_hash


@pytest.mark.parametrize("wrong", [{"length": 0}, {"time_limit_s": 0}, {"extra_time": 0.5}])
def test_a_spec_that_makes_no_sense_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"."):
        QuizSpec(**wrong)  # type: ignore[arg-type]


def test_extra_time_lengthens_the_limit() -> None:
    assert QuizSpec(time_limit_s=600, extra_time=1.5).allowed_ms == 900_000
    assert QuizSpec().allowed_ms is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"daily_goal": 0},
        {"desired_retention": 0.5},
        {"new_per_day": -1},
        {"extra_time": 3.0},
    ],
)
def test_study_settings_out_of_range_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"."):
        StudySettings(**wrong)  # type: ignore[arg-type]


def test_judgement_compares_words_with_results() -> None:
    found = judge({Confidence.CERTAIN: (10, 9), Confidence.GUESS: (4, 1)})
    assert found.answers == 14
    shares = {level.confidence: level.share_right for level in found.levels}
    assert shares[Confidence.CERTAIN] == pytest.approx(0.9)
    assert shares[Confidence.UNSURE] is None


def test_the_brier_score_is_the_mean_squared_distance() -> None:
    found = judge({Confidence.CERTAIN: (2, 1)})
    assert found.brier == pytest.approx((0.05**2 + 0.95**2) / 2)
    assert judge({}).brier is None


def test_certainty_marking_pays_for_being_sure_only_where_one_is_right() -> None:
    marks = {
        one: [one.certainty_mark(is_right=right) for right in (True, False)] for one in Confidence
    }
    assert list(marks.values()) == [[1, 0], [1, 0], [2, -2], [3, -6]]
    found = judge({Confidence.CERTAIN: (2, 1), Confidence.GUESS: (1, 1), Confidence.FAIRLY: (1, 0)})
    assert found.certainty_mark == (3 - 6 + 1 - 2) / 4
    assert judge({}).certainty_mark is None


def test_the_heading_of_a_passage_is_the_last_one_before_it() -> None:
    headings = (Heading(10, "First"), Heading(50, "Second"))
    document = Document("S0", "Title", "Publisher", "hash", 100, headings)
    assert document.heading_at(5) == ""
    assert document.heading_at(10) == "First"
    assert document.heading_at(99) == "Second"


def test_line_ends_marks_and_spaces_do_not_change_a_text() -> None:
    plain = normalised("Ein Café\nam Abend".encode())
    assert normalised("\ufeffEin Cafe\u0301\r\nam\u00a0Abend".encode()) == plain
    assert text_hash(plain) == text_hash(normalised(b"Ein Caf\xc3\xa9\ram Abend"))


def test_a_passage_is_known_whatever_its_white_space() -> None:
    assert passage_hash(" one  two\nthree ") == passage_hash("one two three")


def test_a_user_error_reads_as_message_and_hint() -> None:
    assert str(UserError("It is full.", "Free some space.")) == "It is full. Free some space."
    assert str(UserError("It is full.")) == "It is full."
