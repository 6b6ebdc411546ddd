"""The view of each kind of item."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from quizapp.ui.answers.base import AnswerView

#: The class that shows each kind, by the kind's name; it stands in the module of that name.
ANSWER_VIEWS: Final = {
    "single_best": "SingleBestView",
    "multiple_response": "MultipleResponseView",
    "true_false_reason": "TrueFalseReasonView",
    "two_tier": "TwoTierView",
    "vignette": "VignetteView",
    "ordering": "OrderingView",
    "matching": "MatchingView",
    "numeric": "NumericView",
    "hotspot": "HotspotView",
}


def view_of(kind: str) -> type[AnswerView]:
    """Return the class that shows a kind; it is loaded when the kind is first met."""
    module = import_module(f"quizapp.ui.answers.{kind}")
    return cast("type[AnswerView]", getattr(module, ANSWER_VIEWS[kind]))
