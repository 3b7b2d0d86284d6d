"""What claims say over documents and time: where they are kept, threads of the same figure, checks."""
