"""SQLite: the only layer that knows tables."""
