"""What questions may name: shipped entries, and a trainer's own claims, references and beliefs."""

from __future__ import annotations

import pytest

from quizapp.application.authoring import Authoring
from quizapp.application.own_registers import NewClaim, RegisterEntries
from quizapp.bootstrap import Application
from quizapp.domain.errors import UserError
from quizapp.domain.item_rules.rule import RuleContext
from quizapp.domain.items import Citation, CitationUse
from quizapp.domain.registers import Claim, Judgement, Misconception, Reference, Seen, Teach
from quizapp.domain.source_texts import passage_hash
from tests.unit.application.authors import changed, publish, ready

TEXT = "One two three four.  Five six seven eight nine ten eleven. End." + " " * 9_000
REFERENCE = Reference("", "WHO", "A guide", 2023, "https://who.example/guide", Seen.ORIGINAL)
BELIEF = Misconception(
    "", "Short name", "People think so.", "It looks so.", "It is not so.", (), ()
)


@pytest.fixture
def authoring(app: Application) -> Authoring:
    return app.authoring


def claim(
    authoring: Authoring, at: tuple[int, int], says: str = "Some numbers are named.", **more: object
) -> Claim:
    document = next(iter(authoring.registers.all.documents.values()))
    said = NewClaim(says, "receptor-mechanisms", **more)  # type: ignore[arg-type]
    return authoring.registers.add_claim(document, at, TEXT, said)


def test_a_marked_passage_becomes_a_claim_that_tells_where_it_stands(authoring: Authoring) -> None:
    made = claim(authoring, (0, 21))
    assert made.id == "own-claim-001"
    assert made.at == (0, 19)
    assert (made.starts, made.ends) == ("One two three", None)
    assert made.sha256 == passage_hash("One two three four.")
    assert (made.judgement, made.teach) == (Judgement.SUPPORTED, Teach.AS_IS)
    assert authoring.registers.all.claims[made.id] == made


def test_a_long_passage_gives_its_last_words_too(authoring: Authoring) -> None:
    made = claim(authoring, (19, 54), "They go on.", judgement=Judgement.WRONG, note="Not so.")
    assert TEXT[slice(*made.at)] == "Five six seven eight nine ten eleven."
    assert made.ends is None
    long = claim(authoring, (1, 54), "All of them.")
    assert (long.at, long.ends) == ((0, made.at[1]), "nine ten eleven.")
    assert (made.teach, made.note) == (Teach.NEVER_AS_KEY, "Not so.")


def test_a_claim_needs_words_in_the_text_and_of_ones_own(authoring: Authoring) -> None:
    with pytest.raises(UserError, match="marked"):
        claim(authoring, (19, 21))
    with pytest.raises(UserError, match="in your own words"):
        claim(authoring, (0, 19), " ")
    with pytest.raises(UserError, match="other words"):
        claim(authoring, (0, 54), "One two three and so on up to nine ten eleven.")
    assert not (authoring.shelf.root / "claims.yaml").exists()


def test_a_reference_and_a_belief_are_kept_under_ids_of_their_own(authoring: Authoring) -> None:
    reference = authoring.registers.add_reference(REFERENCE)
    belief = authoring.registers.add_misconception(BELIEF)
    second = authoring.registers.add_misconception(BELIEF)
    assert reference.id == "own-reference-001"
    assert (belief.id, second.id) == ("own-belief-001", "own-belief-002")
    authoring.registers.refresh()
    known = authoring.registers.all
    assert known.references[reference.id] == reference
    assert known.misconceptions[second.id] == second


def test_an_incomplete_reference_or_belief_is_not_kept(authoring: Authoring) -> None:
    with pytest.raises(UserError, match="its title"):
        authoring.registers.add_reference(
            Reference("", "WHO", " ", 2023, "https://x.org", Seen.COPY)
        )
    with pytest.raises(UserError, match="https://"):
        authoring.registers.add_reference(Reference("", "WHO", "T", 2023, "x.org", Seen.COPY))
    with pytest.raises(UserError, match="a short name"):
        authoring.registers.add_misconception(Misconception("", "", "", "", "", (), ()))
    unknown = Misconception("", "N", "S.", "W.", "R.", (), ("R-nobody-knows",))
    with pytest.raises(UserError, match="R-nobody-knows"):
        authoring.registers.add_misconception(unknown)
    assert not (authoring.shelf.root / "references.yaml").exists()


def test_a_question_on_a_claim_of_ones_own_is_asked_with_it(
    authoring: Authoring, app: Application
) -> None:
    made = claim(authoring, (0, 21))
    draft = changed(ready(authoring), citations=(Citation(made.id, CitationUse.SUPPORTS),))
    item = publish(authoring, draft)
    assert app.banks.sync() == ()
    view = next(one for one in app.sources.documents() if one.document.id == made.document)
    passage = next(one for one in view.passages if one.claim_id == made.id)
    assert passage.item_ids == (item.id,)
    assert not app.banks.needs_sync()


def test_a_register_that_somebody_else_wrote_is_left_alone(authoring: Authoring) -> None:
    path = authoring.shelf.root / "references.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("format: references/1\nreferences: []\n", encoding="utf-8")
    with pytest.raises(UserError, match="left as it is"):
        authoring.registers.add_reference(REFERENCE)


def test_entries_are_looked_up_and_may_be_unknown(authoring: Authoring) -> None:
    known = authoring.registers.all
    entries = RegisterEntries(known)
    for register, look_up in (
        (known.claims, entries.claim),
        (known.documents, entries.document),
        (known.references, entries.reference),
        (known.misconceptions, entries.misconception),
        (known.wordings, entries.wording),
        (known.contradictions, entries.contradiction),
    ):
        first = next(iter(register))
        assert look_up(first) == register[first]  # type: ignore[operator]
        assert look_up("unheard-of") is None  # type: ignore[operator]
    assert set(entries.terms()) == set(known.terms.values())
    assert RuleContext(known).registers is known
