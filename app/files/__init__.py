"""Files: drawings, pictures and networks in and out."""
