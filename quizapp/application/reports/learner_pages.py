"""The report of one learner as pages to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.application.local_times import moment_words
from quizapp.application.phrases import plural
from quizapp.application.reports.grids import shortened, topic_grid
from quizapp.application.reports.pages import FOOT
from quizapp.application.reports.scoring import score_of
from quizapp.application.reports.sheets import minutes_of
from quizapp.application.reports.wording import (
    minutes_words,
    numbers_words,
    own_terms_words,
    pass_words,
    percent,
)
from quizapp.application.words import NOT_REVIEWED
from quizapp.exchange.documents import (
    Cell,
    Column,
    Document,
    Fact,
    Facts,
    Grid,
    Heading,
    Notice,
    OnePage,
    Paragraph,
    cells,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizapp.application.reports.values import LearnerItem, LearnerReport
    from quizapp.domain.assignments import MarkedResult
    from quizapp.exchange.documents import Block, Part

_HARM_SHADE = 3
_CRITICAL, _WRONG, _PARTLY, _BLANK = "Critical error", "Not right", "Partly right", "No answer"
_ONE_LINE = 80
"""So many characters of a question go on one line of paper beside its number and result."""


def learner_document(report: LearnerReport, *, with_answers: bool) -> Document:
    """Return the pages for one learner.

    Args:
        report: what is told.
        with_answers: whether the learner's answers, the right ones, the reasons for them and the
            beliefs behind them are told too. Without, no key is given away beyond what the safety
            wordings say.
    """
    who = report.member.called
    return Document(
        title=report.plan.title,
        subtitle=f"{who} · as of {moment_words(report.made_at, report.zone)}",
        blocks=tuple(_blocks(report, with_answers=with_answers)),
        head=f"{who} · {report.plan.title}",
        foot=FOOT,
        made_at=report.made_at,
    )


def _blocks(report: LearnerReport, *, with_answers: bool) -> Iterator[Block]:
    result = report.result
    if result is None:
        yield Paragraph("Nothing has been handed in.")
        return
    before: list[Part] = [Facts(tuple(_facts(report, result)))]
    own = report.plan.own_terms(report.member.id)
    before += [Paragraph(f"Terms of your own: {own_terms_words(own, report.zone)}.")] if own else []
    before += [*_safety(report, with_answers=with_answers), topic_grid(report.topics)]
    after: list[Part] = [*_judgement(report)]
    end = Paragraph(NOT_REVIEWED, "quiet")
    if not with_answers:
        after.append(end)
    yield OnePage(tuple((*before, *questions, *after) for questions in _ways(report)))
    if with_answers:
        yield from _answers(report)
        yield from _beliefs(report)
        yield end


def _facts(report: LearnerReport, result: MarkedResult) -> Iterator[Fact]:
    passed = result.passed(report.plan.passes)
    counts = f", attempt {result.number} of {report.attempts}" if report.attempts > 1 else ""
    right = f"{result.right} of {len(result.grades)}"
    yield Fact("Right", right, f"{percent(score_of(result))}{counts}")
    rule = report.plan.passes
    if passed is not None and rule is not None:
        said = "Passed" if passed else "Not passed yet"
        yield Fact("Result", said, pass_words(rule, report.topics))
    yield Fact("Critical errors", str(result.critical), "counted apart from the score")
    minutes = minutes_of(result)
    if minutes is not None:
        yield Fact("Time", minutes_words(minutes))


def _safety(report: LearnerReport, *, with_answers: bool) -> Iterator[Part]:
    """Give the safety wordings of what was not right, those of critical errors first.

    With the answers, those of all questions: no answer stands without its wording.
    """
    missed = [one for one in report.items if one.points < 1 or one.is_critical]
    missed.sort(key=lambda one: not one.is_critical)
    told = [*missed, *report.items] if with_answers else missed
    wordings = dict.fromkeys(wording for one in told for wording in one.safety)
    critical = [one.number for one in missed if one.is_critical]
    points = [wording.wording for wording in wordings]
    if critical:
        which = f"{'question' if len(critical) == 1 else 'questions'} {numbers_words(critical)}"
        points.insert(0, f"Your answer to {which} could harm somebody.")
    if points:
        yield Notice(tuple(points))


def _judgement(report: LearnerReport) -> Iterator[Part]:
    judged = report.judgement.judgement
    certain = judged.levels[-1]
    if certain.answers:
        yield Paragraph(
            f"{certain.right} of {plural(certain.answers, 'answer')} that you were certain of"
            f" {'was' if certain.right == 1 else 'were'} right."
        )


def _ways(report: LearnerReport) -> Iterator[tuple[Part, ...]]:
    """Give ways to tell of the questions: all that was missed in words, or less and less of it."""
    missed = [one for one in report.items if one.points < 1]
    in_words: list[LearnerItem] | None = None
    for fewer in (missed, [one for one in missed if one.is_critical], []):
        if fewer != in_words:
            in_words = fewer
            yield tuple(_questions(report, missed, in_words))


def _questions(
    report: LearnerReport, missed: Sequence[LearnerItem], in_words: Sequence[LearnerItem]
) -> Iterator[Part]:
    """Give what became of the questions.

    Args:
        report: on the learner.
        missed: what was not right.
        in_words: those of them of which the question is told; of the others it is the number.
    """
    yield Heading("Questions")
    if report.plan.shuffles_questions:
        yield Paragraph(
            "Questions have your trainer's numbers here; you had them in an order of your own.",
            "quiet",
        )
    right = numbers_words(one.number for one in report.items if one.points == 1)
    yield Paragraph(f"Right: {right or 'none'}.")
    if len(in_words) < len(missed):
        yield from _numbers([one for one in missed if one not in in_words])
    if in_words:
        yield Grid(
            "What was not right" if len(in_words) == len(missed) else "What could harm somebody",
            (Column("No.", is_number=True), Column("Question", width=1), Column("Result")),
            tuple(
                cells(
                    str(one.number),
                    shortened(one.item.stem, _ONE_LINE),
                    Cell(result_words(one), _HARM_SHADE if one.is_critical else 0),
                )
                for one in in_words
            ),
        )


def _numbers(items: Sequence[LearnerItem]) -> Iterator[Paragraph]:
    """Give the numbers of questions, a sentence a result; critical errors stand in the notice."""
    for word in (_WRONG, _PARTLY, _BLANK):
        found = [one.number for one in items if _result_word(one) == word]
        if found:
            yield Paragraph(f"{word}: {numbers_words(found)}.")


def result_words(item: LearnerItem) -> str:
    """Return what was not right about an answer, in a word or two."""
    word = _result_word(item)
    return f"{word} ({percent(item.points)})" if word == _PARTLY else word


def _result_word(item: LearnerItem) -> str:
    if item.is_critical:
        return _CRITICAL
    if not item.given:
        return _BLANK
    return _PARTLY if item.points else _WRONG


def _answers(report: LearnerReport) -> Iterator[Block]:
    missed = [one for one in report.items if one.points < 1]
    if not missed:
        return
    yield Heading("Your answers and the right ones")
    for one in missed:
        yield Heading(f"{one.number}. {one.item.stem}", 3)
        yield Paragraph(f"Your answer: {_line(one.given) or 'none'}")
        yield Paragraph(f"Right: {_line(one.key)}")
        yield Paragraph(one.item.explanation)


def _line(text: str) -> str:
    return "; ".join(text.splitlines())


def _beliefs(report: LearnerReport) -> Iterator[Block]:
    beliefs = dict.fromkeys(belief for one in report.items for belief in one.beliefs)
    if not beliefs:
        return
    yield Heading("Beliefs behind these answers")
    for belief in beliefs:
        yield Heading(belief.name, 3)
        yield Paragraph(belief.refutation)
