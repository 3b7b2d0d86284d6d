"""What is said about a figure: stage, modality, polarity."""
