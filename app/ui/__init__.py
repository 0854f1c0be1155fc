"""Widgets, theme and dialogs that any panel may use."""
