"""Fine-tuning: the network learns the user's own digits."""
