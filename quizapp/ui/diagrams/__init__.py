"""Diagrams: drawn from templates in the theme's colours, with their parts marked and listed."""
