"""Mistakes: the confusion matrix and the test images behind it."""
