"""Library: the user's own labelled drawings, kept in one SQLite file and browsed in a gallery.

    panel → library (Qt) → thread → store (SQLite) → file

Offers :class:`app.library.panel.LibraryPanel`; fine-tuning reads from its ``library``.
"""
