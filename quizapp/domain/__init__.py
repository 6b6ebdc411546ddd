"""Frozen data and rules; standard library only (scheduling alone imports fsrs)."""
