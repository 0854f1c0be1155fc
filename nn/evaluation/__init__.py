"""Evaluation: metrics, calibration, reading thousands of images, and reports.

Training calibrates with it, the command line reports with it, the window counts mistakes with it.
"""
