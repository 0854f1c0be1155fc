"""Reading: the network at work on the drawing, and its answer."""
