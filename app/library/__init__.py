"""Library: the user's own labelled drawings, kept in one SQLite file and browsed in a gallery.

    panel → library (Qt, a thread) → store (SQL) → file (opening, errors), drawing_bytes
                                   → rescue (a new library of what can be read of a damaged one)
    gallery → gallery_view (list, cards), gallery_model (rows)
    actions: for a menu, there before the panel
    feedback: what the panel says    stroke_files: import and export

Offers :class:`app.library.panel.LibraryPanel`. Fine-tuning reads from the panel's ``library``.
"""
