"""Sets that a trainer sent: begun, answered, handed in."""
