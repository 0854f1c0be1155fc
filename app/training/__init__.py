"""Training: the Retrain button, its progress, its curves, and the runs that are remembered.

    panel → retraining → Job(work) → Progress → panel, history, current network

Offers :class:`app.training.panel.TrainingPanel` and
:class:`app.training.retraining.Retraining`, which connects it to everything else.
"""
