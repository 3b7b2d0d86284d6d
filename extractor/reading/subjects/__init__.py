"""What is measured or counted."""
