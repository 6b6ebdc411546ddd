"""Delivery: sets that go out to learners and results that come back, signed and sealed."""
