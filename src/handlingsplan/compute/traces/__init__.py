"""Trace the figures of each listing to the places in the plan's files that they were made of."""
