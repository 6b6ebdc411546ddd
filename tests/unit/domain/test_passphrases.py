"""A passphrase is judged while it is typed."""

from __future__ import annotations

import pytest

from quizapp.domain.passphrases import strength_of


@pytest.mark.parametrize(
    ("passphrase", "said", "is_enough"),
    [
        ("", "12 more", False),
        ("amber birch", "1 more", False),
        ("aaaaaaaaaaaa", "same few characters", True),
        ("amberbirchce", "Weak", True),
        ("amber birch cedar", "Fair", True),
        ("amber birch cedar dogwood", "Good", True),
        ("xK3!vq9_Lm2#tB7%wR5&", "Good", True),
        ("ambambambambambambambamb", "same few", True),
        ("amberamberamberamberamber", "same few", True),
        ("12 34 56 78 90 12 34", "Weak", True),
    ],
)
def test_a_passphrase_is_told_what_would_make_it_better(
    passphrase: str, said: str, is_enough: bool
) -> None:
    strength = strength_of(passphrase)
    assert said in strength.says
    assert strength.is_enough is is_enough
    assert 0 <= strength.share <= 1


def test_more_words_are_never_worse() -> None:
    words = ["amber", "birch", "cedar", "dogwood", "elder"]
    shares = [strength_of(" ".join(words[:count])).share for count in range(6)]
    assert shares == sorted(shares)
