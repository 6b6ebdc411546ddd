"""The view of each kind of item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizapp.ui.answers.hotspot import HotspotView
from quizapp.ui.answers.matching import MatchingView
from quizapp.ui.answers.multiple_response import MultipleResponseView
from quizapp.ui.answers.numeric import NumericView
from quizapp.ui.answers.ordering import OrderingView
from quizapp.ui.answers.single_best import SingleBestView
from quizapp.ui.answers.true_false_reason import TrueFalseReasonView
from quizapp.ui.answers.two_tier import TwoTierView
from quizapp.ui.answers.vignette import VignetteView

if TYPE_CHECKING:
    from quizapp.ui.answers.base import AnswerView

#: The view of each kind, by the kind's name.
ANSWER_VIEWS: Final[dict[str, type[AnswerView]]] = {
    "single_best": SingleBestView,
    "multiple_response": MultipleResponseView,
    "true_false_reason": TrueFalseReasonView,
    "two_tier": TwoTierView,
    "vignette": VignetteView,
    "ordering": OrderingView,
    "matching": MatchingView,
    "numeric": NumericView,
    "hotspot": HotspotView,
}
