"""Drawing: the canvas, its tools, its replay, and what goes in and out."""
