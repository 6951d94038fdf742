"""Results to sentences, names and cells: the words that every format shares."""
