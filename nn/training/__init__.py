"""Training: the loop, learners, batches, settings, and fine-tuning.

Offers :func:`nn.training.loop.train`, a generator of progress that the window, the command line and
notebooks iterate alike.
"""
