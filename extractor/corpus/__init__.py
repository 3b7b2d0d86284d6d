"""Documents in: from files and folders; what cannot be read is told, never lost."""
