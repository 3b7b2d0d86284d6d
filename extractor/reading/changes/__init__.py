"""What part a figure plays in a change."""
