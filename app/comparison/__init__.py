"""Comparison: two to four networks read one drawing, side by side, while they learn or after.

    canvas, history, current network → panel → its columns' bars and one plot of their curves

Offers :class:`app.comparison.panel.ComparisonPanel`; the window and the presentation use it and
what it consists of.
"""
