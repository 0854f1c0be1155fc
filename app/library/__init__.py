"""Library: the user's own digits, kept, browsed and learned."""
