"""What the screens and the terminal show: frozen values, made by the use cases.

Those of Today, the first screen, are in `today_views`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from quizapp.application.belief_views import BeliefTurn
    from quizapp.application.today_views import TopicView
    from quizapp.domain.answers import Answer
    from quizapp.domain.attempts import Mode
    from quizapp.domain.confidence import Confidence
    from quizapp.domain.glossary import TermMark
    from quizapp.domain.grading import Grade
    from quizapp.domain.items import CitationUse, Item, Option
    from quizapp.domain.judgement import Judgement
    from quizapp.domain.passing import TopicPass
    from quizapp.domain.registers import (
        Diagram,
        Document,
        Misconception,
        Reference,
        SafetyWording,
        Term,
    )


class SlotMark(StrEnum):
    """What a segment of the progress bar tells. `DONE` hides the result in test mode."""

    OPEN = "open"
    NOW = "now"
    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class GlossView:
    """The words that are explained in what is shown: where they stand, text by text."""

    marks: Mapping[str, tuple[TermMark, ...]]

    def in_text(self, text: str) -> tuple[TermMark, ...]:
        """Return where words stand in a text; nowhere if it is none of those looked at."""
        return self.marks.get(text, ())

    @property
    def terms(self) -> tuple[Term, ...]:
        """Each word once, in the order in which they are met."""
        met = (mark.term for marks in self.marks.values() for mark in marks)
        return tuple({term.id: term for term in met}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A question as it is asked.

    Attributes:
        position: from 0.
        option_sets: the item's options, each set in the order to show; empty for the kinds that
            have none.
        part_orders: ids of each set of parts (options, steps, right terms, regions) in the order
            to show.
        diagram: the item's diagram: asked about in a hotspot, shown with the feedback elsewhere.
        gloss: the words explained before the answer.
        marks: one a slot of the run.
        remaining_ms: time left for the whole run when it was shown; `None` without a limit.
        answered_ever: all answers the learner ever gave (key hints go after 20).
    """

    attempt_id: str
    position: int
    total: int
    mode: Mode
    item: Item
    topic_title: str
    option_sets: tuple[tuple[Option, ...], ...]
    part_orders: tuple[tuple[str, ...], ...]
    diagram: Diagram | None
    gloss: GlossView
    marks: tuple[SlotMark, ...]
    is_flagged: bool
    note: str
    remaining_ms: int | None
    answered_ever: int


class Tone(StrEnum):
    """How a verdict is coloured and which icon it has."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    HARM = "harm"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict in words: a short title and one sentence on what follows."""

    tone: Tone
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class CitationView:
    """A cited claim. `passage` is there once the learner has added the document."""

    claim_id: str
    use: CitationUse
    document: Document
    heading: str
    starts: str
    ends: str | None
    says: str
    passage: str | None


@dataclass(frozen=True, slots=True)
class ContradictionView:
    """A disagreement: each side with who takes it (titles of documents, or outside sources)."""

    about: str
    sides: tuple[tuple[str, str], ...]
    decides: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackView:
    """All that is shown after an answer, right and wrong alike.

    Attributes:
        question: the question as it was asked.
        answer: `None` when the time ran out, or the question has been revised since.
        due_day: when it comes back; `None` once the item has been revised or retired.
        misconceptions: the beliefs that the chosen options give away.
        contradictions: the disagreements that the item shows.
        gloss: all words explained, those of the question, its rationales and its sources.
        is_last: whether no question of the run is left.
    """

    question: QuestionView
    answer: Answer | None
    confidence: Confidence | None
    grade: Grade
    verdict: Verdict
    due_day: date | None
    citations: tuple[CitationView, ...]
    references: tuple[Reference, ...]
    safety: tuple[SafetyWording, ...]
    misconceptions: tuple[Misconception, ...]
    contradictions: tuple[ContradictionView, ...]
    gloss: GlossView
    is_last: bool


@dataclass(frozen=True, slots=True)
class TopicMove:
    """The mastery of a topic before and after a run, 0 to 1."""

    topic: str
    title: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Miss:
    """An answer of a run that was not right.

    Attributes:
        chosen: what was chosen, in words; empty where the question has been revised since.
    """

    position: int
    item_id: str
    stem: str
    chosen: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class PassResult:
    """Whether a run through a ready-made set was passed.

    Attributes:
        right: how many answers were right, of `total` questions; `needed` is the least to pass.
        critical: how many answers would have harmed somebody; None where that does not count.
    """

    passed: bool
    right: int
    total: int
    needed: int
    critical: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryView:
    """A finished run.

    Attributes:
        result: whether it was passed; `None` where nothing is passed or failed.
        elapsed_ms: sum of the times of the answers.
        critical: how many answers would have harmed somebody.
        back_tomorrow: how many of its items come back tomorrow.
        back_later: first and last day on which the others come back.
        turns: the misconceptions that were cleared in it, or came back.
    """

    attempt_id: str
    mode: Mode
    total: int
    right: int
    points: float
    elapsed_ms: int
    critical: int
    back_tomorrow: int
    back_later: tuple[date, date] | None
    today: date
    moved: tuple[TopicMove, ...]
    judgement: Judgement
    misses: tuple[Miss, ...]
    turns: tuple[BeliefTurn, ...]
    result: PassResult | None = None


@dataclass(frozen=True, slots=True)
class WeakItem:
    """An item that goes wrong often."""

    item_id: str
    stem: str
    topic: str
    topic_title: str
    answers: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressView:
    """All that Progress shows.

    Attributes:
        days: the range asked for; `None` means from the beginning.
        known: mastery over all topics, 0 to 1.
        answers, right: in the range.
        ready_today, ready_week: items to review today, and in the seven days from today: what is
            due, and what comes first in the next run.
        passes: where the learner stands in the topics that can be passed.
        reviews: answers a day over the last 26 weeks, oldest first.
        forecast: mean chance of recall of the items last answered rightly, today and on each of
            the next 60 days, if nothing is reviewed; empty while there are none.
        retention: the desired retention.
        answers_ever: all answers ever given.
    """

    days: int | None
    known: float
    answers: int
    right: int
    ready_today: int
    ready_week: int
    topics: tuple[TopicView, ...]
    passes: tuple[TopicPass, ...]
    reviews: tuple[tuple[date, int], ...]
    forecast: tuple[float, ...]
    retention: float
    judgement: Judgement
    weakest: tuple[WeakItem, ...]
    answers_ever: int


@dataclass(frozen=True, slots=True)
class PassageView:
    """A cited passage of a document: a claim, where it stands, and the items that cite it."""

    claim_id: str
    start: int
    end: int
    heading: str
    says: str
    item_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A source document. `text` is there once the learner has added it."""

    document: Document
    passages: tuple[PassageView, ...]
    text: str | None
