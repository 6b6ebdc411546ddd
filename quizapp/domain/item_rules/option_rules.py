"""Rules about the options of one item."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from quizapp.domain.item_rules import text
from quizapp.domain.items import TwoTier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizapp.domain.item_rules.rule import ItemView, OptionSet

_ALL_OR_NONE = re.compile(
    r"\b(?:all|none|both|any|neither) of (?:the|these|them|those)\b"
    r"|\b(?:all|none|any) (?:the )?above\b",
    re.IGNORECASE,
)
ABSOLUTE = re.compile(
    r"\b(?:absolutely|all|always|any|anybody|anyone|anything|cannot|certainly|completely|each"
    r"|entirely|every|everybody|everyone|everything|impossible|invariably|never|nobody|none"
    r"|no one|nothing|only|totally|under no circumstances)\b",
    re.IGNORECASE,
)
HEDGE = re.compile(
    r"\b(?:can|commonly|could|frequently|generally|may|might|mostly|normally|often|perhaps"
    r"|possibly|probably|rarely|sometimes|tends?|typically|usually)\b",
    re.IGNORECASE,
)
_LETTERED = re.compile(
    r"\b(?i:options?|answers?|choices?) (?:[A-I]\b|\([A-Ia-i]\))"
    r"|\b(?i:both|either|neither|only) [A-I](?: (?i:and|or|nor) [A-I]\b|$)"
    r"|\b(?i:both|either|neither) [a-i] (?:and|or|nor) [b-i]\b"
    r"|^[A-I](?:, [A-I])* (?:and|or|&) [A-I]\.?$"
)
_NUMERIC = re.compile(
    r"(?:(?:about|after|around|between|every|from|in|roughly) )?"
    r"(\d[\d.,]*)(?: ?(?:-|–|to|and) ?(\d[\d.,]*))?((?:[ -]?[^\d\s]+){0,3})",
    re.IGNORECASE,
)
_ENDINGS = ".!?;:,"
_CLOSING = "\"'”’)"

_LONGER = 1.5
_LONGER_BY = 15
_SHORTER_BY = 25
_UNEVEN = 3
_UNEVEN_FROM = 30


def _texts(options: OptionSet) -> list[str]:
    return [option.text.strip() for option in options.options]


def wrong_number_of_options(view: ItemView) -> Iterator[str]:
    """L02."""
    for options in view.sets:
        least, most = _limits(view, options)
        count = len(options.options)
        if not least <= count <= most:
            yield f"{options.name}: {least} to {most} are wanted, and here are {count}"


def _limits(view: ItemView, options: OptionSet) -> tuple[int, int]:
    if view.has_several_keys:
        return 4, 6
    is_first_tier = isinstance(view.item, TwoTier) and options.name == "options"
    return (2 if is_first_tier else 3), 5


def all_or_none_of_them(view: ItemView) -> Iterator[str]:
    """L03."""
    for options in view.sets:
        for option in options.options:
            if _ALL_OR_NONE.search(option.text):
                yield (
                    f"{options.name}[{option.id}] speaks of all or none of the others; give it"
                    " a meaning of its own"
                )


def absolute_only_in_distractors(view: ItemView) -> Iterator[str]:
    """L05."""
    for options in view.sets:
        if not options.can_cue or ABSOLUTE.search(options.key.text):
            continue
        for option in options.distractors:
            found = ABSOLUTE.search(option.text)
            if found:
                yield (
                    f"{options.name}[{option.id}] says '{found.group().lower()}' and the right one"
                    " has no such word, which gives it away"
                )


def hedge_only_in_key(view: ItemView) -> Iterator[str]:
    """L06."""
    for options in view.sets:
        found = HEDGE.search(options.key.text) if options.can_cue else None
        if found and not any(HEDGE.search(option.text) for option in options.distractors):
            yield (
                f"{options.name}: only the right one is hedged ('{found.group().lower()}'), which"
                " gives it away"
            )


def key_longer(view: ItemView) -> Iterator[str]:
    """L07, the error."""
    for options, key, mean in _lengths(view):
        if key > _LONGER * mean and key - mean > _LONGER_BY:
            yield (
                f"{options.name}: the right one has {key} characters and the others {mean:.0f} on"
                " average; shorten it or give them more"
            )


def key_shorter(view: ItemView) -> Iterator[str]:
    """L07, the warning."""
    for options, key, mean in _lengths(view):
        if key * _LONGER < mean and mean - key > _SHORTER_BY:
            yield (
                f"{options.name}: the right one has only {key} characters and the others"
                f" {mean:.0f} on average"
            )


def _lengths(view: ItemView) -> Iterator[tuple[OptionSet, int, float]]:
    """Give the length of the key and the mean length of its distractors."""
    for options in view.sets:
        if options.can_cue:
            others = [len(option.text.strip()) for option in options.distractors]
            yield options, len(options.key.text.strip()), sum(others) / len(others)


def clang(view: ItemView) -> Iterator[str]:
    """L09."""
    for options in view.sets:
        if not options.can_cue:
            continue
        echoed = (text.content(options.key.text) & view.stem_content) - text.TOPIC
        if echoed and not any(echoed & text.content(other.text) for other in options.distractors):
            shown = ", ".join(f"'{stem}…'" for stem in sorted(echoed))
            yield (
                f"{options.name}: the right one alone repeats words of the stem ({shown}); word"
                " one of them otherwise, or let a wrong one repeat it too"
            )


def same_options(view: ItemView) -> Iterator[str]:
    """L11."""
    for options in view.sets:
        for one, other in itertools.combinations(options.options, 2):
            if _signature(one.text) == _signature(other.text):
                yield f"{options.name}[{one.id}] and [{other.id}] have the same words"
        ranges = _ranges(options)
        if any(after[0] <= before[1] for before, after in itertools.pairwise(sorted(ranges))):
            yield f"{options.name}: the ranges of numbers overlap"


def _signature(option: str) -> tuple[frozenset[str], tuple[str, ...]]:
    return frozenset(word.lower() for word in text.words(option)), tuple(text.numbers(option))


def _ranges(options: OptionSet) -> list[tuple[float, float]]:
    """Return the options as ranges of numbers, or nothing when they are not numbers of one unit."""
    ranges = []
    units = set()
    for option in _texts(options):
        found = _NUMERIC.fullmatch(option)
        if found is None:
            return []
        ranges.append((_number(found[1]), _number(found[2] or found[1])))
        units.add(found[3].lower().rstrip("s"))
    return ranges if len(units) == 1 else []


def _number(written: str) -> float:
    """Return a number as written, commas parting thousands."""
    return float(written.rstrip(".,").replace(",", ""))


def numbers_out_of_order(view: ItemView) -> Iterator[str]:
    """L23."""
    for options in view.sets:
        ranges = _ranges(options)
        if ranges != sorted(ranges):
            yield f"{options.name}: put the numbers in ascending order"


def uneven_form(view: ItemView) -> Iterator[str]:
    """L12, the error."""
    for options in view.sets:
        endings = {_ending(option) for option in _texts(options)}
        if len(endings) > 1:
            yield f"{options.name}: let all end with a full stop, or none"
        capitals = {_starts_high(option) for option in _texts(options)} - {None}
        if len(capitals) > 1:
            yield f"{options.name}: let all start with a capital letter, or none"


def _ending(option: str) -> str:
    last = option.rstrip(_CLOSING)[-1:]
    return last if last and last in _ENDINGS else ""


def _starts_high(option: str) -> bool | None:
    """Return whether an option starts with a capital; None where its first word sets the case."""
    first = next(iter(option.split()), "")
    if not first[:1].isalpha() or any(letter.isupper() for letter in first[1:]):
        return None
    is_symbol = first[:1].islower() and first[1:2] == "-"
    return None if is_symbol else first[0].isupper()


def uneven_length(view: ItemView) -> Iterator[str]:
    """L12, the warning."""
    for options in view.sets:
        lengths = [len(option) for option in _texts(options)]
        if max(lengths) > _UNEVEN * max(1, min(lengths)) and max(lengths) > _UNEVEN_FROM:
            yield (
                f"{options.name}: the longest ({max(lengths)} characters) is more than"
                f" {_UNEVEN} times as long as the shortest ({min(lengths)})"
            )


def refers_to_letters(view: ItemView) -> Iterator[str]:
    """L27."""
    for field, written in view.learner_texts:
        if field not in {"stem", "case"} and _LETTERED.search(written):
            yield f"{field} refers to the letter of an option, and options are shuffled"
