"""Evaluation: metrics, calibration and reports."""
