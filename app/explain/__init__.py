"""Explain: what the network makes of the drawing, step by step and layer by layer."""
