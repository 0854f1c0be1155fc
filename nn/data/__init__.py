"""Data: where images and strokes come from, and how files are read and written.

Offers :func:`nn.data.datasets.load_mnist`, stroke files, and a careful reader of ``.npz``.
"""
