"""What a collection of banks promises to cover, and what of it the questions reach."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from quizapp.domain.items import CitationUse, Level, TwoTier, Vignette
from quizapp.domain.part_items import Hotspot, Matching
from quizapp.domain.registers import Judgement, Teach
from quizapp.domain.scenarios import Scenario

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quizapp.domain.items import Citation, Item
    from quizapp.domain.registers import Claim, Registers

COVERAGE_RULE = "L29"

_CASES = frozenset({Vignette.kind, Scenario.kind})


@dataclass(frozen=True, slots=True)
class TopicPlan:
    """How many questions of each kind and of each level a topic wants, at least."""

    topic: str
    kinds: Mapping[str, int]
    levels: Mapping[Level, int]


@dataclass(frozen=True, slots=True)
class BeliefPlan:
    """What is wanted of every misconception.

    Attributes:
        distractors: wrong options that stand for it, at least.
        kinds: kinds of question that these are spread over, at least.
        two_tier: two-step questions that can reveal it, at least.
    """

    distractors: int
    kinds: int
    two_tier: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint:
    """What a collection promises.

    Attributes:
        topics: how many questions each topic wants.
        most_recall: largest share of recall over all topics together, 0 to 1; None means any.
        beyond_recall: for some topics the least share that asks for more than recall, 0 to 1.
        beliefs: what every misconception wants; None means nothing.
        in_cases: claims that two questions must cite, one of them a case or a scenario.
        without_question: contradictions that no question can show.
        covers_claims: every teachable claim is cited, every wrong one refuted.
    """

    topics: tuple[TopicPlan, ...]
    most_recall: float | None = None
    beyond_recall: Mapping[str, float]
    beliefs: BeliefPlan | None = None
    in_cases: tuple[str, ...] = ()
    without_question: tuple[str, ...] = ()
    covers_claims: bool = False


@dataclass(frozen=True, slots=True)
class Taught:
    """What counts of a question when coverage is reckoned.

    Attributes:
        beliefs: the misconception of each wrong part that names one, so one may stand there twice.
    """

    topic: str
    kind: str
    level: Level
    citations: tuple[Citation, ...]
    contradictions: tuple[str, ...]
    beliefs: tuple[str, ...]


class PlanRow(NamedTuple):
    """One line of the plan: a topic and a kind, or a topic and a level, the other one None."""

    topic: str
    kind: str | None
    level: Level | None
    want: int
    have: int


class Gap(NamedTuple):
    """Something that the plan wants and the questions lack; `about` is an id, or a topic."""

    about: str
    message: str


class ShareTest(NamedTuple):
    """A share that the plan limits: from below when `is_least`, else from above."""

    says: str
    of: int
    share: float
    limit: float
    is_least: bool

    @property
    def passed(self) -> bool:
        """Whether the share keeps to its limit."""
        return self.share >= self.limit if self.is_least else self.share <= self.limit


def taught_by(item: Item | Scenario) -> Taught:
    """Return what an item or a scenario counts for."""
    if isinstance(item, Scenario):
        return Taught(item.topic, item.kind, item.level, item.citations, (), item.beliefs)
    wrong = [option.misconception for options in item.option_sets for option in options]
    if isinstance(item, Hotspot):
        wrong += [region.misconception for region in item.regions]
    elif isinstance(item, Matching):
        wrong += [pair.misconception for pair in item.wrong_pairs]
    return Taught(
        topic=item.topic,
        kind=item.kind,
        level=item.level,
        citations=item.citations,
        contradictions=item.contradictions,
        beliefs=tuple(belief for belief in wrong if belief),
    )


def plan_rows(blueprint: Blueprint, taught: Sequence[Taught]) -> Iterator[PlanRow]:
    """Give each line of the plan with what is there."""
    kinds = Counter((one.topic, one.kind) for one in taught)
    levels = Counter((one.topic, one.level) for one in taught)
    for plan in blueprint.topics:
        for kind, want in plan.kinds.items():
            yield PlanRow(plan.topic, kind, None, want, kinds[plan.topic, kind])
        for level, want in plan.levels.items():
            yield PlanRow(plan.topic, None, level, want, levels[plan.topic, level])


def share_tests(blueprint: Blueprint, taught: Sequence[Taught]) -> Iterator[ShareTest]:
    """Give the shares of levels that the plan limits, where there is anything to count."""
    if blueprint.most_recall is not None and taught:
        recall = sum(one.level is Level.RECALL for one in taught)
        says = f"recall over all topics: {recall} of {len(taught)} questions"
        yield ShareTest(
            says, len(taught), recall / len(taught), blueprint.most_recall, is_least=False
        )
    for topic, limit in blueprint.beyond_recall.items():
        levels = [one.level for one in taught if one.topic == topic]
        if levels:
            beyond = sum(level is not Level.RECALL for level in levels)
            says = f"apply and analyse in {topic}: {beyond} of {len(levels)} questions"
            yield ShareTest(says, len(levels), beyond / len(levels), limit, is_least=True)


def is_teachable(claim: Claim) -> bool:
    """Return whether a claim may be taught: as it is, or with a qualification."""
    return claim.teach is not Teach.NEVER_AS_KEY


def unused_claims(claims: Iterable[Claim], taught: Iterable[Taught]) -> list[str]:
    """Return the teachable claims that nothing cites and the wrong ones that nothing refutes."""
    cited: set[str] = set()
    refuted: set[str] = set()
    for one in taught:
        cited.update(citation.claim for citation in one.citations)
        refuted.update(
            citation.claim for citation in one.citations if citation.use is CitationUse.REFUTED
        )
    return [
        claim.id
        for claim in claims
        if (is_teachable(claim) and claim.id not in cited)
        or (claim.judgement is Judgement.WRONG and claim.id not in refuted)
    ]


def gaps(blueprint: Blueprint, registers: Registers, taught: Sequence[Taught]) -> Iterator[Gap]:
    """Give everything that the plan wants and the questions lack, but for the shares."""
    for row in plan_rows(blueprint, taught):
        if row.have < row.want:
            yield Gap(
                row.topic,
                f"{row.topic} has {row.have} questions of the {_sort(row)}, and"
                f" {row.want} are planned.",
            )
    if blueprint.covers_claims:
        for claim_id in unused_claims(registers.claims.values(), taught):
            is_wrong = registers.claims[claim_id].judgement is Judgement.WRONG
            done = "refutes" if is_wrong else "cites"
            yield Gap(claim_id, f"No question {done} the claim {claim_id}.")
    if blueprint.beliefs is not None:
        yield from _belief_gaps(blueprint.beliefs, registers, taught)
    yield from _case_gaps(blueprint.in_cases, taught)
    shown = {contradiction for one in taught for contradiction in one.contradictions}
    for contradiction in registers.contradictions:
        if contradiction not in shown and contradiction not in blueprint.without_question:
            yield Gap(contradiction, f"No question shows the contradiction {contradiction}.")


def _sort(row: PlanRow) -> str:
    return f"kind {row.kind}" if row.kind is not None else f"level {row.level}"


def _belief_gaps(plan: BeliefPlan, registers: Registers, taught: Sequence[Taught]) -> Iterator[Gap]:
    kinds: dict[str, list[str]] = defaultdict(list)
    two_tier: Counter[str] = Counter()
    for one in taught:
        for belief in one.beliefs:
            kinds[belief].append(one.kind)
        if one.kind == TwoTier.kind:
            two_tier.update(set(one.beliefs))
    for belief in registers.misconceptions:
        for have, want, what in (
            (len(kinds[belief]), plan.distractors, "wrong options stand for it"),
            (len(set(kinds[belief])), plan.kinds, "kinds of question hold it"),
            (two_tier[belief], plan.two_tier, "two-step questions can reveal it"),
        ):
            if have < want:
                yield Gap(belief, f"The misconception {belief}: {what}: {have}, planned: {want}.")


def _case_gaps(claims: Iterable[str], taught: Sequence[Taught]) -> Iterator[Gap]:
    for claim in claims:
        citing = [
            one for one in taught if any(citation.claim == claim for citation in one.citations)
        ]
        if len(citing) < 2 or not any(one.kind in _CASES for one in citing):
            yield Gap(
                claim,
                f"The claim {claim} bears on safety: two questions must cite it, one of them a"
                f" case or a scenario; it is cited by {len(citing)}.",
            )
