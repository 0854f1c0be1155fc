"""Processes: work beside the window."""
