"""The real window at work without a screen: ``make demo``.

It draws with real mouse events and writes the pictures that the README shows. Nothing imports it.
"""
