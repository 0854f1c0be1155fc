"""Library: the user's own digits, kept and browsed."""
