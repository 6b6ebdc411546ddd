"""What tests of the question editor share: a bank, and a question that can be published."""

from __future__ import annotations

from quizapp.application.authoring import Authoring
from quizapp.application.authoring_views import OwnBank
from quizapp.domain.drafts import Draft, changed
from quizapp.domain.item_rules.rule import RuleContext
from quizapp.domain.items import Item, Review, ReviewStatus
from quizapp.domain.rewording import Change

STEM = "Which of these proteins does a dose of ketamine block above all others?"
READ = Review(ReviewStatus.SECOND_READ, "author", "ward nurse")


def bank_of(authoring: Authoring, topic: str = "receptor-mechanisms") -> OwnBank:
    return authoring.shelf.make_bank("Ward teaching", topic)


def ready(authoring: Authoring, bank: OwnBank | None = None, stem: str = STEM) -> Draft:
    """Return a kept draft that nothing is wrong with."""
    copy = authoring.drafts.duplicate("rm-001", bank or bank_of(authoring))
    draft = changed(copy, stem=stem, review=READ)
    authoring.drafts.keep(draft)
    return draft


def publish(authoring: Authoring, draft: Draft, change: Change = Change.NEW) -> Item:
    return authoring.publishing.publish(draft, change, RuleContext(authoring.registers.all))


def published(authoring: Authoring) -> Item:
    return publish(authoring, ready(authoring))
