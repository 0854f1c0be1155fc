"""The formats of pictures that are opened; nothing is imported, so that a dialog can name them."""

from __future__ import annotations

FORMATS = {
    "PNG": ("png",),
    "JPEG": ("jpg", "jpeg"),
    "WebP": ("webp",),
    "BMP": ("bmp",),
    "GIF": ("gif",),
    "TIFF": ("tif", "tiff"),
}
"""The formats that are opened, and how the names of such files end. Pillow knows many more, some
of which start other programs."""
