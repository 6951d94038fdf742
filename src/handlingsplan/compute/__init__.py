"""A plan and a day in, results out: nothing is read, written or printed."""
