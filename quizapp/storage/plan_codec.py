"""What is asked of an assignment to JSON and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from quizapp.domain.assignments import AssignmentMode, AssignmentPlan, Feedback, Override
from quizapp.storage.codec import pass_rule
from quizapp.storage.texts import dump, frozen_fields, time_from_text, time_to_text

if TYPE_CHECKING:
    from datetime import datetime


def plan_to_json(plan: AssignmentPlan) -> str:
    """Return what is asked of an assignment as JSON."""
    return dump(
        frozen_fields(plan)
        | {
            "opens_at": _time(plan.opens_at),
            "due_at": _time(plan.due_at),
            "overrides": [
                [one.member_id, one.time_factor, _time(one.due_at), _time(one.opens_at)]
                for one in plan.overrides
            ],
        }
    )


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else time_to_text(moment)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else time_from_text(text)


def plan_from_json(text: str) -> AssignmentPlan:
    """Read it back; what older versions did not know is as usual."""
    stored = json.loads(text)
    passes = stored.pop("passes")
    return AssignmentPlan(
        mode=AssignmentMode(stored.pop("mode")),
        opens_at=_moment(stored.pop("opens_at", None)),
        due_at=_moment(stored.pop("due_at")),
        passes=None if passes is None else pass_rule(passes),
        feedback=Feedback(stored.pop("feedback", Feedback.NEVER)),
        overrides=tuple(
            Override(member_id, factor, *map(_moment, moments))
            for member_id, factor, *moments in stored.pop("overrides", ())
        ),
        topic_titles=tuple((topic, title) for topic, title in stored.pop("topic_titles", ())),
        **stored,
    )
