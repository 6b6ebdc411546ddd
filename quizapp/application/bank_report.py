"""What a check says about a collection as a whole: rules over all items, coverage, sets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizapp.domain import coverage, question_sets
from quizapp.domain.banks import Finding, Severity
from quizapp.domain.item_rules.bank_rules import BankTest, BankView, check_items
from quizapp.domain.item_rules.rule import RuleContext

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizapp.application.bank_collections import LoadedCollection
    from quizapp.domain.coverage import Blueprint, PlanRow, Taught
    from quizapp.domain.items import Item
    from quizapp.domain.question_sets import QuestionSet
    from quizapp.domain.scenarios import Scenario


@dataclass(frozen=True, slots=True)
class ClaimCount:
    """How many claims there are and may be taught.

    Attributes:
        unused: those that no question uses as it should; None where questions of the collection
            were not among what was checked, so that nobody can tell.
    """

    total: int
    teachable: int
    unused: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class FormView:
    """Two forms of one test.

    Attributes:
        counts: how many questions of each area and each level the two have, in their order.
        questions: how many the first form has.
        alike: how many of these have a partner of the same area, kind and level in the other.
    """

    before: str
    after: str
    counts: tuple[tuple[str, int, int], ...]
    questions: int
    alike: int


@dataclass(frozen=True, slots=True)
class BankReport:
    """A collection as a whole.

    Attributes:
        drafts: how many of its questions learners are not asked, for want of a second reader.
        tests: what the rules over all items found.
        plan: the lines of its blueprint; none without one.
        claims: the claims of its own register.
        forms: ready-made sets that are two forms of one test.
    """

    drafts: int = 0
    tests: tuple[BankTest, ...] = ()
    plan: tuple[PlanRow, ...] = ()
    claims: ClaimCount = field(default_factory=lambda: ClaimCount(0, 0, ()))
    forms: tuple[FormView, ...] = ()
    findings: tuple[Finding, ...] = ()


def report_on(loaded: LoadedCollection) -> BankReport:
    """Look at all items of a collection together."""
    items = loaded.items
    scenarios = [file.scenario for file in loaded.scenarios if file.scenario is not None]
    asked: list[Item | Scenario] = [*items, *scenarios]
    taught = [coverage.taught_by(one) for one in asked]
    tests, findings = _test_items(loaded, taught)
    plan = _plan(loaded)
    return BankReport(
        drafts=sum(not one.is_served for one in asked),
        tests=tuple(tests),
        plan=tuple(coverage.plan_rows(plan, taught)) if plan else (),
        claims=_count_claims(loaded, taught),
        forms=tuple(_form_views(loaded)),
        findings=(*findings, *_plan_findings(loaded, taught), *_set_findings(loaded)),
    )


def _plan(loaded: LoadedCollection) -> Blueprint | None:
    """Return the blueprint where all files of the collection are looked at, else nothing."""
    is_complete = loaded.collection.is_complete
    return loaded.blueprint.blueprint if loaded.blueprint and is_complete else None


def joined(reports: Sequence[BankReport]) -> BankReport:
    """Return the reports on several collections as one."""
    return BankReport(
        drafts=sum(one.drafts for one in reports),
        tests=tuple(test for one in reports for test in one.tests),
        plan=tuple(row for one in reports for row in one.plan),
        claims=ClaimCount(
            sum(one.claims.total for one in reports),
            sum(one.claims.teachable for one in reports),
            _all_unused([one.claims.unused for one in reports]),
        ),
        forms=tuple(form for one in reports for form in one.forms),
        findings=tuple(finding for one in reports for finding in one.findings),
    )


def _all_unused(parts: Sequence[tuple[str, ...] | None]) -> tuple[str, ...] | None:
    """Return the unused claims of all collections, or None where one of them cannot tell."""
    known = [part for part in parts if part is not None]
    return tuple(claim for part in known for claim in part) if len(known) == len(parts) else None


def _test_items(
    loaded: LoadedCollection, taught: Sequence[Taught]
) -> tuple[list[BankTest], list[Finding]]:
    """Return what the rules over all items found, and a finding for each that is broken."""
    tests, findings = [], []
    where = loaded.collection.name_of(loaded.collection.root / "banks")
    for rule, test in check_items(BankView(loaded.items, RuleContext(loaded.registers.registers))):
        tests.append(test)
        if not test.passed:
            message = f"{_sentence(test)}; {rule.remedy}."
            findings.append(Finding(where, 0, "", rule.id, rule.level, message))
    plan = _plan(loaded)
    for share in coverage.share_tests(plan, taught) if plan else ():
        test = BankTest(
            coverage.COVERAGE_RULE, share.of, share.share, share.limit, share.passed, share.says
        )
        tests.append(test)
        if not test.passed:
            message = f"{_sentence(test)}; write questions of the other levels."
            findings.append(_plan_finding(loaded, "", message))
    return tests, findings


def _sentence(test: BankTest) -> str:
    says = f"{test.says[:1].upper()}{test.says[1:]}"
    return f"{says} ({test.statistic:.2f}, limit {test.limit:.2f})"


def _plan_finding(loaded: LoadedCollection, about: str, message: str) -> Finding:
    blueprint = loaded.blueprint
    assert blueprint is not None
    line = blueprint.lines.get(about, 0)
    rule = coverage.COVERAGE_RULE
    return Finding(blueprint.name, line, about, rule, Severity.ERROR, message)


def _plan_findings(loaded: LoadedCollection, taught: Sequence[Taught]) -> Iterator[Finding]:
    """Give what the blueprint wants and the questions lack, once all of them could be read."""
    if loaded.blueprint is None:
        return
    yield from loaded.blueprint.findings
    plan = _plan(loaded)
    if plan is not None and not loaded.has_errors:
        borrowed = {entry for entry in loaded.registers.files if not loaded.is_checked(entry)}
        for gap in coverage.gaps(plan, loaded.registers.registers, taught):
            if gap.about not in borrowed:
                yield _plan_finding(loaded, gap.about, gap.message)


def _count_claims(loaded: LoadedCollection, taught: Sequence[Taught]) -> ClaimCount:
    claims = [
        claim for claim in loaded.registers.registers.claims.values() if loaded.is_checked(claim.id)
    ]
    can_tell = loaded.collection.is_complete or not claims
    return ClaimCount(
        total=len(claims),
        teachable=sum(coverage.is_teachable(claim) for claim in claims),
        unused=tuple(coverage.unused_claims(claims, taught)) if can_tell else None,
    )


def _sets(loaded: LoadedCollection) -> list[QuestionSet]:
    return [one.chosen for one in loaded.sets if one.chosen is not None]


def _form_views(loaded: LoadedCollection) -> Iterator[FormView]:
    known = {item.id: item for item in loaded.items}
    for before, after in question_sets.forms(_sets(loaded)):
        counts = []
        for count in (question_sets.area_counts, question_sets.level_counts):
            one, other = count(before.items, known), count(after.items, known)
            counts += [(name, one[name], other[name]) for name in sorted({*one, *other})]
        asked = sum(item_id in known for item_id in before.items)
        alike = asked - question_sets.unlikeness(before, after, known)
        yield FormView(before.id, after.id, tuple(counts), asked, alike)


def _set_findings(loaded: LoadedCollection) -> Iterator[Finding]:
    """Give what is wrong with the sets; with their questions, once all banks could be read."""
    for one in loaded.sets:
        yield from one.findings
    if not loaded.collection.is_complete or loaded.has_errors:
        return
    known = {item.id: item for item in loaded.items}
    pairs = list(question_sets.forms(_sets(loaded)))
    for one in loaded.sets:
        assert one.chosen is not None
        problems = list(question_sets.set_problems(one.chosen, known))
        for before, after in pairs:
            if after is one.chosen:
                problems += question_sets.form_problems(before, after, known)
        drafts = question_sets.drafts_in(one.chosen, known)
        for level, texts in ((Severity.ERROR, problems), (Severity.WARNING, drafts)):
            for text in texts:
                yield Finding(
                    one.name, one.line, one.chosen.id, question_sets.SET_RULE, level, text
                )
