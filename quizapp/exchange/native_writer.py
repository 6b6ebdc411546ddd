"""Writes banks and registers in the native format, so that reading them gives the same values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import yaml

from quizapp.domain.item_rules.keys import must_state_harm
from quizapp.domain.items import Evidence, Option, TrueFalseReason, TwoTier, Vignette
from quizapp.domain.part_items import Hotspot, Matching, Numeric, Ordering, Region
from quizapp.exchange.native_bank import BANK_FORMAT

if TYPE_CHECKING:
    from quizapp.domain.banks import Bank
    from quizapp.domain.items import Citation, Item, Review
    from quizapp.domain.part_items import Step, Term
    from quizapp.domain.registers import Claim, Misconception, Reference

_WIDTH = 100


class _Line(dict[str, Any]):
    """Fields that are written on one line where there is room."""


class _Words(list[Any]):
    """A list that is written on one line where there is room."""


class _Dumper(yaml.CSafeDumper):
    """Writes the subset that Quizapp reads: no anchors, no tags."""

    def ignore_aliases(self, _data: Any) -> bool:
        """Return True: what stands twice is written twice."""
        return True


def _text(dumper: _Dumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _number(dumper: _Dumper, number: float) -> yaml.Node:
    if number.is_integer():
        return dumper.represent_int(int(number))
    # The subset knows no exponents.
    written = format(Decimal(repr(number)), "f")
    return dumper.represent_scalar("tag:yaml.org,2002:float", written)


def _line(dumper: _Dumper, fields: _Line) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", fields, flow_style=True)


def _words(dumper: _Dumper, entries: _Words) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", entries, flow_style=True)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(float, _number)
_Dumper.add_representer(_Line, _line)
_Dumper.add_representer(_Words, _words)


def bank_text(bank: Bank) -> str:
    """Return the text of a bank file."""
    cases = {
        item.case: {"text": item.case_text} for item in bank.items if isinstance(item, Vignette)
    }
    fields: dict[str, Any] = {
        "format": BANK_FORMAT,
        "bank": bank.id,
        "title": bank.title,
        "topic": bank.topic,
        "language": bank.language,
    }
    if cases:
        fields["cases"] = cases
    fields["items"] = [_item(item) for item in bank.items]
    if bank.retired:
        fields["retired"] = [
            {"id": gone.id, "since": gone.since, "reason": gone.reason} for gone in bank.retired
        ]
    return _written(fields)


def claims_text(claims: Iterable[Claim]) -> str:
    """Return the text of a register of claims."""
    return _register("claims/1", "claims", map(_claim, claims))


def references_text(references: Iterable[Reference]) -> str:
    """Return the text of a register of references."""
    return _register("references/1", "references", map(_reference, references))


def misconceptions_text(misconceptions: Iterable[Misconception]) -> str:
    """Return the text of a register of misconceptions."""
    return _register("misconceptions/1", "misconceptions", map(_misconception, misconceptions))


def _register(form: str, name: str, entries: Iterable[dict[str, Any]]) -> str:
    return _written({"format": form, name: list(entries)})


def _written(fields: Mapping[str, Any]) -> str:
    written: str = yaml.dump(
        fields,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=_WIDTH,
        default_flow_style=False,
    )
    return written


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    """Return fields without those that say nothing."""
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


def _citations(citations: Iterable[Citation]) -> list[_Line]:
    return [_Line(claim=made.claim, use=made.use.value) for made in citations]


def _review(review: Review) -> _Line:
    return _Line(
        _given(
            {
                "status": review.status.value,
                "writer": review.writer,
                "reader": review.reader,
                "date": review.date,
                "agreed": review.agreed,
            }
        )
    )


def _item(item: Item) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": item.id,
        "kind": item.kind,
        "rev": _Line(scoring=item.rev.scoring, text=item.rev.text),
        "level": item.level.value,
        "area": item.area.value if item.area else None,
        "case": item.case if isinstance(item, Vignette) else None,
        "stem": item.stem,
        "diagram": item.diagram,
        **_parts(item),
        "explanation": item.explanation,
        "safety": _Words(item.safety),
        "evidence": item.evidence.value if item.evidence is Evidence.CONTESTED else None,
        "contradictions": _Words(item.contradictions),
        "citations": _citations(item.citations),
        "references": _Words(item.references),
        "grounding": item.grounding.value,
        "review": _review(item.review),
        "origin": None if item.origin is None else json.loads(item.origin),
    }
    return _given(fields)


def _parts(item: Item) -> dict[str, Any]:
    """Return what a kind has of its own."""
    choices = [_choices(options, item.topic) for options in item.option_sets]
    match item:
        case TrueFalseReason():
            return {"answer": item.answer, "reasons": choices[0]}
        case TwoTier():
            return {"options": choices[0], "reasons": choices[1]}
        case Ordering():
            pairs = [_Words(pair) for pair in item.precedence]
            return {"steps": _plain(item.steps), "precedence": pairs}
        case Matching():
            return _matching(item)
        case Numeric():
            answer = item.answer
            return {
                "answer": _Line(min=answer.min, max=answer.max, unit=answer.unit),
                "below": item.below,
                "above": item.above,
            }
        case Hotspot():
            return {"regions": _choices(item.regions, item.topic)}
    return {"options": choices[0]}


def _matching(item: Matching) -> dict[str, Any]:
    wrong = [
        _Line(
            _given(
                {
                    "left": pair.left,
                    "right": pair.right,
                    "misconception": pair.misconception,
                    "harm": pair.harm or None,
                }
            )
        )
        for pair in item.wrong_pairs
    ]
    return {
        "left": _plain(item.left),
        "right": _plain(item.right),
        "key": _Line(item.key),
        "wrong_pairs": wrong,
    }


def _choices(parts: Iterable[Option | Region], topic: str) -> list[dict[str, Any]]:
    written = []
    for part in parts:
        says_harm = part.harm or (not part.correct and must_state_harm(topic, part.misconception))
        fields = {
            "id": part.id,
            **({"text": part.text} if isinstance(part, Option) else {"part": part.part}),
            "correct": part.correct or None,
            "misconception": part.misconception,
            "harm": part.harm if says_harm else None,
            "rationale": part.rationale,
        }
        written.append(_given(fields))
    return written


def _plain(parts: Iterable[Step | Term]) -> list[dict[str, Any]]:
    return [
        _given({"id": part.id, "text": part.text, "rationale": part.rationale}) for part in parts
    ]


def _claim(claim: Claim) -> dict[str, Any]:
    return _given(
        {
            "id": claim.id,
            "document": claim.document,
            "at": _Words(claim.at),
            "starts": claim.starts,
            "ends": claim.ends,
            "sha256": claim.sha256,
            "says": claim.says,
            "topic": claim.topic,
            "judgement": claim.judgement.value,
            "teach": claim.teach.value,
            "references": _Words(claim.references),
            "note": claim.note,
        }
    )


def _reference(reference: Reference) -> dict[str, Any]:
    return _given(
        {
            "id": reference.id,
            "org": reference.org,
            "title": reference.title,
            "year": reference.year,
            "url": reference.url,
            "seen": reference.seen.value,
            "says": reference.says,
        }
    )


def _misconception(belief: Misconception) -> dict[str, Any]:
    return _given(
        {
            "id": belief.id,
            "name": belief.name,
            "statement": belief.statement,
            "why": belief.why,
            "refutation": belief.refutation,
            "citations": _citations(belief.citations),
            "references": _Words(belief.references),
        }
    )
