"""Steps that tests of the use cases take: answering in a certain way, and editing question files."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from quizapp.application.demo_data import made_up_answer
from quizapp.application.quiz_session import QuizSession
from quizapp.application.views import FeedbackView
from quizapp.bootstrap import Application
from quizapp.domain.answers import Answer, OptionAnswer
from quizapp.domain.attempts import Mode, QuizSpec
from quizapp.domain.confidence import Confidence
from quizapp.domain.items import Item, SingleBest
from quizapp.domain.learners import StudySettings
from quizapp.resources import questions_dir
from quizapp.storage.bank_store import BankCompiler, BankStore
from tests.conftest import Clock

_TOPICS = {"misconceptions", "overdose-response", "receptor-mechanisms"}


def right(item: Item) -> Answer:
    """Return the right answer to an item."""
    return made_up_answer(item, random.Random(1), is_right=True)


def wrong(item: Item) -> OptionAnswer:
    """Return an answer that is wrong and does no harm, to an item that has such an option."""
    return OptionAnswer(next(o.id for o in item.option_sets[0] if not o.correct and not o.harm))


def harmful(item: Item) -> OptionAnswer:
    """Return an answer that would harm somebody, to an item that has such an option."""
    return OptionAnswer(next(option.id for option in item.option_sets[0] if option.harm))


def tame(app: Application) -> list[SingleBest]:
    """Give items a harmless and a harmful distractor each, and let none cue another.

    Returns:
        Fifteen items with one best answer, their topics taking turns.
    """
    by_topic: dict[str, list[str]] = {}
    rows = app.database.rows(
        "SELECT id, topic FROM item WHERE active = 1 AND kind = 'single_best' ORDER BY id"
    )
    for item_id, topic in rows:
        if topic in _TOPICS:
            by_topic.setdefault(topic, []).append(item_id)
    ids = [item_id for turn in zip(*by_topic.values(), strict=False) for item_id in turn][:15]
    found = BankStore(app.database).items(ids)
    items = [_with_both_sorts_of_distractor(one) for one in found if isinstance(one, SingleBest)]
    with app.database.transaction():
        for position, item in enumerate(items):
            BankCompiler(app.database).save_item(item, position)
        BankCompiler(app.database).save_cues(())
    return items


def _with_both_sorts_of_distractor(item: SingleBest) -> SingleBest:
    distractors = [option for option in item.options if not option.correct]
    harmless = replace(distractors[0], harm=False)
    risky = replace(distractors[1], harm=True)
    key = next(option for option in item.options if option.correct)
    return replace(item, options=(harmless, key, risky))


def begin(app: Application, learner_id: str, items: Sequence[Item], **spec: object) -> QuizSession:
    """Start a run through certain items."""
    chosen = QuizSpec(items=tuple(item.id for item in items), **spec)  # type: ignore[arg-type]
    return app.sessions.open(app.practice.start(learner_id, chosen))


def reply(
    session: QuizSession,
    how: object = right,
    confidence: Confidence | None = Confidence.FAIRLY,
    elapsed_ms: int = 10_000,
) -> FeedbackView:
    """Answer the open question: `right`, `wrong` or `harmful`."""
    question = session.question()
    assert question is not None
    assert callable(how)
    return session.answer(how(question.item), confidence, elapsed_ms)


def finish(session: QuizSession, how: object = right) -> None:
    """Answer all that is left in the same way."""
    while session.question() is not None:
        reply(session, how)


def live(app: Application, learner_id: str, items: Sequence[Item], clock: Clock) -> None:
    """Let a learner do a bit of everything: runs of all sorts, marks, settings, an open run."""
    app.profiles.save_settings(learner_id, StudySettings(daily_goal=33, extra_time=2.0))
    session = begin(app, learner_id, items[:4])
    reply(session, harmful, None)
    finish(session)
    session.summary()
    session.marks.set_flag(items[0].id, on=True)
    session.marks.save_note(items[1].id, "Look: “β” & <b>")
    session.marks.report_problem(items[2].id, "Unclear.")
    clock.advance(days=3)
    test = begin(app, learner_id, items[3:6], mode=Mode.TEST, time_limit_s=60)
    reply(test, wrong)
    test.time_out()
    clock.advance(hours=-90)
    open_run = begin(app, learner_id, items[5:9])
    reply(open_run)
    open_run.leave(4000)
    open_run.marks.ask_sooner(items[8].id, on=True)


def items_asked(session: QuizSession) -> list[Item]:
    """Answer all that is left rightly, and return what was asked."""
    asked = []
    while (question := session.question()) is not None:
        asked.append(question.item)
        reply(session)
    return asked


class Questions:
    """A copy of the bundled questions that a test may edit."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(questions_dir(), folder)

    def bank(self, name: str) -> Path:
        return self.folder / "banks" / f"{name}.yaml"

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace the first occurrence of a text in a file, which must be there."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def edit_item(self, item: Item, old: str, new: str) -> None:
        """Replace a text within an item."""
        self._replace_item(item, lambda block: _replaced(block, old, new))

    def remove(self, item: Item) -> None:
        """Take an item out of its bank."""
        self._replace_item(item, lambda _block: "")

    def retire(self, item: Item) -> None:
        """Take an item out of its bank and name it among the retired ones."""
        self.remove(item)
        path = self.bank(item.bank)
        line = f"- {{id: {item.id}, since: 2026-11-21, reason: It is not asked any more.}}\n"
        path.write_text(path.read_text(encoding="utf-8") + f"retired:\n{line}", encoding="utf-8")

    def _replace_item(self, item: Item, change: object) -> None:
        assert callable(change)
        path = self.bank(item.bank)
        text = path.read_text(encoding="utf-8")
        found = re.search(rf"^- id: {item.id}\n(?:(?!- id:|retired:).*\n)*", text, re.MULTILINE)
        assert found is not None
        path.write_text(
            text[: found.start()] + change(found[0]) + text[found.end() :], encoding="utf-8"
        )


def _replaced(block: str, old: str, new: str) -> str:
    assert old in block
    return block.replace(old, new, 1)


def on_questions(app: Application, questions: Questions) -> Application:
    """Open the same data folder with other questions, not yet compiled."""
    from quizapp.bootstrap import open_application

    return open_application(
        app.data_dir, environment=app.environment._replace(questions=questions.folder)
    )
