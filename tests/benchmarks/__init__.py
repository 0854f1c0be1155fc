"""What measures the program: no tests; run by ``make bench`` and ``make bench-peers``."""
