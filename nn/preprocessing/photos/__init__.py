"""Photos: from a picture or a photo of paper to ink."""
