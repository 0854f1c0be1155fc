"""Files: drawings and networks in and out, from menu, clipboard and drag and drop.

Offers actions for the menu. What is read comes from anywhere, so it is read beside the window.
"""
