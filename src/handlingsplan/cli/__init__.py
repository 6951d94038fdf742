"""Options in, one exit code out; asks the clock, the environment and the console."""
