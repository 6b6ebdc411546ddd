"""Reports on assignments: one value made from results, and what it looks like."""
