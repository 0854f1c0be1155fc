"""The window at work without a screen."""
