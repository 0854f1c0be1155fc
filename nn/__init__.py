"""A small neural-network library in NumPy, and all that reads digits with it. It knows no Qt."""
