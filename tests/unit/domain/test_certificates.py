"""Check codes: what they look like, and what typing may do to them."""

from __future__ import annotations

import random

import pytest

from quizapp.domain.certificates import CODE_LENGTH, code_of, shown_code, typed_code


def test_a_code_is_eighty_bits_in_letters_that_are_not_taken_for_digits() -> None:
    assert code_of(bytes(10)) == "0" * 16
    assert code_of(b"\xff" * 10) == "Z" * 16
    assert code_of((1).to_bytes(10, "big")) == "0" * 15 + "1"
    rng = random.Random(2026)
    codes = {code_of(rng.randbytes(10)) for _ in range(2000)}
    assert len(codes) == 2000
    assert not {"I", "L", "O", "U"} & set("".join(codes))
    assert {len(code) for code in codes} == {CODE_LENGTH}


def test_a_code_is_shown_in_groups_and_read_however_it_is_typed() -> None:
    assert shown_code("0123456789ABCDEF") == "0123-4567-89AB-CDEF"
    for typed in ("0123-4567-89AB-CDEF", " ol23 4567 89ab cdef ", "Oi23456789abcdef"):
        assert typed_code(typed) == "0123456789ABCDEF"


@pytest.mark.parametrize(
    "typed", ["", "0123", "0123-4567-89AB-CDEFG", "0123-4567-89AB-CDE!", "U" * 16]
)
def test_what_is_no_code_is_not_taken_for_one(typed: str) -> None:
    assert typed_code(typed) is None
