"""The command line's commands, one a module: each adds its parser and runs.

``python -m nn COMMAND`` is their only user.
"""

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it."""
