"""Rules for writing items that a program can check. See `table` for the list of them."""
