"""What the program asks of the system: memory, signals, libraries, crash reports."""
