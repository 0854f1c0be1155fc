"""What the program asks of the system: memory, signals, libraries, folders, crash reports.

Used at the start by :mod:`app.application`; no panel needs it.
"""
