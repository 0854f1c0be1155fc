"""What the program asks of the system: memory, signals, libraries, folders, pens, crash reports.

Used at the start by :mod:`app.application`. Of the panels only the canvas asks for something: a
pen that is near.
"""
