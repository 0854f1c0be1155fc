"""The panel that explains what the network makes of the drawing on the canvas.

It offers :class:`app.explain.panel.ExplainPanel` to the window. The panel has three sections: the
preprocessing step by step, the activations of every layer, and the evidence for an answer. The
arithmetic runs in a background thread, and only while the panel is visible.
"""
