"""Diagrams are drawn, and all their parts with them."""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.registers import Diagram, DiagramPart
from quizapp.exchange.drawings import undrawn
from tests.unit.domain.item_factory import diagram, registers


def said(one: Diagram) -> list[tuple[str, str]]:
    return list(undrawn(registers(diagrams={one.id: one})))


def test_a_diagram_whose_parts_are_all_drawn_passes() -> None:
    assert said(diagram()) == []


def test_a_part_that_is_not_drawn_is_found() -> None:
    moon = replace(diagram(), parts=(DiagramPart("moon", "Moon", "It is not there."),))
    assert said(moon) == [("DG02", "The drawing dg02.svg has no element with the id moon.")]


def test_a_drawing_that_is_not_there_is_found() -> None:
    ((_, message),) = said(diagram(file="nowhere.svg"))
    assert message.startswith("There is no drawing nowhere.svg in assets/diagrams")


def test_a_table_has_no_drawing() -> None:
    assert said(diagram(file=None)) == []
