"""Drawing: from pen, finger or mouse to strokes, and their picture on the canvas.

    event → pointer → pen → stroke_editor → canvas.changed(Drawing)

Offers :class:`app.drawing.canvas.Canvas` and the panel around it, with tools and replay. It knows
no network.
"""
