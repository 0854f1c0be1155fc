"""The command line's commands, one a module: each adds its parser and runs."""
