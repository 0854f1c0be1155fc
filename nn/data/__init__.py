"""Data: where images and strokes come from, and how files are read and written."""
