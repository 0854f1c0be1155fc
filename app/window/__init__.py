"""What frames the panels: menus, the layout of the docks, the list of shortcuts.

Used by :mod:`app.main_window` alone.
"""
