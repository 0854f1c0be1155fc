"""Prediction: which network answers, and its answer to the drawing, as bars.

    Drawing → recognizer → Reading → bars

Offers :class:`app.prediction.recognizer.Recognizer`, the bars, and
:class:`app.prediction.current_network.CurrentNetwork`, which training and files put networks into.
"""
