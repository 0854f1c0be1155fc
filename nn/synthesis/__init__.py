"""Synthesis: digits, and marks that are none, drawn by a model of hands."""
