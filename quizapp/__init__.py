"""Quizapp: learn drug pharmacology and overdose response by being asked."""

__version__ = "0.1.0"
