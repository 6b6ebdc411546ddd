"""A trainer who changes the terms of a set, and a learner who opens the file that tells of it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from quizapp.application.assigning import Outgoing
from quizapp.application.changing_terms import TermsGiven, TermsWish
from quizapp.application.sitting_views import SetRow, SetView, TermsNews
from quizapp.delivery.terms_files import Notice, parted, read_notice
from tests.delivery.sitting_steps import Pupil
from tests.delivery.world import World

DUE = datetime(2026, 3, 10, 17, tzinfo=UTC)
"""When the sets of these tests are due unless it is changed."""
FRIDAY = datetime(2026, 3, 13, 17, tzinfo=UTC)
SUNDAY = datetime(2026, 3, 15, 17, tzinfo=UTC)


def timed(world: World, mode: str = "exam", attempts: int = 1, more: str = "") -> None:
    """Assign a set of ten minutes."""
    world.assign(mode, attempts, due=f"minutes: 10\n{more}due")


def member_id(world: World, name: str) -> str:
    members = world.trainer.cohorts.members(world.trainer.cohorts.find("class").id)
    return next((one.id for one in members if one.name == name), "")


def change(
    world: World,
    name: str,
    factor: float = 1.0,
    *,
    opens: datetime | None = None,
    due: datetime | None = None,
    folder: str = "new",
) -> TermsGiven:
    """Change the terms of a learner, or of everybody where the name is empty."""
    wish = TermsWish(member_id(world, name) if name else "", factor, opens, due)
    going = Outgoing(world.folder / folder, world.key)
    return world.trainer.changing_terms.change("week-3", wish, going)


def new_file(world: World, name: str, factor: float = 1.0, **more: object) -> Path:
    """Change the terms of a learner, and return the file that tells of it."""
    folder = f"new-{len(list(world.folder.glob('new-*')))}"
    given = change(world, name, factor, folder=folder, **more)  # type: ignore[arg-type]
    return world.folder / folder / (given.sent.files[0] or given.sent.shared)


def open_file(pupil: Pupil, path: Path) -> TermsNews:
    """Open a file as a learner does who has nothing against it; return what it said of terms."""
    offer = pupil.sets.look(path, pupil.id)
    pupil.sha256 = pupil.sets.take(offer, pupil.id)
    return offer.news


def shown(pupil: Pupil) -> SetView:
    return pupil.sets.view(pupil.sha256)


def row(pupil: Pupil) -> SetRow:
    (found,) = pupil.sets.rows(pupil.id)
    return found


def notice_in(world: World, path: Path) -> Notice:
    return read_notice(parted(path.read_bytes()).notice, world.key.sign_key)
