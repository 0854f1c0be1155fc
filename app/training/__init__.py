"""Training: steered, watched, compared and recalled."""
