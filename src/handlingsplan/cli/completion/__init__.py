"""Complete what is being typed in the shell, and give the shells the scripts that ask for it."""
