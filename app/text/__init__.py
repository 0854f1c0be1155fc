"""Language, and how messages, numbers, shares and times are written.

Offers :func:`app.text.translate.translated` for the library's messages and :mod:`app.text.formats`.
Every part of the window may use it.
"""
