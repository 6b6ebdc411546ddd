"""What a report on an assignment holds, whatever it is written as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum
from typing import TYPE_CHECKING

from quizapp.application.member_words import told_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime, tzinfo

    from quizapp.domain.assignments import AssignmentPlan, LearnerScore, MarkedResult, Member
    from quizapp.domain.items import Item
    from quizapp.domain.judgement import Judgement
    from quizapp.domain.registers import Misconception, SafetyWording
    from quizapp.domain.statistics.analysis import Analysis, Gain
    from quizapp.domain.statistics.figures import Figure
    from quizapp.domain.statistics.items import ItemFigures
    from quizapp.domain.statistics.marks import WhichAttempts
    from quizapp.domain.statistics.options import OptionFigures
    from quizapp.domain.statistics.verdicts import Verdict

    Tell = Callable[[int, int], None]
    """Hears how many of how many steps are done; what it raises stops the work.

    Where nobody knows how many there are, it hears for how many seconds it has taken, of 0.
    """


def nobody_waits(_done: int, _total: int) -> None:
    """Let work go on."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Where numbers lie: in the middle, and the half of them around it.

    Attributes:
        n: how many numbers, 1 or more.
    """

    n: int
    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreFigures:
    """The scores that count, as shares of right answers from 0 to 1.

    Attributes:
        spread: `None` where nobody handed in.
        passed: how many pass; its value is their share of those who handed in, and `None` where
            nothing is passed or failed, or nobody handed in. Interval: Wilson.
        bins: how many scores lie in each tenth, the lowest first; all right lies in the last.
        late: how many of the scores came after the due date.
    """

    spread: Spread | None
    passed: Figure
    bins: tuple[int, ...]
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CriticalFigures:
    """Answers that would have harmed somebody, in the results that count; apart from the score.

    Attributes:
        learners: those with at least one, and how many each; the most first.
        total: how many in all.
    """

    learners: tuple[tuple[Member, int], ...]
    total: int


@dataclass(frozen=True, slots=True)
class TopicFigures:
    """How a topic went.

    Attributes:
        questions: how many there are of it.
        right: the share of right answers; `n` counts answers. Interval: Wilson, as if answers of
            one learner had nothing to do with each other.
    """

    topic: str
    title: str
    questions: int
    right: Figure


@dataclass(frozen=True, slots=True)
class CohortJudgement:
    """Confidence against right answers in the results that count.

    Attributes:
        left_out: answers that were given without a word for how sure the learner was.
    """

    judgement: Judgement
    left_out: int


@dataclass(frozen=True, slots=True)
class BeliefCell:
    """What the answers of one learner say about one belief.

    Attributes:
        told: how many of them gave it away.
        met: how many could have.
    """

    told: int
    met: int


@dataclass(frozen=True, slots=True)
class BeliefRow:
    """A misconception across the cohort.

    Attributes:
        name: its id where the registers of this computer do not know it.
        held: the share of learners who gave it away at least once, of those who met it. Interval:
            Wilson.
        cells: one a learner who handed in, in the order of the report.
    """

    belief: str
    name: str
    held: Figure
    cells: tuple[BeliefCell, ...]


class OptionPart(StrEnum):
    """Which part of an item an option belongs to, where it has several."""

    ANSWER = "answer"
    REASON = "reason"
    VERDICT = "verdict"


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionRow:
    """What could be chosen, or what was written, and who did so.

    Attributes:
        text: as learners read it.
        is_right: whether it is what was asked for in its part.
        figures: `None` where nobody chose it.
        point_biserial: that of the figures, from -1 to 1. Interval: Fisher's z.
    """

    part: OptionPart
    text: str
    is_right: bool
    is_harmful: bool
    figures: OptionFigures | None
    point_biserial: Figure

    @property
    def count(self) -> int:
        """How many answers chose it."""
        return 0 if self.figures is None else self.figures.count


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """A question with its statistics.

    Attributes:
        number: its place in the assignment, from 1.
        figures: of its marks; 1 is the greatest.
        guess: what guessing gets, 0 to 1; `None` where that is not defined.
        right: share of answers worth everything. Interval: Wilson.
        critical: answers that would have harmed somebody.
        blanks: left without an answer.
        time: of answers, in seconds; `None` where no time is known.
    """

    number: int
    item: Item
    figures: ItemFigures
    verdict: Verdict
    guess: float | None
    right: Figure
    critical: int
    blanks: int
    time: Spread | None
    options: tuple[OptionRow, ...]

    @property
    def lure(self) -> OptionRow | None:
        """The wrong answer that was chosen most; `None` where none was."""
        wrong = [one for one in self.options if not one.is_right and one.count]
        return max(wrong, key=lambda one: one.count, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReport:
    """Statistics of the questions.

    Attributes:
        which: the attempts that count here.
        attempts: all that were handed in.
        sentences: what is wrong with the worst items, and where there are too few answers to say.
        flagged: places in `rows`, from 0, of the questions that surely need a look, the worst first.
    """

    which: WhichAttempts
    attempts: int
    analysis: Analysis
    rows: tuple[ItemRow, ...]
    gains: tuple[Gain, ...]
    sentences: tuple[str, ...]
    flagged: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetReport:
    """What came back of an assignment, as it stands at one moment.

    Attributes:
        cohort: its name.
        regrades: how often the results were marked anew; the last marks count.
        items: those that count, in the order of the assignment, in which all results are marked.
        numbers: of these in the assignment, from 1; a question that a regrade has left out takes its
            number along.
        scores: one a learner who was sent a set, in the order of the roster.
        time: of the results that count, in minutes; `None` where no time is known.
        beliefs: those that somebody gave away, the one that most learners hold first.
        statistics: `None` where nobody handed in.
        safety: what is said for safety wherever the answers to these questions are shown.
        zone: in which moments are told; `None` for that of the computer.
    """

    plan: AssignmentPlan
    cohort: str
    made_at: datetime
    regrades: int
    items: tuple[Item, ...]
    numbers: tuple[int, ...]
    scores: tuple[LearnerScore, ...]
    figures: ScoreFigures
    critical: CriticalFigures
    time: Spread | None
    topics: tuple[TopicFigures, ...]
    judgement: CohortJudgement
    beliefs: tuple[BeliefRow, ...]
    statistics: ItemReport | None
    safety: tuple[SafetyWording, ...]
    zone: tzinfo | None = UTC

    @property
    def handed(self) -> tuple[tuple[Member, MarkedResult], ...]:
        """Those who handed in, each with the result that counts."""
        return tuple((one.member, one.best) for one in self.scores if one.best is not None)

    @property
    def names(self) -> Mapping[str, str]:
        """What to call each learner by id, where no reference stands beside: all differ."""
        return told_apart(one.member for one in self.scores)

    @property
    def missing(self) -> tuple[Member, ...]:
        """Those who have not handed in."""
        return tuple(one.member for one in self.scores if one.best is None)

    @property
    def has_own_terms(self) -> bool:
        """Whether a learner has terms of their own."""
        return any(self.plan.own_terms(one.member.id) for one in self.scores)

    @property
    def handed_in(self) -> int:
        """How many learners have handed in."""
        return sum(score.best is not None for score in self.scores)

    @property
    def passed(self) -> int | None:
        """How many learners pass; `None` where nothing is passed or failed."""
        rule = self.plan.passes
        if rule is None:
            return None
        return sum(bool(one.best and one.best.passed(rule)) for one in self.scores)


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerItem:
    """How one learner answered one question.

    Attributes:
        given: the answer in words, empty for none.
        key: what is right, in words.
        beliefs: what the answer gave away.
        safety: the wordings that go with the question.
    """

    number: int
    item: Item
    points: float
    is_critical: bool
    given: str
    key: str
    beliefs: tuple[Misconception, ...]
    safety: tuple[SafetyWording, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerReport:
    """What one learner gets to read.

    Attributes:
        result: the one that counts; `None` where nothing was handed in.
        topics: of this learner alone.
        zone: in which moments are told; `None` for that of the computer.
    """

    plan: AssignmentPlan
    member: Member
    made_at: datetime
    result: MarkedResult | None
    attempts: int
    topics: tuple[TopicFigures, ...]
    judgement: CohortJudgement
    items: tuple[LearnerItem, ...]
    zone: tzinfo | None = UTC
