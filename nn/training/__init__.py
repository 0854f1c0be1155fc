"""Training: the loop, learners, batches and settings."""
