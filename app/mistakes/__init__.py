"""Mistakes: the confusion matrix on the test images, and the images behind each cell.

Offers :class:`app.mistakes.panel.MistakesPanel`. A job reads the test images while the panel is
visible; an image that is opened goes to the canvas.
"""
