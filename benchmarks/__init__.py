"""What is measured, always beside something else in the same run: goals are ratios, not times."""
