"""Training data: where MNIST comes from."""
