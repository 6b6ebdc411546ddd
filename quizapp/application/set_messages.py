"""What a trainer writes to learners with their sets, and is told about what is sent."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from quizapp.application.local_times import moment_words
from quizapp.application.phrases import plural
from quizapp.application.sitting_words import duration
from quizapp.application.table_files import plain_cell

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import datetime, tzinfo

    from quizapp.domain.assignments import AssignmentPlan, Member


def send_list_table(members: Sequence[Member], names: Sequence[str]) -> str:
    """Return the table of whose file is which; names stand in it and in no other file."""
    table = StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(("name", "reference", "file"))
    for member, name in zip(members, names, strict=True):
        writer.writerow([plain_cell(cell) for cell in (member.name, member.reference, name)])
    return table.getvalue()


def set_message(
    plan: AssignmentPlan, key_words: str, zone: tzinfo | None, *, name: str = "", file: str = ""
) -> str:
    """Return a message to paste, for everybody or for one learner.

    Args:
        plan: as it is for those who read it; whether it shares a file says which one they get.
        key_words: the fingerprint of the trainer's key.
        zone: in which the due date is said; `None` for that of the computer.
        name: of the learner; empty for everybody.
        file: name of the set; empty for everybody, where each has another one.
    """
    hello = f"Hello {name},\n\n" if name else ""
    which = f" ({file})" if file else ""
    opens = f" It opens on {moment_words(plan.opens_at, zone)}." if plan.opens_at else ""
    due = f" by {moment_words(plan.due_at, zone)}" if plan.due_at else ""
    limit = (
        f" You have {plural(round(plan.time_limit_s / 60), 'minute')} once you begin."
        if plan.time_limit_s
        else ""
    )
    whose = (
        "The file is the same for everybody: Quizapp knows you by the code with which you enrolled."
        " If it says that you have not enrolled, write to me."
        if plan.shares_file
        else "The file is yours alone: whoever has it can hand in in your name."
    )
    return (
        f"{hello}Here is “{plan.title}”{which}. Answer it in Quizapp and send me the result"
        f" file{due}.{opens}{limit} {whose} My key in words is {key_words}; compare it before you"
        " answer."
    )


def terms_message(
    plan: AssignmentPlan, key_words: str, zone: tzinfo | None, *, name: str = "", file: str = ""
) -> str:
    """Return a message to paste with new terms, for everybody or for one learner.

    Args:
        plan: by the new terms, as it is for those who read it.
        key_words: the fingerprint of the trainer's key.
        zone: in which dates are said; `None` for that of the computer.
        name: of the learner; empty for everybody.
        file: name of the file; empty for everybody, where each has another one.
    """
    hello = f"Hello {name},\n\n" if name else ""
    which = f" ({file})" if file else ""
    whose = (
        "The file is the same for everybody who has enrolled."
        if plan.shares_file
        else "The file is yours alone: whoever has it can hand in in your name."
    )
    return (
        f"{hello}I have changed the terms of “{plan.title}”. {terms_sentence(plan, zone)} Open the"
        f" new file{which} in Quizapp, also if you have begun: your answers stay, and it takes the"
        f" place of the one you have. {whose} My key in words is {key_words}."
    )


def terms_sentence(plan: AssignmentPlan, zone: tzinfo | None) -> str:
    """Return the terms of a plan: when it opens, when it is due, and how long an attempt takes."""
    said = []
    if plan.opens_at:
        said.append(f"It opens on {moment_words(plan.opens_at, zone)}.")
    due = f"is due by {moment_words(plan.due_at, zone)}" if plan.due_at else "has no due date"
    said.append(f"It {due}.")
    if plan.time_limit_s:
        limit = duration(plan.time_limit_s * 1000)
        said.append(f"You have {limit} from the start of an attempt.")
    return " ".join(said)


def shipped_sentence(shipped: int, questions: int) -> str:
    """Return what an exam cannot hide; nothing where it hides everything."""
    if not shipped:
        return ""
    whose = "its answer stands" if shipped == 1 else "their answers stand"
    return (
        f"{shipped} of {plural(questions, 'question')} came with Quizapp, so {whose} on every"
        " learner's computer: this exam does not hide them."
    )


def plan_remarks(
    plan: AssignmentPlan, topics: Collection[str], titles: Mapping[str, str], now: datetime
) -> Iterator[str]:
    """Give what a trainer may not have meant: a plan can be so, and hardly should.

    Args:
        plan: what is asked for.
        topics: ids of the topics that its questions are on.
        titles: of topics, by id; those that are not there are called by their id.
        now: the moment of assigning.
    """
    if plan.due_at is not None and plan.due_at <= now:
        yield "It is due already: every result will be late."
    if plan.time_limit_s is None and any(one.time_factor > 1 for one in plan.overrides):
        yield "Extra time counts for nothing: there is no time limit."
    wanted = [topic for topic, _share in plan.passes.topics] if plan.passes else []
    unmet = [titles.get(topic, topic) for topic in wanted if topic not in topics]
    if unmet:
        yield (
            f"What it takes to pass in {', '.join(unmet)} counts for nothing: no question is on it."
        )
