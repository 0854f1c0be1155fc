"""What frames the panels: menus, layout, shortcuts."""
