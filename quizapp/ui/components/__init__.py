"""The parts that pages are built of; each module is imported by its own name."""
