"""Each file of the questions that ship with Quizapp passes the check on its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quizapp.application.checking import check
from quizapp.resources import questions_dir

# What is tested here are the questions; the check is measured in tests of its own.
pytestmark = pytest.mark.no_cover

FILES = sorted(
    path.relative_to(questions_dir()).as_posix() for path in questions_dir().rglob("*.yaml")
)
SOURCES = os.environ.get("QUIZAPP_SOURCES")


@pytest.mark.parametrize("name", FILES)
def test_a_shipped_file_is_clean_without_the_others(name: str) -> None:
    report = check([questions_dir() / name], Path(SOURCES) if SOURCES else None)
    assert [f"{one.item}: {one.message}" for one in report.findings] == []


def test_every_question_of_the_two_forms_has_a_partner_of_like_area_kind_and_level() -> None:
    (form,) = check([], None).whole.forms
    assert (form.questions, form.alike) == (20, 20)
