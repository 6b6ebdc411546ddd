"""Rules that only show over many items: patterns that let a guesser do better than chance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.domain.banks import Severity
from quizapp.domain.item_rules import guessing, statistics
from quizapp.domain.item_rules.cueing import cueing_pairs
from quizapp.domain.item_rules.duplicates import near_duplicates
from quizapp.domain.item_rules.guessing import OptionsOfItem
from quizapp.domain.item_rules.option_rules import ABSOLUTE
from quizapp.domain.item_rules.rule import ItemView, RuleContext
from quizapp.domain.item_rules.stem_rules import negatives
from quizapp.domain.items import TrueFalseReason
from quizapp.domain.part_items import Hotspot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.domain.items import Item

FEWEST_BY_CHANCE = 5
"""A test needs this many hits and misses that chance alone would give; with fewer it says nothing."""

MOST_NEGATIVE = 0.05
LEAST_NAMED = 0.5
MOST_UNBALANCED = 0.15
FEWEST_STATEMENTS = 10
FEWEST_STEMS = 20
FEWEST_DISTRACTORS = 20


@dataclass(frozen=True, slots=True)
class BankTest:
    """What a rule found over all items.

    Attributes:
        rule: id of the rule, such as `L07b`.
        n: how many option sets, statements or stems were counted.
        statistic: what was found, in the rule's own measure.
        limit: what the statistic must not exceed, or must reach.
        passed: it keeps to the limit, or there are too few items to tell.
        says: what was counted, in a few words.
    """

    rule: str
    n: int
    statistic: float
    limit: float
    passed: bool
    says: str


class BankView:
    """The items of a collection, with what the rules look at taken apart once."""

    def __init__(self, items: Sequence[Item], context: RuleContext) -> None:
        self.items = items
        self.views = [ItemView(item, context) for item in items]
        self.sets = [
            OptionsOfItem(view.whole_stem, options)
            for view in self.views
            for options in view.sets
            if options.can_cue
        ]

    @property
    def chances(self) -> list[float]:
        """For each set the chance that a blind guess is right."""
        return [found.chance for found in self.sets]

    @property
    def can_tell(self) -> bool:
        """Whether there are enough sets for a comparison with chance."""
        expected = sum(self.chances)
        return min(expected, len(self.sets) - expected) >= FEWEST_BY_CHANCE


def _against_chance(
    rule: str, says: str, view: BankView, hit: Callable[[OptionsOfItem], float]
) -> Iterator[BankTest]:
    """Give the test whether something hits the key more often than a blind guess."""
    if not view.sets:
        return
    hits = sum(hit(found) for found in view.sets)
    z = statistics.above_chance(hits, view.chances)
    said = f"{says}: {hits:.4g} of {len(view.sets)}, by chance {sum(view.chances):.1f}"
    passed = z <= statistics.Z_LIMIT or not view.can_tell
    yield BankTest(rule, len(view.sets), z, statistics.Z_LIMIT, passed, said)


def longest_is_key(view: BankView) -> Iterator[BankTest]:
    """L07b."""
    yield from _against_chance(
        "L07b", "the longest option is the key", view, guessing.key_is_longest
    )


def shortest_is_key(view: BankView) -> Iterator[BankTest]:
    """L07c."""
    yield from _against_chance(
        "L07c", "the shortest option is the key", view, guessing.key_is_shortest
    )


def convergence(view: BankView) -> Iterator[BankTest]:
    """L30."""
    says = "the option that shares most words is the key"
    yield from _against_chance("L30", says, view, guessing.key_shares_most)


def guesser_by_form(view: BankView) -> Iterator[BankTest]:
    """L31."""
    says = "a guesser who goes by form finds the key"
    yield from _against_chance("L31", says, view, guessing.best_form_is_key)


def reverse_clang(view: BankView) -> Iterator[BankTest]:
    """L36."""
    says = "the option that repeats the stem least is the key"
    yield from _against_chance("L36", says, view, guessing.faintest_echo_is_key)


def key_positions(view: BankView) -> Iterator[BankTest]:
    """L08."""
    places: dict[int, Counter[int]] = defaultdict(Counter)
    for found in view.sets:
        options = found.options.options
        places[len(options)][options.index(found.options.key)] += 1
    for size, counted in sorted(places.items()):
        counts = [counted[place] for place in range(size)]
        n = sum(counts)
        statistic, limit = statistics.evenness(counts), statistics.chi_square_limit(size - 1)
        passed = statistic <= limit or n < FEWEST_BY_CHANCE * size
        listed = ", ".join(map(str, counts))
        yield BankTest(
            "L08", n, statistic, limit, passed, f"place of the key among {size} options: {listed}"
        )


def absolute_terms(view: BankView) -> Iterator[BankTest]:
    """L05b."""
    if not view.sets:
        return
    keys = [found.options.key for found in view.sets]
    wrong = [option for found in view.sets for option in found.options.distractors]
    in_keys = sum(bool(ABSOLUTE.search(option.text)) for option in keys)
    in_wrong = sum(bool(ABSOLUTE.search(option.text)) for option in wrong)
    z = statistics.rate_above((in_wrong, len(wrong)), (in_keys, len(keys)))
    said = (
        f"absolute words: {in_wrong} of {len(wrong)} wrong options, {in_keys} of {len(keys)} keys"
    )
    passed = z <= statistics.Z_LIMIT or not view.can_tell
    yield BankTest("L05b", len(keys), z, statistics.Z_LIMIT, passed, said)


def negative_stems(view: BankView) -> Iterator[BankTest]:
    """L04, the share."""
    stems = [asked for asked in view.views if not asked.is_statement]
    if stems:
        negative = sum(bool(negatives(asked)) for asked in stems)
        share = negative / len(stems)
        passed = share <= MOST_NEGATIVE or len(stems) < FEWEST_STEMS
        said = f"negative questions: {negative} of {len(stems)}"
        yield BankTest("L04", len(stems), share, MOST_NEGATIVE, passed, said)


def named_misconceptions(view: BankView) -> Iterator[BankTest]:
    """L16, the share."""
    wrong = [
        option.misconception
        for item in view.items
        for options in item.option_sets
        for option in options
        if not option.correct
    ]
    wrong += [
        region.misconception
        for item in view.items
        if isinstance(item, Hotspot)
        for region in item.regions
        if not region.correct
    ]
    if wrong:
        named = sum(belief is not None for belief in wrong)
        share = named / len(wrong)
        passed = share >= LEAST_NAMED or len(wrong) < FEWEST_DISTRACTORS
        said = f"wrong options with a misconception: {named} of {len(wrong)}"
        yield BankTest("L16", len(wrong), share, LEAST_NAMED, passed, said)


def true_and_false(view: BankView) -> Iterator[BankTest]:
    """L32."""
    answers = [item.answer for item in view.items if isinstance(item, TrueFalseReason)]
    if answers:
        true, n = sum(answers), len(answers)
        off = abs(true / n - 0.5)
        passed = off <= MOST_UNBALANCED or n < FEWEST_STATEMENTS
        said = f"true statements: {true} of {n}; what counts is the distance from one half"
        yield BankTest("L32", n, off, MOST_UNBALANCED, passed, said)


def cueing(view: BankView) -> Iterator[BankTest]:
    """L33."""
    pairs = cueing_pairs(view.items)
    if view.items:
        said = f"pairs of questions that give each other away: {len(pairs)}"
        yield BankTest("L33", len(view.items), len(pairs), 0, not pairs, said)


def look_alikes(view: BankView) -> Iterator[BankTest]:
    """L22, between banks; within one it is found item by item."""
    pairs = [(item, twin) for item, twin in near_duplicates(view.items) if item.bank != twin.bank]
    listed = "".join(f", {item.id} and {twin.id}" for item, twin in pairs)
    if view.items:
        said = f"stems that another bank nearly has: {len(pairs)}{listed}"
        yield BankTest("L22", len(view.items), len(pairs), 0, not pairs, said)


@dataclass(frozen=True, slots=True)
class BankRule:
    """A rule over many items.

    Attributes:
        id: as in the list of item-writing rules.
        level: error or warning.
        reason: why the rule is there, in one sentence.
        remedy: what to do when it is broken, in one clause.
        check: gives what it found; nothing where there is nothing to count.
    """

    id: str
    level: Severity
    reason: str
    remedy: str
    check: Callable[[BankView], Iterable[BankTest]]


BANK_RULES: tuple[BankRule, ...] = (
    BankRule(
        "L04",
        Severity.ERROR,
        "Many negative questions test attention, not knowledge.",
        "ask some of them the other way round",
        negative_stems,
    ),
    BankRule(
        "L05b",
        Severity.ERROR,
        "Whoever strikes out absolute options wins when the wrong ones have more of them.",
        "take absolute words out of wrong options",
        absolute_terms,
    ),
    BankRule(
        "L07b",
        Severity.ERROR,
        "Guessers choose the longest option.",
        "shorten keys or give wrong options more to say",
        longest_is_key,
    ),
    BankRule(
        "L07c",
        Severity.ERROR,
        "Guessers soon notice when the shortest option is right.",
        "lengthen keys or shorten wrong options",
        shortest_is_key,
    ),
    BankRule(
        "L08",
        Severity.ERROR,
        "Where options are printed as written, a favourite place gives the key away.",
        "change the order of the options",
        key_positions,
    ),
    BankRule(
        "L16",
        Severity.ERROR,
        "A wrong option that no belief stands behind teaches nothing about the learner.",
        "name the misconceptions, or write options that people really believe",
        named_misconceptions,
    ),
    BankRule(
        "L22",
        Severity.ERROR,
        "A question that was met before tests memory of the question.",
        "ask something else in one of each pair",
        look_alikes,
    ),
    BankRule(
        "L30",
        Severity.ERROR,
        "Writers make wrong options by changing parts of the key, which then shares most words.",
        "let wrong options share words with each other too",
        convergence,
    ),
    BankRule(
        "L31",
        Severity.ERROR,
        "Somebody who knows tests but not the subject must not pass.",
        "even out lengths, hedges, absolute words and echoes of the stem",
        guesser_by_form,
    ),
    BankRule(
        "L32",
        Severity.ERROR,
        "Where most statements are false, `false` is the best guess.",
        "turn some statements round",
        true_and_false,
    ),
    BankRule(
        "L33",
        Severity.WARNING,
        "A stem that holds another question's key answers it.",
        "reword one of each pair; until then the app keeps them out of one run",
        cueing,
    ),
    BankRule(
        "L36",
        Severity.ERROR,
        "Where wrong options are made from the words of the stem, the one that avoids them is right.",
        "let keys use words of the stem as wrong options do, or take such words out of wrong options",
        reverse_clang,
    ),
)
"""Every rule that looks at all items together."""


def check_items(view: BankView) -> Iterator[tuple[BankRule, BankTest]]:
    """Give what every rule found, in the order of the rules."""
    for rule in BANK_RULES:
        for test in rule.check(view):
            yield rule, test
