"""Models: which network answers, and where networks and their data come from."""
