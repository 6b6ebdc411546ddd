"""Builds items out of the fields of a bank: one builder a kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import UNSET, UnsetType, to_builtins

from quizapp.domain import items as domain
from quizapp.domain import part_items
from quizapp.domain.item_rules import keys
from quizapp.exchange import decoding, findings, wire

if TYPE_CHECKING:
    from quizapp.exchange.findings import Findings
    from quizapp.exchange.yaml_subset import YamlMap

Value = TypeVar("Value")

STRUCTURE_RULE = "L28"
"""The rule that ordering, matching, numeric and hotspot items hang together."""


@dataclass(frozen=True, slots=True)
class BankParts:
    """What items need to know of the bank that they stand in; `cases` maps ids to texts."""

    id: str
    topic: str
    cases: Mapping[str, str]


def read_item(line: int, fields: YamlMap, bank: BankParts, found: Findings) -> domain.Item | None:
    """Return the item that `fields` describe, or None when it cannot be built, which is reported.

    Raises:
        FieldProblem: a field does not fit.
    """
    kind = fields.get("kind")
    if isinstance(kind, str) and kind not in KINDS:
        raise decoding.FieldProblem(
            fields.lines["kind"],
            f"kind: this version of Quizapp does not know '{decoding.shown(kind)}'; it knows"
            f" {', '.join(KINDS)}.",
        )
    shape: Any = wire.AnyItem
    written: wire.AnyItem = decoding.convert(fields, shape, line)
    is_sound = _check_options(written, fields, bank.topic, found)
    if bank.topic == keys.OVERDOSE_TOPIC and written.area is UNSET:
        found.error(
            line,
            findings.FIELD_RULE,
            f"area: the topic {bank.topic} requires it; it is one of: {', '.join(domain.Area)}.",
            written.id,
        )
    if isinstance(written, wire.WireVignette) and written.case not in bank.cases:
        found.error(
            fields.lines["case"],
            findings.CASE_RULE,
            f"case: '{written.case}' is not among the cases of this file.",
            written.id,
        )
        return None
    if not is_sound:
        return None
    try:
        return KINDS[str(kind)](written, _common(written, bank), bank)
    except ValueError as error:
        # What the constructor refuses: circles, pairs of unknown parts, a range turned round.
        found.error(line, STRUCTURE_RULE, f"{error}.", written.id)
        return None


def _check_options(written: wire.AnyItem, fields: YamlMap, topic: str, found: Findings) -> bool:
    """Report what is wrong with the sets of options; return whether an item can be built."""
    is_sound = _check_parts(written, fields, found)
    if isinstance(written, wire.WireMatching):
        _check_wrong_pairs(written, fields, topic, found)
    for name in ("options", "reasons", "regions"):
        options: tuple[wire.WireOption | wire.WireRegion, ...] = getattr(written, name, ())
        problem = keys.key_problem(
            wants_several=isinstance(written, wire.WireMultipleResponse),
            correct=[option.correct for option in options],
        )
        if name in fields and problem:
            found.error(fields.lines[name], keys.KEYS_RULE, f"{name}: {problem}.", written.id)
            is_sound = False
        taken: set[str] = set()
        for option, line in zip(options, fields[name].lines if options else (), strict=True):
            place = f"{name}[{option.id}]"
            for rule, message, is_fatal in _option_problems(option, topic, taken):
                found.error(line, rule, f"{place}: {message}.", written.id)
                is_sound = is_sound and not is_fatal
            taken.add(option.id)
    return is_sound


def _check_parts(written: wire.AnyItem, fields: YamlMap, found: Findings) -> bool:
    """Report ids that stand twice among steps or terms; return whether there are none."""
    is_sound = True
    for name in ("steps", "left", "right"):
        taken: set[str] = set()
        parts: tuple[wire.WireStep | wire.WireTerm, ...] = getattr(written, name, ())
        for part, line in zip(parts, fields[name].lines if parts else (), strict=True):
            if part.id in taken:
                place = f"{name}[{part.id}]"
                message = f"{place}: this id stands twice in the list."
                found.error(line, findings.ID_RULE, message, written.id)
                is_sound = False
            taken.add(part.id)
    return is_sound


def _check_wrong_pairs(
    written: wire.WireMatching, fields: YamlMap, topic: str, found: Findings
) -> None:
    """Report wrong pairs that give a dangerous belief away and do not say whether they harm."""
    pairs = written.wrong_pairs
    for pair, line in zip(pairs, fields["wrong_pairs"].lines if pairs else (), strict=True):
        problem = _harm_problem(pair, topic)
        if problem:
            place = f"wrong_pairs[{pair.left}, {pair.right}]"
            found.error(line, keys.HARM_RULE, f"{place}: {problem}.", written.id)


def _harm_problem(wrong: wire.WireOption | wire.WireRegion | wire.WireWrongPair, topic: str) -> str:
    """Return what a wrong answer lacks that has to say whether it would harm somebody."""
    belief = given(wrong.misconception)
    if wrong.harm is UNSET and keys.must_state_harm(topic, belief):
        return f"with {belief} it must say `harm: true` or `harm: false`"
    return ""


def _option_problems(
    option: wire.WireOption | wire.WireRegion, topic: str, taken: set[str]
) -> list[tuple[str, str, bool]]:
    """Return rule, sentence and whether no item can be built, for each problem of an option."""
    problems = []
    if option.id in taken:
        problems.append((findings.ID_RULE, "this id stands twice in the list", True))
    if option.correct and option.harm is True:
        problems.append((keys.KEYS_RULE, "an option cannot be both correct and harmful", True))
    silent = "" if option.correct else _harm_problem(option, topic)
    if silent:
        problems.append((keys.HARM_RULE, silent, False))
    return problems


def given(value: Value | UnsetType) -> Value | None:
    """Return a value, or None when it was left out."""
    return None if isinstance(value, UnsetType) else value


def trimmed(written: str) -> str:
    """Return a text without the line break that a folded block leaves at its end."""
    return written.strip()


def _options(written: tuple[wire.WireOption, ...]) -> tuple[domain.Option, ...]:
    return tuple(
        domain.Option(
            id=option.id,
            text=trimmed(option.text),
            rationale=trimmed(option.rationale),
            correct=option.correct,
            misconception=given(option.misconception),
            harm=option.harm is True,
        )
        for option in written
    )


def read_review(written: wire.WireReview) -> domain.Review:
    """Return who has read an item or scenario."""
    return domain.Review(
        written.status,
        written.writer,
        given(written.reader),
        given(written.date),
        given(written.agreed),
    )


def _common(written: wire.AnyItem, bank: BankParts) -> dict[str, Any]:
    """Return the fields that every kind has."""
    origin = given(written.origin)
    return {
        "id": written.id,
        "bank": bank.id,
        "topic": bank.topic,
        "rev": domain.Revision(written.rev.scoring, written.rev.text),
        "level": written.level,
        "stem": trimmed(written.stem),
        "explanation": trimmed(written.explanation),
        "citations": tuple(domain.Citation(made.claim, made.use) for made in written.citations),
        "references": written.references,
        "grounding": written.grounding,
        "review": read_review(written.review),
        "safety": written.safety,
        "evidence": written.evidence,
        "contradictions": written.contradictions,
        "diagram": given(written.diagram),
        "area": given(written.area),
        "origin": None if origin is None else json.dumps(to_builtins(origin), sort_keys=True),
    }


def _single_best(
    written: wire.WireSingleBest, common: dict[str, Any], _bank: BankParts
) -> domain.Item:
    return domain.SingleBest(**common, options=_options(written.options))


def _multiple_response(
    written: wire.WireMultipleResponse, common: dict[str, Any], _bank: BankParts
) -> domain.Item:
    return domain.MultipleResponse(**common, options=_options(written.options))


def _true_false_reason(
    written: wire.WireTrueFalseReason, common: dict[str, Any], _bank: BankParts
) -> domain.Item:
    return domain.TrueFalseReason(
        **common, answer=written.answer, reasons=_options(written.reasons)
    )


def _two_tier(written: wire.WireTwoTier, common: dict[str, Any], _bank: BankParts) -> domain.Item:
    return domain.TwoTier(
        **common, options=_options(written.options), reasons=_options(written.reasons)
    )


def _vignette(written: wire.WireVignette, common: dict[str, Any], bank: BankParts) -> domain.Item:
    return domain.Vignette(
        **common,
        case=written.case,
        case_text=bank.cases[written.case],
        options=_options(written.options),
    )


def _ordering(written: wire.WireOrdering, common: dict[str, Any], _bank: BankParts) -> domain.Item:
    return part_items.Ordering(
        **common,
        steps=tuple(
            part_items.Step(step.id, trimmed(step.text), given(step.rationale))
            for step in written.steps
        ),
        precedence=tuple((pair[0], pair[1]) for pair in written.precedence),
    )


def _terms(written: tuple[wire.WireTerm, ...]) -> tuple[part_items.Term, ...]:
    return tuple(
        part_items.Term(term.id, trimmed(term.text), given(term.rationale)) for term in written
    )


def _matching(written: wire.WireMatching, common: dict[str, Any], _bank: BankParts) -> domain.Item:
    order = [term.id for term in written.left]
    return part_items.Matching(
        **common,
        left=_terms(written.left),
        right=_terms(written.right),
        key=tuple(sorted(written.key.items(), key=lambda pair: _place(pair[0], order))),
        wrong_pairs=tuple(
            part_items.WrongPair(
                wrong.left, wrong.right, given(wrong.misconception), wrong.harm is True
            )
            for wrong in written.wrong_pairs
        ),
    )


def _place(term: str, order: list[str]) -> int:
    return order.index(term) if term in order else len(order)


def _numeric(written: wire.WireNumeric, common: dict[str, Any], _bank: BankParts) -> domain.Item:
    answer = written.answer
    return part_items.Numeric(
        **common,
        answer=part_items.NumberRange(answer.min, answer.max, trimmed(answer.unit)),
        below=trimmed(written.below),
        above=trimmed(written.above),
    )


def _hotspot(written: wire.WireHotspot, common: dict[str, Any], _bank: BankParts) -> domain.Item:
    return part_items.Hotspot(
        **common,
        regions=tuple(
            part_items.Region(
                id=region.id,
                part=region.part,
                rationale=trimmed(region.rationale),
                correct=region.correct,
                misconception=given(region.misconception),
                harm=region.harm is True,
            )
            for region in written.regions
        ),
    )


# Each builder is handed a struct of its own kind, which no type can say.
KINDS: dict[str, Callable[[Any, dict[str, Any], BankParts], domain.Item]] = {
    "single_best": _single_best,
    "multiple_response": _multiple_response,
    "true_false_reason": _true_false_reason,
    "two_tier": _two_tier,
    "vignette": _vignette,
    "ordering": _ordering,
    "matching": _matching,
    "numeric": _numeric,
    "hotspot": _hotspot,
}
"""The kinds of item that this version reads, and how each is built."""
