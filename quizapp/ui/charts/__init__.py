"""Charts, painted by ourselves; each takes plain data and can say its main numbers in words."""
