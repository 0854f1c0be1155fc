"""The sides of the comparison: one module each, with ``prepare(task, images, labels)``.

``images`` are (N, 28, 28) uint8 and ``labels`` (N,) uint8. What ``prepare`` returns goes through
the data once, beside what is to be known of how it does so; whatever a side needs to do only once,
it does before.
"""
