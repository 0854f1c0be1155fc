"""Language, and how numbers, times and sentences are written."""
