"""Practise: putting a run together, playing a scenario, exploring a diagram."""

from quizapp.ui.pages.practise.page import PractisePage

__all__ = ["PractisePage"]
