"""What is remembered between starts, and the folder it lies in."""
