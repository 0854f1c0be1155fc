"""Presentation: one page for a projector, read from the last row and steered by single keys.

    canvas | picture of the first network | the answers of one to four networks

Offers :class:`app.presentation.page.PresentationPage`; :mod:`app.window.presenting` alone uses it,
and puts it in the window's place.
"""
