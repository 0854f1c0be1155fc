"""Widgets, theme, icons and dialogs that any panel may use.

They know no feature. Colours and distances come from :mod:`app.ui.theme` alone.
"""
