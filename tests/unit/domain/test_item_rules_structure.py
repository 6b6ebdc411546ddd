"""L28: ordering, matching and hotspot items hang together."""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.item_rules.rule import ItemView, RuleContext
from quizapp.domain.item_rules.structure_rules import accepted_orders, hangs_together
from quizapp.domain.item_rules.table import check_item
from quizapp.domain.items import Item
from quizapp.domain.part_items import WrongPair
from tests.unit.domain import samples
from tests.unit.domain.item_factory import registers


def found(item: Item) -> list[str]:
    return list(hangs_together(ItemView(item, RuleContext(registers()))))


def test_items_that_hang_together_pass() -> None:
    for item in (samples.ordering(), samples.matching(), samples.numeric(), samples.hotspot()):
        assert found(item) == []


def test_orders_that_fit_the_precedence_are_counted() -> None:
    assert accepted_orders(samples.ordering()) == 2


def test_an_order_that_takes_nearly_any_answer_is_found() -> None:
    steps = tuple(replace(samples.ordering().steps[0], id=f"s{n}") for n in range(5))
    loose = replace(samples.ordering(), steps=steps, precedence=(("s0", "s1"),))
    (message,) = found(loose)
    assert message.startswith("60 orders are accepted")


def test_a_matching_item_whose_last_pair_is_given_away_is_found() -> None:
    item = samples.matching()
    tight = replace(item, right=item.right[:2], wrong_pairs=())
    (message,) = found(tight)
    assert "given away" in message


def test_two_regions_on_one_part_are_found() -> None:
    item = samples.hotspot()
    twice = tuple(replace(region, part="ketamine-site") for region in item.regions)
    (message,) = found(replace(item, regions=twice))
    assert "same part" in message


def test_a_diagram_that_is_not_there_is_found() -> None:
    for item in (samples.hotspot(), samples.single()):
        assert found(replace(item, diagram="DG99")) == ["The diagram DG99 is not known"]


def test_a_region_on_a_part_that_the_diagram_has_not_is_found() -> None:
    item = samples.hotspot()
    moved = (replace(item.regions[0], part="moon"), *item.regions[1:])
    assert found(replace(item, regions=moved)) == [
        "regions[glu]: the diagram DG02 has no part moon"
    ]


def test_a_belief_of_a_wrong_pair_has_to_be_known() -> None:
    item = replace(samples.matching(), wrong_pairs=(WrongPair("ketamine", "ago", "MC99"),))
    breaches = check_item(item, RuleContext(registers()))
    assert any(one.rule == "L16" and "MC99" in one.message for one in breaches)
