"""Prediction: which network answers, and its answer to the drawing, as bars."""
