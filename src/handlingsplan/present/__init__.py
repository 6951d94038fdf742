"""Results to text and documents: no files, no arithmetic."""
