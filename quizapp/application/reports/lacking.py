"""Says which signs could not be printed, so that nobody hands a page on that is full of boxes."""

from __future__ import annotations

import unicodedata

from quizapp.application.phrases import plural

_ABBREVIATIONS = frozenset({"CJK"})
#: Letters, marks on letters, and numbers.
_IN_SCRIPTS = ("L", "M", "N")


def lacking_words(signs: str) -> str:
    """Return what to know of signs that no font of this computer has; empty without any.

    The signs are named by their scripts, as they could not be shown on this screen either.

    Args:
        signs: each once.
    """
    if not signs:
        return ""
    scripts = ", ".join(sorted({_script(sign) for sign in signs}))
    have, stand = ("has", "stands") if len(signs) == 1 else ("have", "stand")
    return (
        f"{plural(len(signs), 'sign')} ({scripts}) {have} no font on this computer and {stand} as □."
        " Install a font for them, such as one of the Noto family, and export again."
    )


def _script(sign: str) -> str:
    """Return the script of a sign, which the name of a letter begins with."""
    if not unicodedata.category(sign).startswith(_IN_SCRIPTS):
        return "emoji and symbols"
    first = unicodedata.name(sign, "unknown").split()[0]
    return first if first in _ABBREVIATIONS else first.capitalize()
