"""Fine-tuning: the network learns the user's own digits, and nothing else is forgotten.

Offers :class:`app.fine_tuning.section.FineTuningSection`, which the window puts into the
panel of the library. The work itself is :mod:`nn.training.fine_tuning`.
"""
